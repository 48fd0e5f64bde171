import { type AnyComplyCubeError, ComplyCubeError } from "../index.js";
import { UsageError } from "./io.js";

/** A script can react to each code differently. */
export const exitCodes = {
  0: "done",
  1: "refused by the API, or the pattern does not work, or no valid token",
  2: "a wrong argument or key; nothing was sent",
  3: "no response: no connection, or a timeout",
  4: "the API is busy or failing (408, 429, 5xx); retry later",
  5: "a response that is not from the API; check COMPLYCUBE_BASE_URL",
  130: "ended by Ctrl-C",
  141: "the output could not be written, for example to a closed pipe",
} as const;

export type ExitCode = keyof typeof exitCodes;

/** For the help text. */
export const exitCodeLines = Object.entries(exitCodes)
  .map(([code, meaning]) => `  ${code.padEnd(5)}${meaning}`)
  .join("\n");

export interface Failure {
  exitCode: ExitCode;
  message: string;
}

/** The message and the exit code for an error; `undefined` for a bug. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  if (!(error instanceof ComplyCubeError)) return undefined;
  return { exitCode: exitCodeOf(error), message: withOptionNames(error.message) + requestIdOf(error) };
}

function exitCodeOf(error: AnyComplyCubeError): ExitCode {
  switch (error.name) {
    case "ComplyCubeConfigError":
    case "ComplyCubeRequestError":
      return 2;
    case "ComplyCubeApiError":
      // The API's own 404 has a type. Without it, COMPLYCUBE_BASE_URL is wrong or lacks the version.
      if (error.statusCode === 404 && error.type === undefined) return 5;
      return !error.isClientError() || error.statusCode === 408 || error.statusCode === 429 ? 4 : 1;
    case "ComplyCubeConnectionError":
    case "ComplyCubeTimeoutError":
      return 3;
    case "ComplyCubeResponseError":
      return 5;
  }
}

function requestIdOf(error: AnyComplyCubeError): string {
  return "requestId" in error && error.requestId ? ` Request ID: ${error.requestId}` : "";
}

/** The command line's names for the client's options. */
const names = new Map([
  ["apiKey", "the API key"],
  ["baseUrl", "COMPLYCUBE_BASE_URL"],
  ["clientId", "--client-id"],
  ["referrer", "--referrer"],
  ["appId", "--app-id"],
  ["timeoutMs", "--timeout"],
  ["attemptTimeoutMs", "--timeout"],
  ["status", "--status"],
]);

function withOptionNames(message: string): string {
  return message
    .replace(
      "Set the client option `allowAnyReferrer: true` to allow it anyway.",
      "Add --allow-any-referrer to allow it.",
    )
    .replace(/ \((?:attemptT|t)imeoutMs\)/, "")
    .replace(/`(\w+)`/g, (quoted, name) => names.get(name) ?? quoted);
}
