import { kindOf } from "../strength/equivalents.js";
import { partOf, parts } from "../strength/parts.js";
import type { Strength } from "../strength/strength.js";
import type { Row } from "../targets/run.js";
import { escaped } from "./markup.js";
import { style } from "./style.js";

export interface Report {
  title: string;
  target: string;
  rows: Row[];
  strength: Strength;
}

/** One page for people, which needs nothing but itself. */
export function htmlReport({ title, target, rows, strength }: Report): string {
  const killed = strength.fates.filter(({ killedBy }) => killedBy !== undefined).length;
  const requests = rows.filter(({ name }) => name.startsWith("request: "));
  const answers = rows.filter(({ name }) => name.startsWith("answer: "));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}: contract report</title>
<style>${style}</style>
<header>
  <h1>${escaped(title)}</h1>
  <p>The contract tests, against the target <b>${escaped(target)}</b></p>
  <ul class="figures">
    ${figure(count(rows, "passed"), "cases passed", "passed")}
    ${figure(count(rows, "failed"), "failed", "failed")}
    ${figure(count(rows, "not tested"), "not tested", "not-tested")}
    ${figure(killed, `of ${strength.fates.length} mutants killed`, "passed")}
  </ul>
</header>
<main>
  <section>
    <h2>POST /tokens: answers</h2>
    <p>Each declared status with each of its examples.</p>
    <ol class="cases">${answers.map((row) => caseItem(row, "answer: ")).join("")}</ol>
  </section>
  <section>
    <h2>POST /tokens: requests</h2>
    <p>What conforms must be taken, and what does not must be refused.</p>
    <ol class="cases">${requests.map((row) => caseItem(row, "request: ")).join("")}</ol>
  </section>
  <section>
    <h2>Mutants</h2>
    <p>Each square is the spec with one thing in it changed. <span class="dot killed"></span> a case fails on it;
    <span class="dot equivalent"></span> nothing that is sent can tell it from the spec;
    <span class="dot survived"></span> no case notices. Point at one to read it.</p>
    ${parts.map(([part]) => mutants(part, strength)).join("")}
  </section>
  <section>
    <h2>Keywords</h2>
    <p>What each keyword of the schemas was seen to do: to let through what conforms, and to refuse.</p>
    <table><thead><tr><th>keyword<th>lets through<th>refuses</tr></thead><tbody>
    ${[...strength.coverage.keywords]
      .map(
        ([place, { valid, invalid }]) =>
          `<tr><td><code>${escaped(place.replace("#/components/schemas/", ""))}</code><td>${tick(valid)}<td>${tick(invalid)}</tr>`,
      )
      .join("\n")}
    </tbody></table>
  </section>
</main>
</html>
`;
}

function figure(value: number, label: string, kind: string): string {
  const isNone = value === 0 ? " none" : "";
  return `<li class="${kind}${isNone}"><b>${value}</b> ${label}</li>`;
}

function caseItem({ name, verdict, why }: Row, prefix: string): string {
  const reason = why === undefined ? "" : `<small>${escaped(why)}</small>`;
  return `<li class="${verdict.replace(" ", "-")}"><span>${escaped(name.slice(prefix.length))}</span>${reason}</li>\n`;
}

function mutants(part: string, { fates }: Strength): string {
  const squares = fates
    .filter(({ mutant }) => partOf(mutant) === part)
    .map((fate) => {
      const kind = kindOf(fate);
      const text = escaped(`${fate.mutant}\n${kind}${fate.killedBy === undefined ? "" : ` by ${fate.killedBy}`}`);
      return `<i class="dot ${kind}" title="${text}"></i>`;
    });
  return `<h3>${escaped(part)} <small>${squares.length}</small></h3><div class="mutants">${squares.join("")}</div>`;
}

function count(rows: Row[], wanted: Row["verdict"]): number {
  return rows.filter(({ verdict }) => verdict === wanted).length;
}

function tick(seen: boolean): string {
  return seen ? '<span class="yes">✓</span>' : '<span class="no">✗</span>';
}
