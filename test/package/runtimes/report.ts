import { shell } from "../shell.js";
import { assertions } from "./assertions.js";

/** Where a runtime is put to the assertions. */
export interface Place {
  /** The project with the package installed. */
  consumer: string;
  /** A command of the package that the runtime came in. */
  binary(name: string): string;
  origin: string;
  baseUrl: string;
  /** Has the origin answer a browser with this page. */
  show(html: string): void;
}

/** What a runtime says of itself. */
export interface Report {
  version: string;
  /** The assertions that hold. */
  held: string[];
}

/** Runs a command whose last line is a report. */
export async function reported(command: string, args: string[], cwd: string): Promise<Report> {
  const { PATH, HOME } = process.env;
  const { stdout } = await shell(command, args, { cwd, env: { PATH, HOME, NO_COLOR: "1" }, timeout: 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) || "{}");
}

/** @throws where an assertion was not put to the runtime, or another version answered */
export function checkReport({ version, held }: Report, expectedVersion: string | undefined): void {
  const missing = Object.keys(assertions).filter((name) => !held?.includes(name));
  if (missing.length > 0) throw new Error(`not reported: ${missing.join(", ")}`);
  if (expectedVersion !== undefined && version !== expectedVersion) {
    throw new Error(`version ${version} answered, and not ${expectedVersion}`);
  }
}
