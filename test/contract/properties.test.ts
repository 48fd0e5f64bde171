import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { components } from "../../src/generated/schema.js";
import { validateTokenRequest } from "../../src/generated/validators.js";
import { ComplyCube, ComplyCubeApiError, ComplyCubeRequestError } from "../../src/index.js";
import { apiKey, operation, spec } from "../support/prism.js";
import { propertyRuns } from "../support/property-runs.js";
import { conforming } from "./cases/requests.js";
import { at } from "./mutants/mutant.js";
import { loadPrism, type Prism } from "./prism-in-process.js";

type TokenRequest = components["schemas"]["TokenRequest"];

const text = fc.string({ minLength: 1, unit: "grapheme", maxLength: 20 });
const referrer = fc
  .tuple(fc.constantFrom("https", "http", "*"), fc.constantFrom("", "*."), fc.domain(), fc.webPath())
  .map(([scheme, wildcard, domain, path]) => `${scheme}://${wildcard}${domain}${path || "/"}*`);

// The compiler accepts these bodies, too.
const web: fc.Arbitrary<TokenRequest> = fc.record({ clientId: text, referrer });
const mobile: fc.Arbitrary<TokenRequest> = fc.record({ clientId: text, appId: text });
const valid = fc.oneof(web, mobile);

const notString = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(text), fc.object());
const pattern = at(spec.document, ["components", "schemas", "WebTokenRequest", "properties", "referrer", "pattern"]);
const notPattern = text.filter((candidate) => !new RegExp(String(pattern), "u").test(candidate));
const unknownName = text.filter((name) => !["clientId", "referrer", "appId", "__proto__"].includes(name));

function withValue(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.nat(1), values)
    .map(([body, index, value]) => ({ ...body, [Object.keys(body)[index] ?? ""]: value }));
}

/** Valid bodies with one fault. */
const invalid: Record<string, fc.Arbitrary<unknown>> = {
  "without a property": fc
    .tuple(valid, fc.nat(1))
    .map(([body, index]) => Object.fromEntries(Object.entries(body).filter((_, position) => position !== index))),
  "with a property that is not a string": withValue(notString),
  "with an empty property": withValue(fc.constant("")),
  "with a referrer that does not match the pattern": fc
    .tuple(web, notPattern)
    .map(([body, referrer]) => ({ ...body, referrer })),
  "with both scopes": fc.oneof(
    fc.tuple(web, fc.jsonValue()).map(([body, appId]) => ({ ...body, appId })),
    fc.tuple(mobile, fc.jsonValue()).map(([body, referrer]) => ({ ...body, referrer })),
  ),
  "with an unknown property": fc
    .tuple(valid, unknownName, fc.jsonValue())
    .map(([body, name, value]) => ({ ...body, [name]: value })),
  "that is not an object": fc.oneof(text, fc.integer({ min: 1 }), fc.array(fc.anything(), { minLength: 1 })),
};

const ajvAccepts = new Ajv2020({ validateFormats: false }).compile(
  operation.requestBody?.content?.["application/json"]?.schema ?? false,
);

let prism: Prism;
beforeAll(async () => {
  prism = await loadPrism(spec.document, conforming);
});

/** Whether Ajv, the generated validator and Prism accept a body. */
async function verdictsOn(body: unknown): Promise<boolean[]> {
  const { status } = await prism.send({ ...conforming, body });
  return [ajvAccepts(body), validateTokenRequest(body), status === 200];
}

/** What the client sends if it is called with the parts of a body; `undefined` if it rejects them. */
async function sentBy(body: unknown): Promise<unknown> {
  let sent: unknown;
  const fetch = async (_: string, init: RequestInit) => {
    sent = JSON.parse(String(init.body));
    return Response.json({ token: "header.payload.signature" });
  };
  const client = new ComplyCube({ apiKey, fetch, onReferrerWarning: () => {} });
  const { clientId, ...scope } = Object(body);
  try {
    await client.token.generate(clientId, scope);
  } catch (error) {
    if (!(error instanceof ComplyCubeRequestError)) throw error;
  }
  return sent;
}

/** The client is stricter than the contract, which does not say what an ID looks like. */
function refusedByClient({ clientId, appId = "" }: { clientId: string; appId?: string }): boolean {
  return [clientId, appId].some((id) => id !== id.trim()) || /[/:*<]/.test(appId);
}

it("Ajv, the validator, Prism and the client accept every valid body", async () => {
  const property = fc.asyncProperty(valid, async (body) => {
    expect(await verdictsOn(body)).toEqual([true, true, true]);
    expect(await sentBy(body)).toEqual(refusedByClient(body) ? undefined : body);
  });
  await fc.assert(property, { numRuns: propertyRuns });
});

it.each(Object.entries(invalid))(
  "Ajv, the validator, Prism and the client reject every body %s",
  async (kind, bodies) => {
    const property = fc.asyncProperty(bodies, async (body) => {
      expect(await verdictsOn(body)).toEqual([false, false, false]);
      const sent = await sentBy(body);
      // The client does not send unknown properties.
      const isSent = kind === "with an unknown property" && !refusedByClient(Object(body));
      expect(isSent ? ajvAccepts(sent) : sent === undefined).toBe(true);
    });
    await fc.assert(property, { numRuns: Math.ceil(propertyRuns / Object.keys(invalid).length) });
  },
);

const statuses = Object.keys(operation.responses ?? {}).map((status) => (status === "default" ? 503 : Number(status)));

it.each(statuses)("the client reads every answer that conforms to the schema of status %i", async (code) => {
  const seeds = Array.from({ length: Math.ceil(propertyRuns / statuses.length) }, (_, seed) => String(seed));
  const bodies = new Set<string>();
  for (const seed of seeds) {
    const { status, headers, body } = await prism.send(conforming, { code, dynamic: true, seed });
    bodies.add(JSON.stringify(body));
    const fetch = async () => new Response(JSON.stringify(body), { status, headers });
    const client = new ComplyCube({ apiKey, fetch, maxRetries: 0 });
    const result = await client.token.generate("CLIENT_ID", { appId: "com.myapp.demo.app" }).catch((error) => error);
    if (code < 300) expect({ token: result }).toEqual({ token: Object(body).token });
    else {
      expect(result).toBeInstanceOf(ComplyCubeApiError);
      expect(result).toMatchObject({ statusCode: code, type: Object(body).type, responseBody: body });
    }
  }
  expect(bodies.size).toBeGreaterThan(seeds.length / 2);
});
