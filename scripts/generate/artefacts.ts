import { UserError } from "../cli.js";
import { examples } from "./examples.js";
import { format } from "./format.js";
import { header } from "./header.js";
import type { Spec } from "./read-spec.js";
import { types } from "./types.js";
import { validators } from "./validators.js";

/** Everything that is made from the spec, as formatted text by file name. The same spec gives the same bytes. */
export async function artefacts(spec: Spec): Promise<Map<string, string>> {
  const texts = {
    "schema.ts": await types(spec),
    "validators.ts": validators(spec),
    "examples.ts": examples(spec),
    "server.ts": server(spec),
  };
  return format(new Map(Object.entries(texts).map(([name, text]) => [name, header(spec.file) + text.trimStart()])));
}

function server({ file, document }: Spec): string {
  const [first] = document.servers ?? [];
  if (!first) throw new UserError(`${file}: the spec names no server; the client has no default base URL without one`);
  if (!URL.canParse(first.url) || /[{}]/.test(first.url)) {
    throw new UserError(`${file}: the first server, ${first.url}, must be an absolute URL without variables`);
  }
  return `/** The spec's first server. */\nexport const serverUrl = ${JSON.stringify(first.url)};\n`;
}
