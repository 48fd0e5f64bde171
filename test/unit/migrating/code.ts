import { compileFunction } from "node:vm";
import { vi } from "vitest";
import { compile } from "../../support/compile.js";
import { type Received, withServer } from "../../support/loopback.js";
import { apiKey, both, type Case, clientAt, type Library, mint, minted, nameOf, official, ours } from "./libraries.js";

const web = 'generate("CLIENT_ID", { referrer: "https://www.example.com/*" })';
const mobile = 'generate("CLIENT_ID", { appId: "com.myapp.demo.app" })';
const token = `(await ${mobile}).token`;

// Each expression is the title of a row. It is compiled, and it is run.
const generating = [
  web,
  mobile,
  'generate("CLIENT_ID", { referrer: "https://www.example.com/*", appId: "com.myapp.demo.app" })',
  'generate("CLIENT_ID", {})',
  'generate("CLIENT_ID", { referrer: undefined })',
  'generate("CLIENT_ID", { appId: "com.myapp.demo.app", clientId: "OTHER" })',
  'generate("CLIENT_ID", { appId: "com.myapp.demo.app", note: "mine" })',
  'generate("", { appId: "com.myapp.demo.app" })',
  'generate("CLIENT_ID", { referrer: "www.example.com" })',
  'generate("CLIENT_ID", { referrer: "*://*/*" })',
];
const constructing = [
  'new ComplyCube({ apiKey: "Bearer test_key" })',
  'new ComplyCube({ apiKey: "test_key", timeout: 5000 })',
  "new ComplyCube({})",
];
const expressions = [...generating, ...constructing, token];

const fileOf = ({ name }: Library) => `test/unit/migrating/${name.replace("/", "-")}.ts`;
const programs = [official, ours].map((library) => {
  const head = `import { ComplyCube } from "${library.name}"; const { token } = new ComplyCube({ apiKey: "test_key" });`;
  const lines = expressions.map((code, index) => `export const e${index} = ${code.replace("generate(", "token.$&")};`);
  return [fileOf(library), [head, ...lines].join("\n")];
});
// Most programs do not set `exactOptionalPropertyTypes`.
const { errors, types } = compile(Object.fromEntries(programs), { exactOptionalPropertyTypes: false });

function verdict(library: Library, code: string): string {
  // Line 1 is the import.
  const line = expressions.indexOf(code) + 2;
  const isRefused = errors.some((error) => error.file === fileOf(library) && error.line === line);
  return isRefused ? "does not compile" : "compiles";
}

/** Runs code with the given names in scope. */
function evaluate(code: string, scope: Record<string, unknown>) {
  return compileFunction(`return ${code}`, Object.keys(scope))(...Object.values(scope));
}

function call(code: string, library: Library, url: string): Promise<unknown> {
  const { token } = clientAt(url, library);
  return evaluate(code, { generate: token.generate.bind(token) });
}

/** Says whether the code compiles, and what it sends, or its error if it sends nothing. */
function row(
  code: string,
  run: (code: string, library: Library, url: string) => Promise<unknown>,
  shown: (request: Received) => string | undefined,
): Case {
  return both((library) =>
    withServer(minted, async ({ url, received }) => {
      const error = await run(code, library, url).catch(nameOf);
      const [request] = received;
      return `${verdict(library, code)}, ${request ? `sends \`${shown(request)}\`` : error}`;
    }),
  );
}

function constructed(code: string, environmentKey?: string): Case {
  const run = async (_: string, library: Library, url: string) => {
    vi.stubEnv("COMPLYCUBE_API_KEY", environmentKey);
    return mint(clientAt(url, library, () => evaluate(code, { ComplyCube: library.ComplyCube })));
  };
  return row(code, run, ({ headers }) => headers.authorization);
}

export const code: Record<string, Case> = {
  "the type of `generate(…)`": both((library) => `\`${types(fileOf(library)).get("e0")}\``),
  [`\`${token}\``]: both((library) =>
    withServer(minted, async ({ url }) => {
      const minted = Object(await call(mobile, library, url));
      return `${verdict(library, token)}, \`${minted.token}\``;
    }),
  ),
  ...Object.fromEntries(generating.map((code) => [`\`${code}\``, row(code, call, ({ body }) => body)])),
  ...Object.fromEntries(constructing.map((code) => [`\`${code}\``, constructed(code)])),
  "`new ComplyCube({})`, `COMPLYCUBE_API_KEY` in the environment": constructed("new ComplyCube({})", apiKey),
};
