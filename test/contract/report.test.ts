import { expect, it } from "vitest";
import { htmlReport } from "./report/html.js";
import { junitReport } from "./report/junit.js";
import type { Row } from "./targets/run.js";

const rows: Row[] = [
  { name: "request: web", verdict: "passed" },
  { name: 'request: a "quote" & <tag>', verdict: "failed", why: "was answered 201\u0000, not 200 & <b>" },
  { name: "answer: 402 paymentDue", verdict: "not tested", why: "no server can be asked for a status" },
];
const strength = {
  fates: [
    { mutant: "#/security: nothing", killedBy: "request: no key" },
    { mutant: "#/components/schemas/Token/type: nothing", killedBy: undefined },
    { mutant: "#/components/schemas/TokenRequest: oneOf → anyOf", killedBy: undefined },
  ],
  coverage: {
    keywords: new Map([["#/components/schemas/Token/type", { valid: true, invalid: false }]]),
    examples: new Map(),
    failing: [],
  },
};

it("JUnit counts failures and what was not tested, and escapes what is said", () => {
  expect(junitReport("proxy", rows)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="1" skipped="1">
  <testsuite name="contract, proxy" tests="3" failures="1" skipped="1">
    <testcase classname="contract" name="request: web"/>
    <testcase classname="contract" name="request: a &quot;quote&quot; &amp; &lt;tag&gt;"><failure message="was answered 201�, not 200 &amp; &lt;b&gt;"/></testcase>
    <testcase classname="contract" name="answer: 402 paymentDue"><skipped message="no server can be asked for a status"/></testcase>
  </testsuite>
</testsuites>
`);
});

it("the page shows verdicts, mutants and keywords, and needs nothing but itself", () => {
  const page = htmlReport({ title: "A <title>", target: "proxy", rows, strength });
  expect(page).toContain("<h1>A &lt;title&gt;</h1>");
  expect(page).toContain('<li class="failed"><span>a &quot;quote&quot; &amp; &lt;tag&gt;</span>');
  expect(page).toContain('<li class="not-tested"><span>402 paymentDue</span>');
  expect(page.match(/class="dot killed" title/g)).toHaveLength(1);
  expect(page.match(/class="dot equivalent" title/g)).toHaveLength(1);
  expect(page.match(/class="dot survived" title/g)).toHaveLength(1);
  expect(page).toContain('<td><code>Token/type</code><td><span class="yes">✓</span><td><span class="no">✗</span>');
  expect(page).not.toMatch(/\b(?:src|href)=|https?:|url\(|@import/);
});
