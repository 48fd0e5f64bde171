import type { Package } from "../../test/packed/install.js";

export interface Generator {
  name: string;
  /** Where it comes from; without it, it is the project's own, or one of its packages. */
  from?: Package;
  /** What starts it, with `SPEC` and `OUT` for the file that it reads and the directory that it writes to. */
  command: string;
  makes: string;
  /** It is measured on the first spec alone. */
  onlyFirst?: boolean;
  /** Each finds the names of all operations in what was written. */
  declarations: RegExp[];
}

const ownTypes = /^ +(\w+): \{\s+parameters: \{/gm;
const own = {
  makes: "types, validators, examples, server URL, formatted; lints the spec and its examples first",
  declarations: [ownTypes, /^ *"?(\w+)"?: \{\s+request: \{/gm],
};

export const ourName = "complycube-tokens";

// Two are no dependencies, since they would bring hundreds of packages. Of each it is the newest version that does not ask
// for a newer Node than the project does.
export const generators: Generator[] = [
  {
    ...own,
    name: `${ourName}, by npm`,
    command: "npm run generate -- --spec SPEC --out OUT",
    // What npm adds is the same on any spec.
    onlyFirst: true,
  },
  {
    ...own,
    name: ourName,
    command: "tsx scripts/generate.ts --spec SPEC --out OUT",
  },
  {
    name: "openapi-typescript",
    command: "openapi-typescript SPEC -o OUT/schema.ts",
    makes: "types",
    declarations: [ownTypes],
  },
  {
    name: "@hey-api/openapi-ts",
    // The newest TypeScript, which npm would choose, has not the API that it needs.
    from: { name: "@hey-api/openapi-ts", version: "0.95.0", beside: "typescript@5.9.3" },
    command: "openapi-ts --no-log-file -i SPEC -o OUT",
    makes: "types, a function for each operation, a client of `fetch`",
    declarations: [/^export const (\w+) = </gm],
  },
  {
    name: "orval",
    from: { name: "orval", version: "7.13.2" },
    command: "orval --client fetch --input SPEC --output OUT/api.ts",
    makes: "types, a function of `fetch` for each operation",
    declarations: [/^export const (\w+) = async /gm],
  },
];
