import { createRequire } from "node:module";
import { getHttpOperationsFromSpec, type PrismHttpComponents } from "@stoplight/prism-http";
import { explained, faultOf } from "../src/mock/fault.js";
import { issuedNow } from "../src/mock/issued-now.js";
import type { Validator } from "../src/validation.js";
import type { Spec } from "./generate/read-spec.js";
import { ajvOf, schemaUri } from "./generate/schemas.js";

type Mock = PrismHttpComponents["mock"];

// Node and bundlers import this CommonJS default export differently, so it is required.
const { default: prismMock }: { default: Mock } = createRequire(import.meta.url)("@stoplight/prism-http/dist/mocker");

/**
 * Prism's mock with better answers. Errors describe the actual request. Tokens are issued now, unless the request selects an
 * example by name.
 */
export function explainingMock(document: Spec["document"]): Mock {
  const ajv = ajvOf(document);
  return (options) => (logger) => {
    const answer = prismMock(options)(logger);
    if (answer._tag === "Left") return answer;
    const { resource, input, config } = options;
    const { statusCode, body } = answer.right;
    const withBody = (body: unknown) => ({ ...answer, right: { ...answer.right, body } });
    const [violation] = input.validations;
    if (!violation) return config.exampleKey ? answer : withBody(issuedNow(body));
    if (statusCode !== 400) return answer;
    const path = resource.path
      .slice(basePathOf(document).length)
      .replace(/(?<=.)\/$/, "")
      .replaceAll("/", "~1");
    const validate = ajv.getSchema(
      schemaUri(`#/paths/${path}/${resource.method}/requestBody/content/application~1json/schema`),
    ) as Validator<unknown> | undefined;
    const { body: sent, headers = {} } = input.data;
    // Prism passes `null` both for the JSON value null and for a missing body.
    const text = sent === null && !Number(headers["content-length"] ?? 0) ? "" : JSON.stringify(sent);
    const isRequired = resource.request?.body?.required ?? false;
    const fault = validate && faultOf(text, headers["content-type"] ?? null, { isRequired, validate });
    return withBody(explained(body, fault ?? { message: textOf("request")(violation) }));
  };
}

/** A violation in one line. */
export function textOf(side: "request" | "response") {
  return ({ path = [], message }: { path?: string[]; message: string }) => `${[side, ...path].join(".")}: ${message}`;
}

export function basePathOf({ servers }: Spec["document"]): string {
  return new URL(servers?.[0]?.url ?? "http://localhost").pathname.replace(/\/$/, "");
}

/**
 * The spec's operations for Prism, which ignores the path of the spec's server, and treats a path with a trailing slash as
 * another one. The official Node library sends that slash.
 */
export async function operationsUnder(document: Spec["document"]) {
  const basePath = basePathOf(document);
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  return operations.flatMap((operation) =>
    ["", "/"].map((slash) => ({ ...operation, path: basePath + operation.path + slash })),
  );
}
