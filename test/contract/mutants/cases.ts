import { isDeepStrictEqual } from "node:util";
import { ajvOf, schemaUri } from "../../../scripts/generate/schemas.js";
import { operation } from "../../support/prism.js";
import { badAnswers, goodAnswers } from "../cases/answers.js";
import { bodies } from "../cases/bodies.js";
import { documentedAnswers, documentedRequests } from "../cases/documented.js";
import { conforming, requestCases, routingCases } from "../cases/requests.js";
import { blindSpots } from "../checks/blind-spots.js";
import { typesAgree } from "../checks/types.js";
import { at, type Case, isObject, type Json, type JsonObject, pointerOf } from "./mutant.js";

const { place } = operation;
const pointer = pointerOf(place);
const schemas = "#/components/schemas";
const requestSchemas = ["TokenRequest", "WebTokenRequest", "MobileTokenRequest", "ClientId"].map(
  (name) => `${schemas}/${name}`,
);

const requests = Object.entries({ ...requestCases, ...routingCases }).map(
  ([name, { request, status, violation }]): Case => ({
    name: `request: ${name}`,
    about: [`${pointer}/requestBody`, ...requestSchemas],
    async holds(_, prism) {
      const { status: received, violations } = await prism.ask(request);
      if (received !== status) return false;
      return violation === undefined ? violations.length === 0 : violations.some((text) => text.includes(violation));
    },
  }),
);

/** Ajv sees what Prism misses: to Prism, `null` is no body. */
const validated = Object.entries(bodies).map(
  ([name, { body, violation }]): Case => ({
    name: `validator: ${name}`,
    about: requestSchemas,
    async holds(document) {
      const validate = ajvOf(document, { strict: false }).compile({ $ref: schemaUri(`${schemas}/TokenRequest`) });
      return validate(body) === (violation === undefined);
    },
  }),
);

const knownTypes: Case = {
  name: "the documented error types are known",
  about: [`${schemas}/KnownErrorType/enum`],
  async holds(document) {
    const known = at(document, ["components", "schemas", "KnownErrorType", "enum"]);
    const shown = documentedAnswers.flatMap(({ isShown, body }) => (isShown && body.type ? [body.type] : []));
    return Array.isArray(known) && shown.every((type) => known.includes(type as Json));
  },
};

const requestExamples = Object.entries(documentedRequests).map(
  ([name, documented]): Case => ({
    name: `example of a request: ${name}`,
    about: [`${pointer}/requestBody/content/application~1json/examples/${name}`],
    async holds(document) {
      const path = [...place, "requestBody", "content", "application/json", "examples", name, "value"];
      return isDeepStrictEqual(at(document, path), documented);
    },
  }),
);

const responseExamples = documentedAnswers.map(
  ({ status, example, body, isShown, headers = {} }): Case => ({
    name: `example of a response: ${status} ${example}`,
    about: [`${pointer}/responses/${status}`, `${pointer}/responses/default`],
    async holds(_, prism) {
      const served = await prism.ask(conforming, { code: status, exampleKey: example });
      const rest = isShown || !isObject(served.body as JsonObject) ? {} : (served.body as JsonObject);
      return (
        served.status === status &&
        served.violations.length === 0 &&
        isDeepStrictEqual(served.body, { ...rest, ...body }) &&
        Object.entries(headers).every(([name, value]) => served.headers[name] === value)
      );
    },
  }),
);

const responses = Object.entries({ ...goodAnswers, ...badAnswers })
  .filter(([, { hangsUp }]) => !hangsUp)
  .map(
    ([name, { violation, blind, ...answer }]): Case => ({
      name: `response: ${name}`,
      about: [`${pointer}/responses/${answer.status}`, `${schemas}/Token`, `${schemas}/Error`],
      async holds(document, prism) {
        const declared = at(document, [...place, "responses"]) as Parameters<typeof blindSpots>[1] | undefined;
        const own = blindSpots(answer, declared ?? {});
        if (blind !== undefined) return own.some((text) => text.includes(blind));
        const { violations } = await prism.check(answer);
        if (violation !== undefined) return violations.some((text) => text.includes(violation));
        return violations.length === 0 && own.length === 0;
      },
    }),
  );

/** Last, because compiling takes the most time. */
const compiled: Case = { name: "the types of requests", about: [], holds: (document) => typesAgree(document) };

export const cases: Case[] = [
  ...requests,
  ...requestExamples,
  ...responseExamples,
  ...responses,
  knownTypes,
  ...validated,
  compiled,
];
