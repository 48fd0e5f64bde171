import { type AnyComplyCubeError, ComplyCubeError } from "../index.js";
import { UsageError } from "./usage-error.js";

/** What a script can do about it tells them apart: ask otherwise, call otherwise, look at the network, wait. */
export const exitCodes = {
  0: "done",
  1: "no: the API refused; or a wrong pattern; or an expired token, or none",
  2: "a wrong argument, or no usable key; nothing was sent",
  3: "no answer: no connection, or not in time",
  4: "the API is busy or in trouble (408, 429, 5xx): try again later",
  5: "an answer that is not the API's: check COMPLYCUBE_BASE_URL",
  130: "ended by Ctrl-C",
  141: "the output could not be written, such as to a pipe that was closed",
} as const;

export type ExitCode = keyof typeof exitCodes;

/** For a help text. */
export const exitCodeLines = Object.entries(exitCodes)
  .map(([code, meaning]) => `  ${code.padEnd(5)}${meaning}`)
  .join("\n");

export interface Failure {
  exitCode: ExitCode;
  message: string;
}

/** What to say of an error, and the exit code; `undefined` of what is a bug. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof UsageError) return { exitCode: 2, message: error.message };
  if (!(error instanceof ComplyCubeError)) return undefined;
  return { exitCode: exitCodeOf(error), message: inTermsOfOptions(error.message) + requestIdOf(error) };
}

function exitCodeOf(error: AnyComplyCubeError): ExitCode {
  switch (error.name) {
    case "ComplyCubeConfigError":
    case "ComplyCubeRequestError":
      return 2;
    case "ComplyCubeApiError":
      // The API's own has a type: another server speaks, or COMPLYCUBE_BASE_URL ends in no version.
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

/** What the client's options are called here. */
const names = new Map([
  ["apiKey", "the API key"],
  ["baseUrl", "COMPLYCUBE_BASE_URL"],
  ["clientId", "--client-id"],
  ["referrer", "--referrer"],
  ["appId", "--app-id"],
  ["timeoutMs", "--timeout"],
  ["attemptTimeoutMs", "--timeout"],
]);

function inTermsOfOptions(message: string): string {
  return message
    .replace("`allowAnyReferrer: true` in the options of the client", "--allow-any-referrer")
    .replace(/ \((?:attemptT|t)imeoutMs\)/, "")
    .replace(/`(\w+)`/g, (quoted, name) => names.get(name) ?? quoted);
}
