import { expect, it } from "vitest";
import { startMock } from "../../scripts/mock-server.js";
import { examples } from "../../src/generated/examples.js";
import { type Validator, validateError, validateToken } from "../../src/generated/validators.js";
import { brokenConstraints, constraintsOf } from "./constraints.js";
import { apiKey, spec } from "./harness.js";

interface Answer {
  status: "200" | "400";
  body: unknown;
  /** Words of the violation that Prism names. */
  violation: string;
}

/** Answers that break the contract: the checks of answers are known to work, since each of these is found. */
const answers: Record<string, Answer> = {
  "no token": { status: "200", body: {}, violation: "required property 'token'" },
  "a token that is a number": { status: "200", body: { token: 1 }, violation: "must be string" },
  "a token that is no JWT": { status: "200", body: { token: "secret" }, violation: "must match pattern" },
  "a list of tokens": { status: "200", body: [{ token: "a.b.c" }], violation: "must be object" },
  "an error without a type": { status: "400", body: { message: "m" }, violation: "required property 'type'" },
  "an error without a message": { status: "400", body: { type: "t" }, violation: "required property 'message'" },
  "a type that is a number": { status: "400", body: { type: 1, message: "m" }, violation: "must be string" },
  "a message that is a number": { status: "400", body: { type: "t", message: 1 }, violation: "must be string" },
  "a param that is a list": {
    status: "400",
    body: { type: "t", message: "m", param: [] },
    violation: "must be string",
  },
  "an error that is a string": { status: "400", body: "Bad request", violation: "must be object" },
};

const judges: Record<Answer["status"], [schema: string, Validator<unknown>]> = {
  200: ["Token", validateToken],
  400: ["Error", validateError],
};

it.each(Object.entries(answers))("the mock and the validator find %s", async (_, { status, body, violation }) => {
  const [, validate] = judges[status];
  expect(validate(body)).toBe(false);

  const { violations } = await answerOf(status, body);
  expect(violations).toContainEqual(expect.stringMatching(new RegExp(`^response\\b.*${violation}`)));
});

it.each(Object.values(judges))("there is such an answer for each constraint of %s", (name) => {
  const schema = spec.resolved.components?.schemas?.[name] ?? false;
  const broken = new Set(Object.values(answers).flatMap(({ body }) => brokenConstraints(schema, body)));
  expect(constraintsOf(schema).filter((constraint) => !broken.has(constraint))).toEqual([]);
});

/** What a mock makes of its own answer, where the spec's example is this body. */
async function answerOf(status: string, body: unknown) {
  const document = JSON.parse(JSON.stringify(spec.document));
  document.paths["/tokens"].post.responses[status].content["application/json"].examples = { broken: { value: body } };
  const mock = await startMock({ ...spec, document });
  try {
    await fetch(`${mock.url}/tokens`, {
      method: "POST",
      headers: { authorization: apiKey, "content-type": "application/json", prefer: `code=${status}` },
      body: JSON.stringify(examples.generateToken.request.web),
    });
    const [exchange] = mock.exchanges;
    if (!exchange) throw new Error("the mock has received nothing");
    return exchange;
  } finally {
    await mock.close();
  }
}
