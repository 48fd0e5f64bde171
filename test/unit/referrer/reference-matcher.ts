/** A second, slow and obvious matcher for patterns and URLs of plain letters. */
export function referenceMatches(pattern: string, url: string): boolean {
  const [, scheme = "", host = "", port, path = ""] = /^(.+?):\/\/([^/:]+)(?::([^/]+))?(\/.*)$/.exec(pattern) ?? [];
  const [, urlScheme = "", urlHost = "", urlPort, urlPath = ""] =
    /^(.+?):\/\/([^/:]+)(?::(\d+))?(\/[^#]*)/.exec(new URL(url).href) ?? [];
  const effectivePort = urlPort ?? (urlScheme === "https" ? "443" : "80");
  const schemeMatches = scheme === "*" || scheme === urlScheme;
  const domain = host.slice(2);
  const hostMatches =
    host === "*" ||
    host === urlHost ||
    (host.startsWith("*.") &&
      (urlHost === domain ||
        urlHost
          .split(".")
          .slice(1)
          .some((_, index, labels) => labels.slice(index).join(".") === domain)));
  const portMatches = port === undefined || port === "*" || port === effectivePort;
  return (
    schemeMatches &&
    hostMatches &&
    portMatches &&
    ((`${urlPath}/*` === path && !urlPath.includes("?")) || glob(path, urlPath))
  );
}

/** Tries every length for each star. */
function glob(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === "";
  if (first !== "*") return text[0] === first && glob(rest.join(""), text.slice(1));
  return Array.from({ length: text.length + 1 }).some((_, taken) => glob(rest.join(""), text.slice(taken)));
}
