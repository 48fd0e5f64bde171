import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, it } from "vitest";
import { spec } from "../support/prism.js";
import { conforming } from "./cases/requests.js";
import { recordingOf, redaction } from "./targets/recording.js";
import { openTarget, type Target } from "./targets/target.js";
import { cases, conformingCase, createRunner, type Runner } from "./targets/verdict.js";

// The environment is that of `npm run test:contract -- --target …`; without it, the target is the mock.
const { CONTRACT_TARGET: targetName = "mock", CONTRACT_RECORD: recordFile } = process.env;

let target: Target;
let runner: Runner;

beforeAll(async () => {
  target = await openTarget(spec, process.env);
  runner = createRunner(target);
  const { answer, problems } = await runner.send(conformingCase);
  if (!answer) throw new Error(`The server does not answer: ${problems}`);
});

afterAll(async () => {
  await target?.close();
  if (recordFile === undefined) return;
  await mkdir(dirname(recordFile), { recursive: true });
  await writeFile(recordFile, `${JSON.stringify(recordingOf(target, runner.replies), undefined, 2)}\n`);
});

for (const testCase of cases) {
  it(testCase.name, async ({ skip }) => {
    const result = await runner.run(testCase);
    if (result.verdict === "not tested") skip(result.reason);
    if (result.verdict === "failed") throw new Error(result.message);
  });
}

const web = Object(conforming.body);
const bearer = { ...conforming.headers, authorization: `Bearer ${conforming.headers.authorization}` };

/** What the documentation does not say, and a request can show. */
const openQuestions = {
  "an unknown client": { body: { ...web, clientId: "000000000000000000000000" } },
  "neither referrer nor appId": { body: { clientId: web.clientId } },
  "both referrer and appId": { body: { ...web, appId: "com.myapp.demo.app" } },
  "a referrer that is not a match pattern": { body: { ...web, referrer: "www.example.com" } },
  "an empty referrer": { body: { ...web, referrer: "" } },
  "an empty appId": { body: { clientId: web.clientId, appId: "" } },
  "an undocumented property": { body: { ...web, note: "x" } },
  "a key after Bearer": { headers: bearer },
};

if (targetName !== "mock") {
  it.for(Object.entries(openQuestions))("open question: %s", async ([name, change], { annotate }) => {
    const { answer } = await runner.send({ name: `question: ${name}`, request: { ...conforming, ...change } });
    const text = answer ? `${answer.status} ${answer.body} ${JSON.stringify(answer.headers)}` : "no complete answer";
    await annotate(redaction(target)(text), "answer");
  });
}
