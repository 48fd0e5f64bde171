export { createClient, type TokensClient } from "./client.js";
export { ComplyCube, type Tokens } from "./complycube.js";
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
} from "./errors.js";
export type { components, operations, paths } from "./generated/schema.js";
export type { ComplyCubeOptions } from "./options.js";
export type { ReferrerWarning, ReferrerWarningCode } from "./referrer/index.js";
export type { TokenScope } from "./token-request.js";
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
