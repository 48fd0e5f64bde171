/** Text for XML and HTML, without the control characters that XML can't hold. */
export function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n]/gu, "�")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
