import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { components } from "../../src/generated/schema.js";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { ComplyCube, ComplyCubeApiError, ComplyCubeRequestError } from "../../src/index.js";
import { apiKey, operation, spec } from "../support/prism.js";
import { propertyRuns } from "../support/property-runs.js";
import { conforming } from "./cases/requests.js";
import { type Prism, prismOf } from "./checks/prism.js";
import { at } from "./mutants/mutant.js";

type TokenRequest = components["schemas"]["TokenRequest"];

const text = fc.string({ minLength: 1, unit: "grapheme", maxLength: 20 });
const host = fc.domain();
const referrer = fc
  .tuple(fc.constantFrom("https", "http", "*"), fc.constantFrom("", "*."), host, fc.webPath())
  .map(([scheme, wildcard, name, path]) => `${scheme}://${wildcard}${name}${path || "/"}*`);

// These have the type of a request, so every value compiles.
const web: fc.Arbitrary<TokenRequest> = fc.record({ clientId: text, referrer });
const mobile: fc.Arbitrary<TokenRequest> = fc.record({ clientId: text, appId: text });
const valid = fc.oneof(web, mobile);

const notString = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(text), fc.object());
const pattern = at(spec.document, ["components", "schemas", "WebTokenRequest", "properties", "referrer", "pattern"]);
const notPattern = text.filter((candidate) => !new RegExp(String(pattern), "u").test(candidate));
const notObject = fc.oneof(text, fc.integer({ min: 1 }), fc.array(fc.anything(), { minLength: 1 }));
const foreignName = text.filter((name) => !["clientId", "referrer", "appId", "__proto__"].includes(name));

/** Valid bodies with one mistake, by the kind of mistake. */
const broken = {
  "a missing property": fc
    .tuple(valid, fc.constantFrom("clientId", "referrer", "appId"))
    .map(([body, name]) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== name)))
    .filter((body) => Object.keys(body).length < 2),
  "a property that is not a string": changed(valid, notString),
  "an empty property": changed(valid, fc.constant("")),
  "a referrer that does not match the pattern": fc
    .tuple(web, notPattern)
    .map(([body, referrer]) => ({ ...body, referrer })),
  "a property of the other scope": fc.oneof(
    fc.tuple(web, fc.jsonValue()).map(([body, appId]) => ({ ...body, appId })),
    fc.tuple(mobile, fc.jsonValue()).map(([body, referrer]) => ({ ...body, referrer })),
  ),
  "an unknown property": fc
    .tuple(valid, foreignName, fc.jsonValue())
    .map(([body, name, value]) => ({ ...body, [name]: value })),
  "a value that is not an object": notObject,
};

function changed(bodies: fc.Arbitrary<TokenRequest>, values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(bodies, fc.nat(1), values)
    .map(([body, index, value]) => ({ ...body, [Object.keys(body)[index] ?? ""]: value }));
}

const ajvAccepts = new Ajv2020({ strict: true, validateFormats: false }).compile(
  operation.requestBody?.content?.["application/json"]?.schema ?? false,
);

let prism: Prism;
beforeAll(async () => {
  prism = await prismOf(spec.document, conforming);
});

async function prismAccepts(body: unknown): Promise<boolean> {
  const { status } = await prism.ask({ ...conforming, body });
  return status === 200;
}

/** The body that the client sends; `undefined` if it rejects the call. */
async function sent(body: unknown): Promise<unknown> {
  let request: unknown;
  const fetch = async (_: string, { body }: RequestInit) => {
    request = JSON.parse(String(body));
    return Response.json({ token: "header.payload.signature" });
  };
  const client = new ComplyCube({ apiKey, fetch, onReferrerWarning: () => {} });
  const { clientId, ...scope } = Object(body);
  try {
    await client.token.generate(clientId, scope);
  } catch (error) {
    if (!(error instanceof ComplyCubeRequestError)) throw error;
  }
  return request;
}

it("the types, Ajv, Prism and the generated validator accept every conforming body", async () => {
  const property = fc.asyncProperty(valid, async (body) => {
    const verdicts = [ajvAccepts(body), validateTokenRequest(body), await prismAccepts(body)];
    expect(verdicts).toEqual([true, true, true]);
    expect(await sent(body)).toEqual(body);
  });
  await fc.assert(property, { numRuns: propertyRuns });
});

describe.each(Object.entries(broken))("with %s", (kind, bodies) => {
  it("Ajv, Prism and the generated validator reject every body", async () => {
    const property = fc.asyncProperty(bodies, async (body) => {
      const verdicts = [ajvAccepts(body), validateTokenRequest(body), await prismAccepts(body)];
      expect(verdicts).toEqual([false, false, false]);
      // The client omits unknown properties, and rejects everything else.
      const request = await sent(body);
      expect(kind === "an unknown property" ? ajvAccepts(request) : request === undefined).toBe(true);
    });
    await fc.assert(property, { numRuns: Math.ceil(propertyRuns / 7) });
  });
});

describe("the client reads every response that Prism generates from the schema", () => {
  const seeds = Array.from({ length: Math.ceil(propertyRuns / 20) }, (_, seed) => String(seed));

  it.each([200, 400, 401, 402, 403, 404, 413, 429, 500, 503])("with status %i", async (code) => {
    const bodies = new Set<string>();
    for (const seed of seeds) {
      const { status, headers, body } = await prism.ask(conforming, { code, dynamic: true, seed });
      bodies.add(JSON.stringify(body));
      const fetch = async () => new Response(JSON.stringify(body), { status, headers });
      const answer = await new ComplyCube({ apiKey, fetch, maxRetries: 0 }).token
        .generate("CLIENT_ID", { appId: "com.myapp.demo.app" })
        .then((token) => ({ token }))
        .catch((error: unknown) => error);
      if (code === 200) expect(answer).toEqual({ token: Object(body).token });
      else {
        expect(answer).toBeInstanceOf(ComplyCubeApiError);
        expect(answer).toMatchObject({ statusCode: code, type: Object(body).type, responseBody: body });
      }
    }
    expect(bodies.size).toBeGreaterThan(seeds.length / 2);
  });
});
