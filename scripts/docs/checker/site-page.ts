import { readFile } from "node:fs/promises";

/** Returns the checker as a page of the site. */
export async function checkerPage(): Promise<string> {
  const form = await readFile(new URL("form.html", import.meta.url), "utf8");
  return `---
aside: false
---

# Check a referrer

Type the pattern that you give as \`referrer\`, and the page that mounts the SDK. The page sends nothing: it runs
\`complycube-tokens/referrer\` in your browser. Its address holds what you typed, so you can share it.
<a href="../../referrer-checker.html" download>Download it as one file</a> that works offline. [Referrers](../referrers.md) explains the rules.

<ReferrerChecker>

${form}
</ReferrerChecker>
`;
}
