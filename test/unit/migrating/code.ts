import { compileFunction } from "node:vm";
import { vi } from "vitest";
import { both, type Claim } from "./calls.js";
import { type Compiled, compiled } from "./compiled.js";
import { apiKey, type Client, clientAt, type Library, mint, minted, nameOf, withServer } from "./libraries.js";

const web = 'generate("CLIENT_ID", { referrer: "https://www.example.com/*" })';
const mobile = 'generate("CLIENT_ID", { appId: "com.myapp.demo.app" })';
const token = `(await ${mobile}).token`;

/** Each is a title of the page, is compiled, and is run. */
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

const seen = new Map<Library, Map<string, Compiled>>();

/** What the compiler makes of all of it, asked once for each library. */
function compiledWith(library: Library, code: string): Compiled {
  const all = [...generating, ...constructing, token];
  const known =
    seen.get(library) ?? new Map(compiled(library.name, all).map((result, index) => [all[index] ?? "", result]));
  seen.set(library, known);
  return known.get(code) ?? { compiles: false, type: "" };
}

const verdict = (library: Library, code: string) =>
  compiledWith(library, code).compiles ? "compiles" : "does not compile";

async function result(code: string, { token }: Client): Promise<unknown> {
  const generate = token.generate.bind(token);
  return compileFunction(`return (async () => ${code})()`, ["generate"])(generate).catch((error: unknown) => error);
}

/** What code sends, or the error in which it ends before. */
function sending(code: string): Claim {
  return both((library) =>
    withServer(minted, async ({ url, received }) => {
      const outcome = nameOf(await result(code, clientAt(url, library)));
      return `${verdict(library, code)}, ${received[0] ? `sends \`${received[0].body}\`` : outcome}`;
    }),
  );
}

/** The key that a client sends, or the error in which its making ends. */
function making(code: string, key?: string): Claim {
  return both((library) =>
    withServer(minted, async ({ url, received }) => {
      vi.stubEnv("COMPLYCUBE_API_KEY", key);
      const make = () => compileFunction(`return ${code}`, ["ComplyCube"])(library.ComplyCube);
      try {
        await mint(clientAt(url, library, make));
      } catch (error) {
        return `${verdict(library, code)}, ${nameOf(error)}`;
      }
      return `${verdict(library, code)}, sends \`${received[0]?.headers.authorization}\``;
    }),
  );
}

const inCode = (codes: string[], claim: (code: string) => Claim) =>
  Object.fromEntries(codes.map((code) => [`\`${code}\``, claim(code)]));

export const code: Record<string, Claim> = {
  "the type of `generate(…)`": both(async (library) => `\`${compiledWith(library, web).type}\``),
  [`\`${token}\``]: both((library) =>
    withServer(
      minted,
      async ({ url }) => `${verdict(library, token)}, ${nameOf(await result(token, clientAt(url, library)))}`,
    ),
  ),
  ...inCode(generating, sending),
  ...inCode(constructing, making),
  "`new ComplyCube({})`, `COMPLYCUBE_API_KEY` in the environment": making("new ComplyCube({})", apiKey),
};
