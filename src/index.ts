export { ComplyCube, type Tokens } from "./client/complycube.js";
export { createClient, type TokensClient } from "./client/create-client.js";
export {
  type AnyComplyCubeError,
  ComplyCubeApiError,
  ComplyCubeConfigError,
  ComplyCubeConnectionError,
  ComplyCubeError,
  type ComplyCubeErrorType,
  ComplyCubeRequestError,
  ComplyCubeResponseError,
  ComplyCubeTimeoutError,
} from "./client/errors.js";
export type { ComplyCubeOptions } from "./client/options.js";
export type { CheckedScope, TokenScope } from "./client/token-request.js";
export type { components, operations, paths } from "./generated/schema.js";
export type { CheckedAppId, CheckedReferrer, ReferrerWarning, ReferrerWarningCode } from "./referrer/index.js";
export type { CallOptions } from "./transport/call.js";
export type { AttemptReport, RateLimiter } from "./transport/send.js";
export type {
  Exchange,
  Fetch,
  ReceivedHeaders,
  Transport,
  TransportRequest,
  TransportResponse,
} from "./transport/transport.js";
