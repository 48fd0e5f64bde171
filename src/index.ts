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
export type { CallOptions, ComplyCubeOptions } from "./options.js";
export type { ReferrerWarning, ReferrerWarningCode } from "./referrer/index.js";
export type { TokenScope } from "./token-request.js";
export type { AttemptReport } from "./transport/attempt-report.js";
export type { RateLimiter } from "./transport/rate-limit.js";
