export { canReferrerMatch, type ReferrerVerdict, referrerFor } from "./can-referrer-match.js";
export type { CheckedAppId, CheckedReferrer } from "./checked-referrer.js";
export type { MatchPattern, PatternFault } from "./match-pattern.js";
export { matchesReferrer } from "./matches-referrer.js";
export { type ParsedReferrer, parseReferrer } from "./parse-referrer.js";
export { type ReferrerPolicy, refererSent } from "./referer-sent.js";
export type { Advice, ReferrerWarning, ReferrerWarningCode } from "./warnings.js";
