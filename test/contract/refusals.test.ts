import { describe, expect, it } from "vitest";
import { examples } from "../../src/generated/examples.js";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { generateToken, useMock } from "../support/prism.js";
import { bodies } from "./cases/bodies.js";
import { propertiesThatDoNotCompile } from "./judges/compiler.js";
import { brokenConstraints, withoutValueConstraints } from "./judges/constraints.js";

const mock = useMock();

const schema = generateToken().requestBody?.content?.["application/json"]?.schema ?? true;
const rows = Object.entries(bodies);
// Before the mock starts: it takes seconds in which no connection is looked after.
const uncompilable = propertiesThatDoNotCompile("test/contract/cases/bodies.ts", "bodies");
const valid = JSON.stringify(examples.generateToken.request.web);

it("gives each body one verdict, from the compiler, the validator and the mock", async () => {
  const compilable = withoutValueConstraints(schema);

  const verdicts = [];
  const expected = [];
  for (const [name, { body, violation }] of rows) {
    const { status } = await mock.send(JSON.stringify(body));
    verdicts.push({
      name,
      compiler: !uncompilable.has(name),
      validator: validateTokenRequest(body),
      mock: status === 200,
    });
    const conforms = violation === undefined;
    // Types can't say that a string is empty: there the compiler's verdict is that of the schema without such constraints.
    const compiles = brokenConstraints(compilable, body).length === 0;
    expected.push({ name, compiler: compiles, validator: conforms, mock: conforms });
  }
  expect(verdicts).toEqual(expected);
});

describe("the mock refuses", () => {
  const refused = rows.flatMap(([name, { body, violation }]) =>
    violation === undefined ? [] : [{ name, body, violation }],
  );

  it.each(refused)("$name, naming the violation", async ({ body, violation }) => {
    const { status, exchange } = await mock.send(JSON.stringify(body));
    expect(status).toBe(400);
    expect(exchange.violations).toContainEqual(expect.stringContaining(violation));
  });

  it.each([
    ["no key", { headers: { authorization: "" } }, 401, "Invalid security scheme used"],
    [
      "another content type",
      { headers: { "content-type": "text/plain" } },
      400,
      "Supported content types: application/json",
    ],
  ])("%s, naming the violation", async (_, init, status, violation) => {
    const answer = await mock.send(valid, init);
    expect(answer.status).toBe(status);
    expect(answer.exchange.violations).toContainEqual(expect.stringContaining(violation));
  });

  it("no body, naming the violation", async () => {
    const { status, exchange } = await mock.send(undefined);
    expect(status).toBe(400);
    expect(exchange.violations).toContainEqual(expect.stringContaining("Body parameter is required"));
  });

  it("malformed JSON", async () => {
    const { status, text } = await mock.send('{"clientId":"CLIENT_ID","appId: "com.myapp.demo.app"}');
    expect(status).toBe(400);
    expect(text).toContain("Invalid JSON");
  });

  it.each(["GET", "PUT", "DELETE"])("the method %s", async (method) => {
    const { status, text } = await mock.send(method === "GET" ? undefined : valid, { method });
    expect(status).toBe(405);
    expect(text).toContain("NO_METHOD_MATCHED");
  });
});
