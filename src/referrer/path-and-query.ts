/** What is behind the host of a URL, without the fragment. Not `search`, which leaves out a `?` with nothing behind it. */
export function pathAndQuery({ href }: URL): string {
  return href.replace(/^.*?:\/\/[^/]*|#.*/g, "");
}
