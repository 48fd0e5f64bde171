import { isDeepStrictEqual } from "node:util";
import { toPrism } from "../../../scripts/forward.js";
import type { Prism } from "../judges/prism.js";
import { contractCases, type Subject } from "./cases.js";
import { keywordAccount, type Seen } from "./keywords.js";
import { at, isObject, type Json } from "./mutant.js";

export interface Coverage {
  /** By the place in the spec. */
  keywords: Map<string, Seen>;
  /** `status example`, and whether it was served. */
  examples: Map<string, boolean>;
  /** The cases that do not hold on the spec itself. */
  failing: string[];
}

const operation = ["paths", "/tokens", "post"];

/** Runs each case on the spec, and keeps account of what was sent. */
export async function coverageOf({ document, prism }: Subject): Promise<Coverage> {
  const { seen, account } = keywordAccount(document);
  const examples = new Map(declaredExamples(document).map((name) => [name, false]));
  const requestSchema = referenceAt(document, ["requestBody"]);

  const observed: Prism = {
    async ask(request, prefer) {
      const answer = await prism.ask(request, prefer);
      if (request.body !== undefined) account(requestSchema, request.body as Json);
      if (prefer?.exampleKey !== undefined) {
        const declared = at(document, [...operation, "responses", String(answer.status)]) ? answer.status : "default";
        const path = [...operation, "responses", String(declared), "content", "application/json", "examples"];
        const value = at(document, [...path, prefer.exampleKey, "value"]);
        examples.set(`${declared} ${prefer.exampleKey}`, isDeepStrictEqual(answer.body, value));
      }
      return answer;
    },
    async judge(answer) {
      const status = String(answer.status);
      const declared = at(document, [...operation, "responses", status]) ? status : "default";
      const { body } = toPrism(answer);
      if (body !== undefined) account(referenceAt(document, ["responses", declared]), body as Json);
      return prism.judge(answer);
    },
  };

  const failing: string[] = [];
  for (const { name, holds } of contractCases) {
    if (!(await holds({ document, prism: observed }))) failing.push(name);
  }
  return { keywords: new Map([...seen].sort()), examples, failing };
}

function referenceAt(document: object, path: string[]): string {
  const schema = at(document, [...operation, ...path, "content", "application/json", "schema"]);
  if (!isObject(schema) || typeof schema.$ref !== "string") throw new Error(`no named schema at ${path.join("/")}`);
  return schema.$ref;
}

function declaredExamples(document: object): string[] {
  const responses = at(document, [...operation, "responses"]);
  return Object.keys(isObject(responses) ? responses : {}).flatMap((status) => {
    const examples = at(document, [...operation, "responses", status, "content", "application/json", "examples"]);
    return Object.keys(isObject(examples) ? examples : {}).map((name) => `${status} ${name}`);
  });
}
