import { expect, it } from "vitest";
import { apiKey, spec } from "../support/prism.js";
import { fewCases } from "./targets/cases.js";
import { type ProviderAnswer, startProvider } from "./targets/provider.js";
import { answersTo } from "./targets/questions.js";
import { isRecording, type Recording, recordingOf } from "./targets/recording.js";
import { type Row, runOn } from "./targets/run.js";
import { mockTarget, proxyTarget, replayTarget } from "./targets/targets.js";

const account = { apiKey, clientId: "5eb04fcd0f3e360008035eb1" };
const secret = "eyJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.c2VjcmV0";

/** Echoes what must not be written down. */
const leaky = ({ status, headers }: ProviderAnswer): ProviderAnswer => ({
  status,
  headers: { ...headers, "x-echo": `${apiKey} ${account.clientId}`, "set-cookie": `session=${apiKey}` },
  body:
    status === 200
      ? { token: secret, copy: `of ${secret}`, sdkToken: secret, data: [{ token: secret }] }
      : { type: "t", message: `${apiKey} ${account.clientId}` },
});

async function recorded(drift: (answer: ProviderAnswer) => ProviderAnswer): Promise<[Row[], Recording]> {
  const provider = await startProvider(apiKey, drift);
  const target = await proxyTarget(spec, provider.url, account);
  const rows = await runOn(target, fewCases);
  await target.close();
  await provider.close();
  return [rows, recordingOf(rows, target)];
}

async function replayed(recording: Recording): Promise<Row[]> {
  const target = await replayTarget(spec, recording, { apiKey: "test_another", clientId: "ANOTHER" });
  const rows = await runOn(target, fewCases);
  await target.close();
  return rows;
}

const verdicts = (rows: Row[]) => rows.map(({ name, verdict, why }) => ({ name, verdict, why }));

it("a recording holds no key, no client, no token and no cookie", async () => {
  const [rows, recording] = await recorded(leaky);
  const text = JSON.stringify(recording);
  expect(text).toContain("header.payload.signature");
  for (const hidden of [apiKey, account.clientId, secret, "session="]) {
    expect(JSON.stringify(rows)).toContain(hidden);
    expect(text).not.toContain(hidden);
  }
});

it.each([
  ["as it should be", leaky],
  ["that drifts", ({ status, ...rest }: ProviderAnswer) => ({ ...rest, status: status === 200 ? 201 : 500 })],
  ["that has another name for the token", (answer: ProviderAnswer) => ({ ...answer, body: { sdkToken: secret } })],
  ["with a short word for a token", (answer: ProviderAnswer) => ({ ...answer, body: { token: "t", type: 1 } })],
  [
    "that answers with text",
    (answer: ProviderAnswer) => ({ ...answer, headers: { "content-type": "text/plain" }, body: secret }),
  ],
  ["with a token that is no JWT", (answer: ProviderAnswer) => ({ ...answer, body: { token: "a secret", type: 1 } })],
])("a recording of a provider %s, replayed, gets the same verdicts", async (_, drift) => {
  const [rows, recording] = await recorded(drift);
  expect(JSON.stringify(recording)).not.toContain(secret);
  expect(verdicts(await replayed(JSON.parse(JSON.stringify(recording))))).toEqual(verdicts(rows));
});

it("a case that a recording lacks fails", async () => {
  const [, recording] = await recorded(leaky);
  const { "request: web": _, ...answers } = recording.answers;
  const [web] = await replayed({ ...recording, answers });
  expect(web).toMatchObject({
    name: "request: web",
    verdict: "failed",
    why: expect.stringContaining("no whole answer"),
  });
});

it.each([
  ["another target", { target: "x", answers: {} }],
  ["a list", { target: "mock", answers: [] }],
  ["an answer that is none", { target: "mock", answers: { a: 5 } }],
  ["a status that is none", { target: "mock", answers: { a: { status: 99_999, headers: {}, body: "" } } }],
  ["no headers", { target: "mock", answers: { a: { status: 200, headers: null, body: "" } } }],
  ["a header of two lines", { target: "mock", answers: { a: { status: 200, headers: { b: "c\nd" }, body: "" } } }],
  ["no text for a body", { target: "mock", answers: { a: { status: 200, headers: {}, body: 7 } } }],
])("%s is no recording", (_, value) => {
  expect(isRecording(value)).toBe(false);
});

it("neither verdicts nor answers to questions show the key, the client or a token", async () => {
  const provider = await startProvider(apiKey, (answer) => ({
    ...leaky(answer),
    headers: { "retry-after": `${apiKey} ${secret}`, "content-type": `text/${account.clientId}` },
  }));
  const target = await proxyTarget(spec, provider.url, account);
  const shown = JSON.stringify([verdicts(await runOn(target, fewCases)), await answersTo(target)]);
  await target.close();
  await provider.close();
  expect(shown).toContain("Retry-After");
  for (const hidden of [apiKey, account.clientId, secret]) expect(shown).not.toContain(hidden);
});

it("what is unknown is asked of a target, and answered in words, without a token", async () => {
  const target = await mockTarget(spec, account);
  const answers = Object.fromEntries(await answersTo(target));
  await target.close();
  expect(answers).toMatchObject({
    "an unknown client": "200 a token",
    "neither referrer nor appId": "400 invalid_request: 'clientId' is invalid",
    "a key with Bearer before it": "200 a token",
    "the content type": "application/json",
    "how ports in a referrer are matched": expect.stringContaining("not tested"),
  });
  expect(JSON.stringify(answers)).not.toContain("header.payload.signature");
});
