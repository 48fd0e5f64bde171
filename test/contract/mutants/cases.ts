import { isDeepStrictEqual } from "node:util";
import type { RawAnswer } from "../../../scripts/forward.js";
import { schemasOf, schemaUri } from "../../../scripts/generate/json-schema.js";
import { badAnswers, goodAnswers } from "../cases/answers.js";
import { bodies } from "../cases/bodies.js";
import { documentedAnswers, documentedRequests } from "../cases/documented.js";
import { conforming, requestCases } from "../cases/requests.js";
import { blindSpots } from "../judges/blind-spots.js";
import type { Prism } from "../judges/prism.js";
import { typesAgree } from "../judges/types.js";
import { at, isObject, type Json, type JsonObject, type Mutant } from "./mutant.js";

/** What a case is asked of: a document, and Prism on it. */
export interface Subject {
  document: Mutant["document"];
  prism: Prism;
}

/** A case of the contract: holds on the spec as it is, and fails on each mutant that it kills. */
export interface Case {
  name: string;
  /** The part of the spec that it is about, as a mutant's name begins: those are tried first. */
  about: string[];
  holds(subject: Subject): Promise<boolean>;
}

const operation = ["paths", "/tokens", "post"];
const place = "#/paths/~1tokens/post";
const requestSchemas = ["TokenRequest", "WebTokenRequest", "MobileTokenRequest", "ClientId"].map(
  (name) => `#/components/schemas/${name}`,
);

const requests: Case[] = Object.entries(requestCases).map(([name, { request, status, violation }]) => ({
  name: `request: ${name}`,
  about: [`${place}/requestBody`, ...requestSchemas],
  async holds({ prism }) {
    const answer = await prism.ask(request);
    if (answer.status !== status) return false;
    return violation === undefined
      ? answer.violations.length === 0
      : answer.violations.some((text) => text.includes(violation));
  },
}));

/** The validators that are made from the schemas see what Prism does not: to it, `null` is no body. */
const validated: Case[] = Object.entries(bodies).map(([name, { body, violation }]) => ({
  name: `validator: ${name}`,
  about: requestSchemas,
  async holds({ document }) {
    const schema = schemaUri("#/components/schemas/TokenRequest");
    const isValid = schemasOf(document, { strict: false }).compile({ $ref: schema })(body);
    return isValid === (violation === undefined);
  },
}));

/** Each type of error that the documentation shows is one of those that are known. */
const knownTypes: Case = {
  name: "the documented types of errors are known",
  about: ["#/components/schemas/KnownErrorType/enum"],
  async holds({ document }) {
    const known = at(document, ["components", "schemas", "KnownErrorType", "enum"]);
    const shown = documentedAnswers.flatMap(({ isShown, body }) => (isShown && body.type ? [body.type] : []));
    return Array.isArray(known) && shown.every((type) => known.includes(type as Json));
  },
};

/** Each example of a request is the documented one, and conforms. */
const requestExamples: Case[] = Object.entries(documentedRequests).map(([name, documented]) => ({
  name: `documented request: ${name}`,
  about: [`${place}/requestBody/content/application~1json/examples/${name}`],
  async holds({ document }) {
    const path = [...operation, "requestBody", "content", "application/json", "examples", name, "value"];
    return isDeepStrictEqual(at(document, path), documented);
  },
}));

/** Each declared status is served as documented, and its example conforms. */
const servedAnswers: Case[] = documentedAnswers.map(({ status, example, body, isShown, headers = {} }) => ({
  name: `documented answer: ${status} ${example}`,
  about: [`${place}/responses/${status}`, `${place}/responses/default`],
  async holds({ prism }) {
    const served = await prism.ask(conforming, { code: status, exampleKey: example });
    const expected =
      isShown || !isObject(served.body as JsonObject) ? body : { ...(served.body as JsonObject), ...body };
    return (
      served.status === status &&
      served.violations.length === 0 &&
      isDeepStrictEqual(served.body, expected) &&
      Object.entries(headers).every(([name, value]) => served.headers[name] === value)
    );
  },
}));

const answers: Case[] = Object.entries({ ...goodAnswers, ...badAnswers }).flatMap(([name, { hangsUp, ...answer }]) =>
  hangsUp ? [] : [answerCase(name, answer, answer)],
);

function answerCase(name: string, answer: RawAnswer, expected: { violation?: string; blind?: string }): Case {
  return {
    name: `answer: ${name}`,
    about: [`${place}/responses/${answer.status}`, "#/components/schemas/Token", "#/components/schemas/Error"],
    async holds({ document, prism }) {
      const declared = at(document, [...operation, "responses"]) as Parameters<typeof blindSpots>[1] | undefined;
      const own = blindSpots(answer, declared ?? {});
      if (expected.blind !== undefined) return own.some((text) => text.includes(expected.blind ?? ""));
      const { violations } = await prism.judge(answer);
      const { violation } = expected;
      if (violation !== undefined) return violations.some((text) => text.includes(violation));
      return violations.length === 0 && own.length === 0;
    },
  };
}

/** Last, since it takes longest: the compiler, on the types that are made of the document. */
const compiled: Case = {
  name: "the types of requests",
  about: [],
  holds: ({ document }) => typesAgree(document),
};

export const contractCases: Case[] = [
  ...requests,
  ...requestExamples,
  ...servedAnswers,
  ...answers,
  knownTypes,
  ...validated,
  compiled,
];
