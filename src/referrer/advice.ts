/** What is wrong with a pattern, or doubtful about it. */
export interface Advice<Code extends string> {
  code: Code;
  /** Why, and what to write instead. */
  message: string;
  /** What to write instead, where that can be known. */
  suggestion?: string | undefined;
}

export function advice<Code extends string>(code: Code, why: string, suggestion?: string): Advice<Code> {
  const instead = suggestion === undefined ? "your page's origin and /*" : JSON.stringify(suggestion);
  return { code, message: `${why} Write ${instead}.`, suggestion };
}
