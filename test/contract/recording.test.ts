import { expect, it } from "vitest";
import { type Handler, json, withServer } from "../support/loopback.js";
import { apiKey, spec } from "../support/prism.js";
import { readRecording, recordingOf } from "./targets/recording.js";
import { mockTarget, proxyTarget, replayTarget, type Target } from "./targets/target.js";
import { cases, runAll } from "./targets/verdict.js";

const account = { apiKey, clientId: "5eb04fcd0f3e360008035eb1" };
const secret = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2VjcmV0";
const fewCases = [...cases.slice(0, 2), ...cases.filter(({ name }) => /no key|402/.test(name))];

async function runOn(target: Target) {
  const { verdicts, replies } = await runAll(target, fewCases);
  const recording = recordingOf(target, replies);
  return { verdicts: verdicts.map(({ verdict }) => verdict), recording, raw: JSON.stringify([...replies]) };
}

function record(handler: Handler) {
  return withServer(handler, async ({ url }) => runOn(await proxyTarget(spec, new URL(url), account)));
}

/** Repeats what must not be written down. */
const leaky = json(
  200,
  { token: secret, copy: `of ${secret}`, data: [{ token: secret }], message: `${apiKey} ${account.clientId}` },
  { "x-echo": `${apiKey} ${account.clientId} ${secret}`, "set-cookie": `id=${apiKey}` },
);

it("a recording has no key, client ID, token or cookie", async () => {
  const { recording, raw } = await record(leaky);
  const text = JSON.stringify(recording);
  expect(text).toContain("header.payload.signature");
  for (const hidden of [apiKey, account.clientId, secret, "id="]) {
    expect(raw).toContain(hidden);
    expect(text).not.toContain(hidden);
  }
});

it.each<[string, Handler]>([
  ["that keeps the contract", leaky],
  ["with status 201", json(201, { token: secret })],
  ["with another name for the token", json(200, { sdkToken: secret })],
  ["with a token that is not a JWT", json(200, { token: "a secret" })],
  ["that answers with text", (response) => response.writeHead(200, { "content-type": "text/plain" }).end(secret)],
  ["that closes the connection", (response) => response.destroy()],
])("replaying the recording of a server %s gives the same verdicts", async (_, handler) => {
  const { recording, verdicts } = await record(handler);
  const replayed = await runOn(await replayTarget(spec, readRecording(JSON.stringify(recording))));
  expect(replayed.verdicts).toEqual(verdicts);
});

it("replaying the recording of the mock passes, and a case that the recording lacks fails", async () => {
  const { recording } = await runOn(await mockTarget(spec));
  expect((await runOn(await replayTarget(spec, recording))).verdicts).toEqual(fewCases.map(() => "passed"));
  const [first = ""] = Object.keys(recording.answers);
  const { [first]: _, ...answers } = recording.answers;
  expect((await runOn(await replayTarget(spec, { ...recording, answers }))).verdicts[0]).toBe("failed");
});

it.each([
  ["a list", { target: "mock", url: "", answers: [5] }],
  ["an answer without headers", { target: "mock", url: "", answers: { a: { status: 200, body: "" } } }],
  ["an answer without a body", { target: "mock", url: "", answers: { a: { status: 200, headers: {} } } }],
  ["another file", { name: "complycube-tokens" }],
])("%s is not a recording", (_, value) => {
  expect(() => readRecording(JSON.stringify(value))).toThrow("not a recording");
});
