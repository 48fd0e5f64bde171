import type { MarkdownRenderer } from "vitepress";

/** Names of other APIs that the pages mention. */
const foreign = new Set(
  [
    "allowJs anyOf axiosInstance baseURL createServer exactOptionalPropertyTypes fromResponse",
    "getRequestListener maxLength oneOf outputFile overrideGlobalObjects secureHeaders sessionOf skipLibCheck",
    "updateSettings userAgent useVerification",
  ].flatMap((line) => line.split(" ")),
);

/** Matches what looks like a name of this API: `ComplyCubeError`, `timeoutMs`; not a part of a token. */
const name = /(?<![\w./-])(?:ComplyCube\w*|[a-z]+[A-Z]\w*)\b(?!…)/g;

/**
 * Links each name of the API in a text to the reference, and fails if a name does not exist.
 *
 * @param names each name of the API, and the section about it if the name is an export
 */
export function linkApiNames(md: MarkdownRenderer, names: Map<string, string | undefined>, reference: string): void {
  md.core.ruler.push("api-names", ({ tokens, env, Token }) => {
    // The title of a container has no path.
    if (env.relativePath?.startsWith(reference) !== false) return;
    tokens.forEach((token, index) => {
      if (token.type !== "inline") return;
      let isLink = tokens[index - 1]?.type === "heading_open";
      token.children = (token.children ?? []).flatMap((child) => {
        if (child.type.startsWith("link_")) isLink = child.type === "link_open";
        if (child.type !== "code_inline") return [child];
        const [unknown] = child.content.match(name)?.filter((each) => !names.has(each) && !foreign.has(each)) ?? [];
        if (unknown) throw new Error(`${env.relativePath}: the API has no ${unknown}, in \`${child.content}\``);
        const section = names.get(child.content.replace(/\(.*\)$/, ""));
        if (!section || isLink) return [child];
        const open = new Token("link_open", "a", 1);
        const [page, anchor] = section.split("#");
        open.attrs = [["href", `/${reference}/${page}.md#${anchor}`]];
        return [open, child, new Token("link_close", "a", -1)];
      });
    });
  });
}
