import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, it } from "vitest";
import { spec } from "../support/prism.js";
import { describeAnswer, questions } from "./targets/questions.js";
import { recordingOf, redaction } from "./targets/recording.js";
import { openTarget, type Target } from "./targets/target.js";
import { cases, createRunner } from "./targets/verdict.js";

// The environment is that of `npm run test:contract -- --target …`; without it, the target is the mock.
const { CONTRACT_TARGET: targetName = "mock", CONTRACT_RECORD: recordFile } = process.env;

let target: Target;
let runner: ReturnType<typeof createRunner>;

beforeAll(async () => {
  target = await openTarget(spec, process.env);
  runner = createRunner(target);
  const [first] = cases;
  const reply = first && (await runner.send(first));
  if (!reply?.answer) throw new Error(`The server does not answer: ${reply?.problems}`);
});

afterAll(async () => {
  await target?.close();
  if (recordFile === undefined) return;
  await writeFile(recordFile, `${JSON.stringify(recordingOf(target, runner.replies), undefined, 2)}\n`);
});

for (const testCase of cases) {
  it(testCase.name, async ({ skip }) => {
    const result = await runner.run(testCase);
    if (result.verdict === "not tested") skip(result.reason);
    if (result.verdict === "failed") throw new Error(result.message);
  });
}

if (targetName !== "mock") {
  describe("open questions: what does the server answer to", () => {
    it.for(Object.entries(questions))("%s", async ([name, request], { annotate }) => {
      const reply = await runner.send({ name: `question: ${name}`, request });
      await annotate(redaction(target)(describeAnswer(reply)), "answer");
    });
  });
}
