import { existsSync } from "node:fs";
import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Checks every link between pages, with its anchor. Copies each other file of the repository that a page links to.
 *
 * @param site the folder with the pages
 * @throws Error naming the dead links
 */
export async function checkLinks(site: string, repository: string): Promise<void> {
  const files = (await readdir(site, { recursive: true })).filter((file) => file.endsWith(".html"));
  const pages = new Map<string, string>(
    await Promise.all(files.map(async (file) => [`/${file}`, await readFile(join(site, file), "utf8")] as const)),
  );
  const dead: string[] = [];
  for (const [page, html] of pages) {
    for (const [, href = ""] of html.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
      const { origin, pathname, hash } = new URL(href.replaceAll("&amp;", "&"), `http://site${page}`);
      if (origin !== "http://site") continue;
      const path = decodeURI(pathname.replace(/\/$/, "/index.html"));
      const target = pages.get(path);
      if (target === undefined && existsSync(join(repository, path)))
        await cp(join(repository, path), join(site, path));
      else if (!target?.includes(hash && ` id="${decodeURIComponent(hash.slice(1))}"`)) dead.push(`${page}: ${href}`);
    }
  }
  if (dead.length > 0) throw new Error(`Dead links:\n${[...new Set(dead)].join("\n")}`);
}
