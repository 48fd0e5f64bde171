import { rm } from "node:fs/promises";
import {
  Application,
  Comment,
  Converter,
  type DeclarationReflection,
  LogLevel,
  OptionDefaults,
  ReflectionFlag,
  ReflectionKind,
  ReflectionType,
  type TypeDocOptions,
} from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import tsconfig from "../../tsconfig.json" with { type: "json" };

const { paths } = tsconfig.compilerOptions;

/** The names of the package's entries. */
export const entries = Object.keys(paths);

/** The name of an entry for each module of TypeDoc, such as `complycube-tokens/referrer` for `referrer`. */
const entryOf = new Map(
  Object.entries(paths).map(([entry, [file = ""]]) => [file.replace(/^\.\/src\/|(\/index)?\.ts$/g, ""), entry]),
);

const options: Partial<Omit<TypeDocOptions, "router" | "pageTitleTemplates"> & PluginOptions & { router: string }> = {
  plugin: ["typedoc-plugin-markdown"],
  entryPoints: Object.values(paths).flat(),
  tsconfig: "tsconfig.json",
  router: "module",
  readme: "none",
  entryFileName: "index",
  pageTitleTemplates: { module: ({ name }: { name: string }) => `API: ${name}` },
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hideGroupHeadings: true,
  disableSources: true,
  // `npm run check` reports type errors.
  skipErrorChecking: true,
  excludeExternals: true,
  excludePrivate: true,
  useCodeBlocks: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
  typeAliasPropertiesFormat: "table",
  typeDeclarationFormat: "table",
  tableColumnSettings: { hideModifiers: true, hideOverrides: true, hideInherited: true, hideDefaults: true },
  blockTags: [...OptionDefaults.blockTags, "@description"],
  // The text of the union says what its members are.
  intentionallyNotDocumented: [
    "complycube-tokens.CheckedScope.__type.referrer",
    "complycube-tokens.CheckedScope.__type.appId",
    "complycube-tokens/referrer.ParsedReferrer.__type.ok",
  ],
  requiredToBeDocumented: ["Class", "Function", "Interface", "Method", "Property", "TypeAlias"],
  validation: {
    notExported: false,
    invalidLink: true,
    rewrittenLink: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
  logLevel: LogLevel.Warn,
};

const ofTheSpec = "Types of the spec, by openapi-typescript. [The contract](/docs/reference/contract.md) shows them.";

/**
 * Writes a Markdown page for each entry of the package.
 *
 * @returns each name of the API, and the section about it if the name is an export
 */
export async function writeApiReference(out: string): Promise<Map<string, string | undefined>> {
  const names = new Map<string, string | undefined>();
  const app = await Application.bootstrapWithPlugins(Object.assign({ out }, options));
  // Before TypeDoc groups the members.
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const { name } of project.getReflectionsByKind(ReflectionKind.All)) names.set(name, undefined);
    for (const module of project.children ?? []) {
      module.name = entryOf.get(module.name) ?? module.name;
      for (const member of module.children ?? []) {
        if (member.kind === ReflectionKind.Reference) continue;
        names.set(member.name, `${module.name}#${member.name.toLowerCase()}`);
        member.setFlag(ReflectionFlag.Abstract, false);
        const isGenerated = project.getSymbolIdFromReflection(member)?.fileName?.includes("/generated/") ?? false;
        for (const detail of detailsOf(member, isGenerated)) project.removeReflection(detail);
        if (isGenerated) member.comment ??= new Comment([{ kind: "text", text: ofTheSpec }]);
      }
    }
  });
  const project = await app.convert();
  if (project) app.validate(project);
  if (!project || app.logger.hasWarnings()) throw new Error("Document the API: see the warnings of TypeDoc above.");
  await rm(out, { recursive: true, force: true });
  await app.outputs.writeOutput({ name: "markdown", path: out }, project);
  return names;
}

/** What no reader needs: how an error is created, and the types of the spec, which the page of the contract shows. */
function detailsOf({ children = [], type, extendedTypes }: DeclarationReflection, isGenerated: boolean) {
  if (isGenerated) return type instanceof ReflectionType ? [...children, type.declaration] : [...children];
  return extendedTypes ? children.filter(({ name }) => /^(constructor|name|\[.*)$/.test(name)) : [];
}
