/** The parts of the spec, by how the names of their mutants begin. */
export const parts = [
  [
    "The server, the path, the method, the key",
    /^#\/(?:servers|security|paths: |paths\/[^/]+: |components\/securitySchemes|paths\/[^/]+\/post\/security)/,
  ],
  ["The body of a request", /^#\/paths\/[^/]+\/post\/requestBody/],
  ["Statuses, headers and examples of answers", /^#\/paths\/[^/]+\/post\/responses/],
  ["The schemas of requests", /^#\/components\/schemas\/(?:\w*TokenRequest|ClientId)\b/],
  ["The schemas of answers", /^#\/components\/schemas\//],
] as const;

export function partOf(mutant: string): string | undefined {
  return parts.find(([, pattern]) => pattern.test(mutant))?.[0];
}
