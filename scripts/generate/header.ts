/** What every generated file begins with, and no other. */
export const headerStart = "// Generated from ";

export function header(specFile: string): string {
  return `${headerStart}${specFile}. Do not edit; change the spec and run: npm run generate\n\n`;
}
