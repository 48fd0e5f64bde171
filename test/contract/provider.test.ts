import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spec } from "../support/prism.js";
import { conforming } from "./cases/requests.js";
import { acceptsConforming, check, targetCases } from "./targets/check.js";
import { openTarget } from "./targets/open-target.js";
import { recordingOf } from "./targets/recording.js";
import { type Reply, redaction } from "./targets/target.js";

const target = await openTarget(spec, process.env);
const replies = new Map<string, Reply>();
let accepts: boolean;

beforeAll(async () => {
  accepts = await acceptsConforming(target);
});
afterAll(async () => {
  await target.close();
  const { CONTRACT_RECORD: file } = process.env;
  if (file) await writeFile(file, `${JSON.stringify(recordingOf(replies, target), undefined, 2)}\n`);
});

describe(`the ${target.name} fulfils the contract`, () => {
  it.for(targetCases)("$name", async (testCase, context) => {
    const outcome = await check(testCase, target, accepts);
    if (typeof outcome === "string") return context.skip(outcome);
    replies.set(testCase.name, outcome.reply);
    if (!outcome.passed) expect.fail(outcome.report);
  });
});

/** Requests whose response ComplyCube does not document. */
const openQuestions: Record<string, unknown> = {
  "an unknown client": { ...Object(conforming.body), clientId: "000000000000000000000000" },
  "neither referrer nor appId": { clientId: "CLIENT_ID" },
  "both referrer and appId": { ...Object(conforming.body), appId: "com.myapp.demo.app" },
  "a referrer that is not a match pattern": { clientId: "CLIENT_ID", referrer: "www.example.com" },
  "an unknown property": { ...Object(conforming.body), note: "x" },
};

it.runIf(target.name === "live")("prints what the documentation leaves open", async () => {
  for (const [question, body] of Object.entries(openQuestions)) {
    const { answer } = await target.send(question, { ...conforming, body });
    const reply = answer ? `${answer.status} ${answer.body}` : "no complete response";
    console.log(`${question}: ${redaction(target.account)(reply)}`);
  }
});
