import type { Row } from "../targets/run.js";
import { escaped } from "./markup.js";

/** The rows as CI servers read them. */
export function junitReport(target: string, rows: Row[]): string {
  const count = (wanted: Row["verdict"]) => rows.filter(({ verdict }) => verdict === wanted).length;
  const totals = `tests="${rows.length}" failures="${count("failed")}" skipped="${count("not tested")}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites ${totals}>
  <testsuite name="contract, ${escaped(target)}" ${totals}>
${rows.map(testCase).join("\n")}
  </testsuite>
</testsuites>
`;
}

function testCase({ name, verdict, why = "" }: Row): string {
  const head = `    <testcase classname="contract" name="${escaped(name)}"`;
  if (verdict === "passed") return `${head}/>`;
  const element = verdict === "failed" ? "failure" : "skipped";
  return `${head}><${element} message="${escaped(why)}"/></testcase>`;
}
