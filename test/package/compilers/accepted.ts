import {
  ComplyCube,
  ComplyCubeApiError,
  ComplyCubeError,
  type ComplyCubeOptions,
  createClient,
  type paths,
  type TokenScope,
} from "complycube-tokens";
import {
  createTokenHandler,
  type MintedToken,
  type TokenHandlerOptions,
  type TokenRefusalCode,
} from "complycube-tokens/handler";
import { canReferrerMatch, parseReferrer, referrerFor } from "complycube-tokens/referrer";

const options: ComplyCubeOptions = { apiKey: undefined, timeoutMs: 5_000, fetch };
const complycube = new ComplyCube(options);
const { signal } = new AbortController();
const host: string = location.host;
const scope: TokenScope = { referrer: host };

export const tokens: string[] = [
  await complycube.token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }),
  await complycube.token.generate("CLIENT_ID", { referrer: "https://*.example.com:8443/*" }),
  await complycube.token.generate("CLIENT_ID", { referrer: `https://${host}/*` }),
  await complycube.token.generate("CLIENT_ID", { referrer: referrerFor("https://www.example.com/kyc") }),
  await complycube.token.generate("CLIENT_ID", scope),
  await complycube.token.generate("CLIENT_ID", { appId: "com.example.app" }, { signal, maxRetries: 0 }),
];

const client = createClient({ baseUrl: "http://localhost:4010/v1" });
const { data, error, response } = await client.POST("/tokens", {
  body: { clientId: "CLIENT_ID", appId: "com.example.app" },
  signal,
});
export const answer: [string | undefined, string | undefined, number] = [data?.token, error?.type, response.status];
export type Body = paths["/tokens"]["post"]["requestBody"]["content"]["application/json"];

export function advice(caught: unknown): string {
  if (!(caught instanceof ComplyCubeError)) throw caught;
  if (caught instanceof ComplyCubeApiError && caught.statusCode === 429) return `${caught.retryAfterMs}`;
  switch (caught.name) {
    case "ComplyCubeConfigError":
      return caught.option;
    case "ComplyCubeRequestError":
      return caught.param;
    case "ComplyCubeApiError":
      return `${caught.requestId}`;
    case "ComplyCubeConnectionError":
      return `${caught.attempts}`;
    case "ComplyCubeTimeoutError":
      return caught.phase;
    case "ComplyCubeResponseError":
      return caught.excerpt;
    default:
      return caught satisfies never;
  }
}

const parsed = parseReferrer("localhost:3000/*");
export const suggestion: string | undefined = parsed.ok ? undefined : parsed.suggestion;
export const { matches } = canReferrerMatch("https://www.example.com/*", "https://www.example.com/kyc");

const authorize: TokenHandlerOptions["authorize"] = ({ headers }) => headers.get("x-user") ?? 401;
export const handlers: ((request: Request) => Promise<Response>)[] = [
  createTokenHandler({ complycube, scope, authorize }),
  createTokenHandler({ complycube, scope: { referrer: "https://www.example.com/*" }, authorize: () => 403 }),
  createTokenHandler({
    complycube,
    scope: { appId: "com.example.app" },
    authorize: async () => "CLIENT_ID",
    onError() {},
  }),
];
export const handle: (request: Request, context: { user: string }) => Promise<Response> = createTokenHandler({
  complycube,
  scope: { referrer: `https://${host}/*` },
  authorize: (_, { user }: { user: string }) => user,
});
export const shown = (minted: MintedToken | { code: TokenRefusalCode }): string =>
  "code" in minted ? minted.code : minted.clientId;
