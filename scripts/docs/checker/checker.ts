import {
  canReferrerMatch,
  type MatchPattern,
  type ParsedReferrer,
  parseReferrer,
  type ReferrerPolicy,
  type ReferrerVerdict,
  referrerFor,
} from "complycube-tokens/referrer";
import { policies } from "../../../src/referrer/referer-sent.js";
import { rejectedFor, reported } from "../../../src/referrer/warnings.js";

/** It fails until its repair is taken: browsers send no path. */
const example = {
  referrer: "https://*.example.com/kyc/*",
  page: "https://www.example.com/kyc/start",
  policy: "",
};
type Inputs = typeof example;
type Repair = { name: "referrer" | "policy"; value: string };

/** Makes the form of form.html work. Returns a function that stops it. */
export function startChecker(form: HTMLFormElement): () => void {
  const stopped = new AbortController();
  const [status, details] = [form.querySelector('[role="status"]'), form.querySelector(".details")];
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;

  const show = () => {
    const inputs: Inputs = { ...example, ...Object.fromEntries(new FormData(form)) };
    const { state, title, nodes } = resultOf(inputs, take);
    // Screen readers announce only a changed text of the same element.
    status?.replaceChildren(title);
    status?.setAttribute("class", state);
    details?.replaceChildren(...nodes);
    showFault(details?.querySelector("mark"));
    return inputs;
  };
  const update = () => history.replaceState(history.state, "", `#${new URLSearchParams(show())}`);
  const take = ({ name, value }: Repair) => {
    field(name).value = value;
    update();
    field(name).focus();
  };
  const load = () => {
    const hash = new URLSearchParams(location.hash.slice(1));
    const inputs = hash.has("referrer") ? hash : new URLSearchParams(example);
    for (const name of Object.keys(example)) field(name).value = inputs.get(name) ?? "";
    show();
  };

  field("policy").append(...policies.filter(Boolean).map((policy) => new Option(policy)));
  const { signal } = stopped;
  form.addEventListener("input", update, { signal });
  form.addEventListener("submit", (event) => event.preventDefault(), { signal });
  addEventListener("hashchange", load, { signal });
  load();
  return () => stopped.abort();
}

function resultOf(inputs: Inputs, take: (repair: Repair) => void) {
  const { referrer, page, policy } = inputs;
  const parsed = parseReferrer(referrer);
  const verdict = verdictOn(referrer, page, policy);
  const rejected = parsed.ok ? rejectedFor(parsed.warnings) : undefined;
  const repair = repairOf(parsed, verdict, inputs);
  const state = verdict?.matches && !rejected ? "works" : parsed.ok && !verdict && !rejected ? "" : "fails";
  const warnings = parsed.ok ? [...(rejected ? [rejected] : []), ...reported(parsed.warnings)] : [];
  const texts = new Set([
    parsed.ok ? verdict?.message : parsed.message,
    ...warnings.map(({ message }) => `⚠ ${message}`),
  ]);
  const nodes = [
    element("p", {}, ...sentBy(verdict)),
    ...(parsed.ok ? [] : [marked(referrer, parsed.index)]),
    ...(parsed.ok && verdict?.differences.length ? [differing(parsed.pattern, verdict)] : []),
    ...[...texts].filter(Boolean).map((text) => element("p", {}, String(text))),
    ...(repair ? [buttonFor(repair, take)] : []),
  ];
  return { state, title: titleOf(parsed, verdict, Boolean(rejected)), nodes };
}

function sentBy(verdict: ReferrerVerdict | undefined): (Node | string)[] {
  if (!verdict) return ["Type the whole URL of a page, such as https://www.example.com/start."];
  if (verdict.referer === null) return ["The browser sends no Referer."];
  return ["The browser sends ", element("code", {}, `Referer: ${verdict.referer}`)];
}

/** `undefined` as long as the URL is not absolute. */
function verdictOn(referrer: string, page: string, policy: string): ReferrerVerdict | undefined {
  try {
    return canReferrerMatch(referrer, page, policy as ReferrerPolicy);
  } catch {
    return undefined;
  }
}

function titleOf(parsed: ParsedReferrer, verdict: ReferrerVerdict | undefined, isRejected: boolean): string {
  if (!parsed.ok) return "✗ This is not a match pattern.";
  if (isRejected) return "✗ The client refuses this pattern.";
  if (!verdict) return "This is a match pattern.";
  return verdict.matches
    ? "✓ A token for this pattern works on this page."
    : "✗ A token for this pattern does not work on this page.";
}

function repairOf(
  parsed: ParsedReferrer,
  verdict: ReferrerVerdict | undefined,
  { referrer, page, policy }: Inputs,
): Repair | undefined {
  if (verdict?.reason === "no-referer")
    return policy ? { name: "policy", value: "strict-origin-when-cross-origin" } : undefined;
  const warned = parsed.ok ? parsed.warnings.map(({ suggestion }) => suggestion) : [parsed.suggestion];
  const forPage = verdict && !verdict.matches && verdict.referer !== null ? referrerFor(page) : undefined;
  const values = [...warned, forPage].filter((value) => value !== undefined && value !== referrer);
  const value = values.find((each) => verdictOn(String(each), page, policy)?.matches) ?? values[0];
  return value === undefined ? undefined : { name: "referrer", value };
}

/** The pattern with a marker under its fault. The browser places it, because characters differ in width. */
function marked(pattern: string, index: number): HTMLElement {
  const [character = "\u00a0"] = pattern.slice(index);
  const fault = element("mark", {}, character);
  return element("pre", { tabindex: "0" }, pattern.slice(0, index), fault, pattern.slice(index + character.length));
}

/** Scrolls a long pattern to its fault. scrollIntoView would also move the page. */
function showFault(fault: HTMLElement | null | undefined): void {
  const box = fault?.parentElement;
  if (fault && box)
    box.scrollLeft = fault.getBoundingClientRect().x - box.getBoundingClientRect().x - box.clientWidth / 2;
}

function differing(
  { scheme, subdomains, host, port, path }: MatchPattern,
  { referer, differences }: ReferrerVerdict,
): HTMLElement {
  const url = new URL(String(referer));
  const wanted = { scheme, host: subdomains ? ["*", host].filter(Boolean).join(".") : host, port, path };
  const sent = {
    scheme: url.protocol.slice(0, -1),
    host: url.hostname,
    port: url.port || "default",
    path: url.pathname + url.search,
  };
  const rows = differences.map((part) => [part, wanted[part], sent[part]].map((text) => element("td", {}, text)));
  const head = ["part", "the pattern has", "the browser sends"].map((text) => element("th", {}, text));
  return element("table", { tabindex: "0" }, ...[head, ...rows].map((cells) => element("tr", {}, ...cells)));
}

function buttonFor(repair: Repair, take: (repair: Repair) => void): HTMLElement {
  const button = element("button", { type: "button" }, "Use ", element("code", {}, repair.value));
  button.addEventListener("click", () => take(repair));
  return button;
}

function element(tag: string, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElement {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, value);
  created.append(...children);
  return created;
}
