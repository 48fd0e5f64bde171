import { operations } from "./large-spec-operations.js";
import { schemas, sharedComponents } from "./large-spec-schemas.js";

/** What an API lists, creates, reads, changes and deletes. */
export interface Resource {
  area: string;
  path: string;
  name: string;
  /** The schema of what it belongs to. */
  owner: string;
  index: number;
}

const areas =
  "Billing Catalog Commerce Content Delivery Events Finance Fleet Hiring Identity Insurance Inventory Learning Lending Maps Media Messaging Payroll Support Travel";
const things = "Account Booking Contact Document Entry Invoice Message Order Product Report";

const resources = areas.split(" ").flatMap((area) => things.split(" ").map((thing) => ({ area, thing })));
const each = 5;
export const mostOperations = resources.length * each;

/** An OpenAPI document in the style of public ones; the same number gives the same bytes. */
export function largeSpec(count: number): string {
  if (!Number.isInteger(count) || count < 1 || count > mostOperations) {
    throw new RangeError(`A spec is made with 1 to ${mostOperations} operations, not with ${count}.`);
  }
  const needed = resources.slice(0, Math.ceil(count / each)).map(resource);
  const paths = needed.flatMap(operations).slice(0, count);
  return [head(new Set(needed.map(({ area }) => area))), ...paths, sharedComponents, ...needed.map(schemas)].join("\n");
}

function resource({ area, thing }: { area: string; thing: string }, index: number): Resource {
  const before = resources[index - 1];
  return {
    area: area.toLowerCase(),
    path: `/${area.toLowerCase()}/${thing.toLowerCase()}s`,
    name: area + thing,
    owner: before?.area === area ? area + before.thing : "Tenant",
    index,
  };
}

function head(tags: Set<string>): string {
  return `openapi: 3.1.0
info:
  title: A large API
  version: 1.0.0
  description: Made by the bench, and served by nobody.
servers:
  - url: https://api.example.com/v1
security:
  - key: []
tags:
${[...tags].map((tag) => `  - name: ${tag}\n    description: Everything that has to do with ${tag}.`).join("\n")}
paths:`;
}
