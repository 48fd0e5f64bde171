import {
  type CheckedReferrer,
  ComplyCube,
  ComplyCubeApiError,
  ComplyCubeError,
  type ComplyCubeOptions,
  createClient,
  type Fetch,
  type paths,
  type TokenScope,
} from "complycube-tokens";
import { createVerification, type Verification, type VerificationState } from "complycube-tokens/browser";
import { examples } from "complycube-tokens/examples";
import {
  createTokenHandler,
  type MintedToken,
  type TokenHandlerOptions,
  type TokenRefusalCode,
} from "complycube-tokens/handler";
import { mockFetch } from "complycube-tokens/mock";
import { nodeTransport } from "complycube-tokens/node";
import { canReferrerMatch, parseReferrer, referrerFor } from "complycube-tokens/referrer";

const fetchWithKeepalive: Fetch = async (url, init) => fetch(url, { ...init, keepalive: true });
const options: ComplyCubeOptions = { apiKey: undefined, timeoutMs: 5_000, fetch: fetchWithKeepalive };
const complycube = new ComplyCube(options);
const { token } = complycube;
const { signal } = new AbortController();
const host: string = location.host;
const port: number = 8443;
const scope: TokenScope = { referrer: host };
const { request, responses } = examples.generateToken;

export const tokens: Promise<string>[] = [
  token.generate("CLIENT_ID", { referrer: "https://www.example.com/*" }),
  token.generate("CLIENT_ID", { referrer: "https://*.example.com:8443/*" }),
  token.generate("CLIENT_ID", { referrer: "http://[::1]:3000/*" }),
  token.generate("CLIENT_ID", { referrer: host }),
  token.generate("CLIENT_ID", { referrer: `https://${host}/*` }),
  token.generate("CLIENT_ID", { referrer: `https://${host}:${port}/*` }),
  token.generate("CLIENT_ID", { referrer: referrerFor("https://www.example.com/kyc") }),
  token.generate("CLIENT_ID", scope),
  token.generate("CLIENT_ID", Math.random() > 0.5 ? { referrer: host } : { appId: "com.example.app" }),
  token.generate("CLIENT_ID", { appId: "com.example.app" }, { signal, timeoutMs: 5_000, maxRetries: 0 }),
  token.generate(request.web.clientId, { referrer: request.web.referrer }),
];

export async function mintFor<Referrer extends string>(referrer: CheckedReferrer<Referrer>): Promise<string> {
  return await token.generate("CLIENT_ID", { referrer });
}

createClient({ fetch });
createClient({ fetch: async () => new Response() });
createClient({ fetch: mockFetch({ status: 429, example: "rateLimited" }) });
export const mocked: typeof fetch = mockFetch();
createClient({ transport: nodeTransport() });
const client = createClient({ baseUrl: "http://localhost:4010/v1" });
export async function answer(): Promise<[string | undefined, string | undefined, number]> {
  const body = { clientId: "CLIENT_ID", appId: "com.example.app" };
  const { data, error, response } = await client.POST("/tokens", { body, signal });
  return [data?.token, error?.type, response.status];
}
export const fromExample = client.POST("/tokens", { body: request.web });
export const exampleType: "rate_limit_exceeded" = responses[429].rateLimited.type;
export type Body = paths["/tokens"]["post"]["requestBody"]["content"]["application/json"];

// A switch on the name of an error is exhaustive.
export function describeError(caught: unknown): string {
  if (!(caught instanceof ComplyCubeError)) throw caught;
  if (caught instanceof ComplyCubeApiError && caught.statusCode === 429) return `${caught.retryAfterMs}`;
  switch (caught.name) {
    case "ComplyCubeConfigError":
      return caught.option;
    case "ComplyCubeRequestError":
      return caught.param;
    case "ComplyCubeApiError":
      // The known types are suggested, and any other string is allowed.
      return caught.type === "unauthorized" || caught.type === "added_later" ? "" : `${caught.requestId}`;
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

// A subclass of an error keeps its own fields after instanceof.
class MyApiError extends ComplyCubeApiError {
  readonly extra: number = 1;
}
export const extra = (caught: unknown): number => (caught instanceof MyApiError ? caught.extra + caught.statusCode : 0);

const parsed = parseReferrer("localhost:3000/*");
export const suggestion: string | undefined = parsed.ok ? undefined : parsed.suggestion;
export const { matches } = canReferrerMatch("https://www.example.com/*", "https://www.example.com/kyc");

const authorize: TokenHandlerOptions["authorize"] = ({ headers }) => headers.get("x-user") ?? 401;
export const lazy: (request: Request) => Promise<Response> = createTokenHandler({
  complycube: () => new ComplyCube(),
  scope,
  authorize,
  onWarning: (message: string) => message,
});
const standIn = { token: { generate: async () => "header.payload.signature" } };
const handlerOptions: TokenHandlerOptions = { complycube: standIn, scope, authorize, onError: undefined };
export const handlers: ((request: Request) => Promise<Response>)[] = [
  createTokenHandler(handlerOptions),
  createTokenHandler({ complycube, scope: { referrer: "https://www.example.com/*" }, authorize: () => 403 }),
  createTokenHandler({
    complycube,
    scope: { appId: "com.example.app" },
    authorize: async ({ headers }) => headers.get("x-user") ?? 401,
    onError: (caught, { url }) => describeError(caught) + url,
  }),
];
export const handle: (request: Request, context: { user: string }) => Promise<Response> = createTokenHandler({
  complycube,
  scope: { referrer: `https://${host}/*` },
  authorize: (_, { user }: { user: string }) => user,
});

// A page can handle each code.
export const advice: Record<TokenRefusalCode, string> = {
  unauthenticated: "sign in",
  forbidden: "give up",
  cross_site: "give up",
  method_not_allowed: "give up",
  mint_failed: "give up",
  rate_limited: "try again",
  unavailable: "try again",
  timed_out: "try again",
};
export const show = (minted: MintedToken): string => `${minted.token} ${minted.clientId}`;

export const verifications: Verification[] = [
  createVerification({ tokenUrl: "/api/token" }),
  createVerification({ tokenUrl: new URL(location.href), mount: undefined, onChange: undefined, timeoutMs: 5_000 }),
  createVerification({
    getToken: async (signal) => (await fetch("/api/token", { signal })).text(),
    mount: {
      containerId: "kyc",
      stages: [
        "intro",
        { name: "documentCapture", options: { documentTypes: { residence_permit: { country: "GB" } } } },
      ],
      // Options that this package does not know.
      ...{ useModal: true },
    },
  }),
];
// A page can show each state.
export function viewOf(state: VerificationState): string {
  switch (state.name) {
    case "idle":
    case "minting":
    case "renewing":
    case "closed":
      return state.name;
    case "mounted":
      return `${new Date(state.since)} ${state.expires?.toFixed()} ${state.renewed}`;
    case "completed":
      return state.data.documentCapture?.documentId ?? "";
    case "failed":
      return { "sign-in": "Sign in", retry: `${state.retryAfterMs}`, reload: "", contact: advice.mint_failed }[
        state.action
      ];
    default:
      return state satisfies never;
  }
}
