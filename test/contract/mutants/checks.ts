import { isDeepStrictEqual } from "node:util";
import type { ValidateFunction } from "ajv";
import { types } from "../../../scripts/generate/artefacts.js";
import type { Operation } from "../../../scripts/generate/openapi.js";
import type { Spec } from "../../../scripts/generate/read-spec.js";
import { ajvOf, schemaUri } from "../../../scripts/generate/schemas.js";
import { compile } from "../../support/compile.js";
import { operation, spec } from "../../support/prism.js";
import { answers } from "../cases/answers.js";
import { bodies } from "../cases/bodies.js";
import { documentedAnswers, documentedRequests } from "../cases/documented.js";
import { missedByPrism } from "../missed-by-prism.js";
import type { Prism } from "../prism-in-process.js";
import { cases, problemsOf } from "../targets/verdict.js";
import { at } from "./mutant.js";

/** The spec or a mutant of it, and Prism on that document. */
export interface Subject {
  document: Spec["document"];
  prism: Prism;
}

/** One test of the contract. It holds on the spec, and kills a mutant on which it does not hold. */
export interface Check {
  name: string;
  holds(subject: Subject): boolean | Promise<boolean>;
}

const json = ["content", "application/json"];

const mockAnswers: Check[] = cases.map((testCase) => ({
  name: testCase.name,
  async holds({ prism }) {
    const { status, headers, body, violations } = await prism.send(testCase.request, testCase.prefer);
    const answer = { status, headers, body: JSON.stringify(body) ?? "" };
    return problemsOf(testCase, { answer, requestViolations: violations, problems: [] }).length === 0;
  },
}));

const serverAnswers: Check[] = Object.entries(answers)
  .filter(([, { hangsUp }]) => !hangsUp)
  .map(([name, { problem, ...answer }]) => ({
    name: `answer: ${name}`,
    async holds({ document, prism }) {
      const { violations } = await prism.check(answer);
      const declared = (at(document, operation.place) ?? {}) as Operation;
      const problems = [...violations, ...missedByPrism(answer, declared)];
      return problem === undefined ? problems.length === 0 : problems.some((text) => text.includes(problem));
    },
  }));

const requestExamples: Check[] = Object.entries(documentedRequests).map(([name, documented]) => ({
  name: `documented request: ${name}`,
  holds({ document }) {
    const example = at(document, [...operation.place, "requestBody", ...json, "examples", name, "value"]);
    return isDeepStrictEqual(example, documented);
  },
}));

const requestSchema = at(spec.document, [...operation.place, "requestBody", ...json, "schema", "$ref"]);

const validators = new WeakMap<object, ValidateFunction>();

/** Prism takes the body null for a missing one, so Ajv checks all bodies, too. */
const validatedBodies: Check[] = Object.entries(bodies).map(([name, { body, violation }]) => ({
  name: `validator: ${name}`,
  holds({ document }) {
    const validate = validators.get(document) ?? requestValidator(document);
    validators.set(document, validate);
    return validate(body) === (violation === undefined);
  },
}));

function requestValidator(document: object): ValidateFunction {
  return ajvOf(document, { strict: false }).compile({ $ref: schemaUri(String(requestSchema)) });
}

const knownTypes: Check = {
  name: "the documented error types are known",
  holds({ document }) {
    const known = at(document, ["components", "schemas", "KnownErrorType", "enum"]);
    const shown = documentedAnswers.flatMap(({ isShown, body: { type } }) => (isShown && type ? [String(type)] : []));
    return Array.isArray(known) && shown.every((type) => known.includes(type));
  },
};

/** All checks but the slow one. */
export const quickChecks: Check[] = [
  ...mockAnswers,
  ...serverAnswers,
  ...requestExamples,
  ...validatedBodies,
  knownTypes,
];

/** The compiler accepts and rejects the bodies as before, with the types of the document. */
export const typesCheck: Check = {
  name: "the types of requests",
  async holds({ document }) {
    const files = { "test/contract/cases/bodies.ts": undefined, "src/generated/schema.ts": await types({ document }) };
    return compile(files, { types: [] }).errors.length === 0;
  },
};
