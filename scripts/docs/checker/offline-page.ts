import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The colours that VitePress has on the site. */
const colours = `:root {
  color-scheme: light dark;
  --vp-c-bg: light-dark(#fff, #1b1b1f);
  --vp-c-bg-soft: light-dark(#f6f6f7, #202127);
  --vp-c-text-1: light-dark(#3c3c43, #dfdfd6);
  --vp-c-text-3: light-dark(#75757a, #8b8b91);
  --vp-c-brand-1: light-dark(#3451b2, #a8b1ff);
  --vp-c-success-1: light-dark(#18794e, #3dd68c);
  --vp-c-danger-1: light-dark(#b8272c, #f66f81);
  --vp-font-family-mono: ui-monospace, monospace;
}
body { max-width: 688px; margin: 32px auto; padding: 0 24px; background: var(--vp-c-bg); color: var(--vp-c-text-1); font: 16px/1.6 system-ui, sans-serif; }
th, td { padding: 4px 12px 4px 0; text-align: left; overflow-wrap: anywhere; }`;

/** Returns the checker as one page that works from disk, and is not allowed to send a request. */
export async function offlinePage(): Promise<string> {
  const [form, style, { outputFiles: [bundle] = [] }] = await Promise.all([
    readFile(here("form.html"), "utf8"),
    readFile(here("style.css"), "utf8"),
    build({
      stdin: {
        contents: 'import { startChecker } from "./checker.js"; startChecker(document.forms[0]);',
        resolveDir: here("."),
      },
      bundle: true,
      minify: true,
      format: "iife",
      target: "es2022",
      write: false,
    }),
  ]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Check a referrer</title>
<style>${colours}
${style}</style>
</head>
<body>
<main>
<h1>Check a referrer</h1>
<p>This page sends nothing. It works offline.</p>
${form}</main>
<script>${bundle?.text.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}
