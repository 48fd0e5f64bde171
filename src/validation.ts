// What `generated/validators.ts` is made of, one function for each keyword of JSON Schema: a bundler leaves out those that
// nobody calls.

/** Is told of a violation in words that follow a name, and of the names on the way to it, the outermost first. */
export type Report = (message: string, ...place: string[]) => void;

/** Tells whether a value, of the kinds that JSON has, conforms to a schema. `report` is told of the first violation. */
export type Validator<T> = (value: unknown, report?: Report) => value is T;

type Rule = Validator<unknown>;
/** A rule that can stand for any type: the generator, which says of what type the values are, has read the same schema. */
type Made = Validator<never>;

/** What is presumed of a value, such as its type, is for an earlier rule of `all` to tell. */
function rule<Value>(message: string, holds: (value: Value) => unknown): Made {
  return (value, report): value is never => {
    if (holds(value as Value)) return true;
    report?.(value === undefined ? "is missing" : message);
    return false;
  };
}

export const anything = /* @__PURE__ */ rule("", () => true);
export const absent = /* @__PURE__ */ rule("is not allowed", (value) => value === undefined);
export const defined = /* @__PURE__ */ rule("", (value) => value !== undefined);

export const string = /* @__PURE__ */ rule("must be a string", (value) => typeof value === "string");
export const boolean = /* @__PURE__ */ rule("must be true or false", (value) => typeof value === "boolean");
export const number = /* @__PURE__ */ rule("must be a number", (value) => Number.isFinite(value));
export const integer = /* @__PURE__ */ rule("must be a whole number", (value) => Number.isInteger(value));
export const nil = /* @__PURE__ */ rule("must be null", (value) => value === null);

/** A property that is `undefined` is none, as in JSON; nor is one that is inherited. */
export function object(properties: Record<string, Rule>, others?: Rule): Made {
  const known = Object.entries(properties);
  return (value, report): value is never => {
    if (!record(value, report)) return false;
    const conforms = (name: string, property: Rule) =>
      property(own(value, name), report && ((message, ...place) => report(message, name, ...place)));
    if (!known.every(([name, property]) => conforms(name, property))) return false;
    return !others || Object.keys(value).every((name) => Object.hasOwn(properties, name) || conforms(name, others));
  };
}
const record = /* @__PURE__ */ rule(
  "must be an object",
  (value) => value && typeof value === "object" && !Array.isArray(value),
) as Validator<Record<string, unknown>>;

function own<T>(of: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

export function optional(property: Rule): Made {
  return (value, report): value is never => value === undefined || property(value, report);
}

export function array(items: Rule): Made {
  return (value, report): value is never =>
    list(value, report) &&
    value.every((item, index) => items(item, (message, ...place) => report?.(message, String(index), ...place)));
}
const list = /* @__PURE__ */ rule("must be a list", Array.isArray) as Validator<unknown[]>;

export function all(...rules: Rule[]): Made {
  return (value, report): value is never => rules.every((each) => each(value, report));
}

export function when(condition: Rule, consequence: Rule): Made {
  return (value, report): value is never => !condition(value) || consequence(value, report);
}

export function not(other: Rule): Made {
  return rule("is what it must not be", (value) => !other(value));
}

export function anyOf(...rules: Rule[]): Made {
  return (value, report): value is never => {
    const messages: string[] = [];
    const tell: Report = (message, ...place) => {
      messages.push(place.length === 0 ? message : `\`${place.join(".")}\` ${message}`);
    };
    return rules.some((each) => each(value, tell)) || rule(messages.join(", or "), () => false)(value, report);
  };
}

export function oneOf(...rules: Rule[]): Made {
  const one = rule(
    "fits more than one of its alternatives",
    (value) => rules.filter((each) => each(value)).length === 1,
  );
  return all(anyOf(...rules), one);
}

/** For a `$ref` to a schema that is stated further on, such as that around it. */
export function lazy(get: () => Rule): Made {
  return (value, report): value is never => get()(value, report);
}

export function literal(...values: unknown[]): Made {
  return rule(`must be ${inWords(values)}`, (value) => values.includes(value));
}

/** As `literal`, where there are lists or objects among the values. */
export function equal(...values: unknown[]): Made {
  const canonicals = values.map(canonical);
  return rule(`must be ${inWords(values)}`, (value) => canonicals.includes(canonical(value)));
}

function inWords(values: unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(" or ");
}

/** The same text for the same JSON, whatever the order of its properties. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    record(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

/** `minLength: 1` has words of its own. */
export const nonEmpty = /* @__PURE__ */ rule("is empty", (text: string) => text !== "");
/** In characters as Unicode counts them, not in UTF-16 units. */
export const minLength = (limit: number) =>
  rule(`must have ${limit} or more characters`, (text: string) => [...text].length >= limit);
export const maxLength = (limit: number) =>
  rule(`must have ${limit} or fewer characters`, (text: string) => [...text].length <= limit);
export const pattern = (regex: RegExp) => rule(`must match ${regex}`, (text: string) => regex.test(text));

export const minimum = (limit: number) => rule(`must be ${limit} or more`, (value: number) => value >= limit);
export const maximum = (limit: number) => rule(`must be ${limit} or less`, (value: number) => value <= limit);
export const exclusiveMinimum = (limit: number) => rule(`must be more than ${limit}`, (value: number) => value > limit);
export const exclusiveMaximum = (limit: number) => rule(`must be less than ${limit}`, (value: number) => value < limit);
/** In floating point, where 0.3 is no multiple of 0.1. */
export const multipleOf = (divisor: number) =>
  rule(`must be a multiple of ${divisor}`, (value: number) => Number.isInteger(value / divisor));

export const minItems = (limit: number) =>
  rule(`must have ${limit} or more items`, (items: unknown[]) => items.length >= limit);
export const maxItems = (limit: number) =>
  rule(`must have ${limit} or fewer items`, (items: unknown[]) => items.length <= limit);
export const uniqueItems = /* @__PURE__ */ rule(
  "must not have the same item twice",
  (items: unknown[]) => new Set(items.map(canonical)).size === items.length,
);

export const minProperties = (limit: number) =>
  rule(`must have ${limit} or more properties`, (value: object) => Object.keys(value).length >= limit);
export const maxProperties = (limit: number) =>
  rule(`must have ${limit} or fewer properties`, (value: object) => Object.keys(value).length <= limit);
