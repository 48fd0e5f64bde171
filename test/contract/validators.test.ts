import { expect, it } from "vitest";
import { schemasOf, schemaUri } from "../../scripts/generate/json-schema.js";
import * as validators from "../../src/generated/validators.js";
import { spec } from "../support/prism.js";
import { ajvViolationsOf, violationOf } from "../support/violations.js";
import { badAnswers, goodAnswers } from "./cases/answers.js";
import { bodies } from "./cases/bodies.js";
import { documentedAnswers, documentedRequests } from "./cases/documented.js";
import { requestCases } from "./cases/requests.js";

/** All that is sent or answered anywhere in these tests, and parts of it. */
const values: unknown[] = [
  ...Object.values(bodies).map(({ body }) => body),
  ...Object.values(requestCases).map(({ request }) => request.body),
  ...Object.values(documentedRequests),
  ...documentedAnswers.map(({ body }) => body),
  ...Object.values({ ...goodAnswers, ...badAnswers }).map(({ body }) => body),
].flatMap((value) => [value, ...Object.values(Object(value))].filter((part) => part !== undefined));

const ajv = schemasOf(spec.document, { allErrors: true, ownProperties: true });

it.each(Object.keys(spec.document.components?.schemas ?? {}))(
  "the validator of %s and Ajv agree on all of it",
  (name) => {
    const [, validate] = Object.entries(validators).find(([key]) => key === `validate${name}`) ?? [];
    const byAjv = ajv.getSchema(schemaUri(`#/components/schemas/${name}`));
    if (!byAjv) throw new Error(`Ajv knows no ${name}`);

    for (const value of values) {
      const violation = violationOf(validate, value);
      const all = ajvViolationsOf(byAjv, value);
      const words = `${JSON.stringify(value)}: ${violation?.message}`;
      if (violation === undefined) expect(all, words).toEqual([]);
      else {
        const { place, message } = violation;
        const told = all.map((error) => ({ place: error.place, message: error.message ?? message }));
        expect(told, words).toContainEqual({ place, message });
      }
    }
  },
);
