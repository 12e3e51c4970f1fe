/** Each level is a call within a call to the parser; deep enough, V8 ends the process instead of throwing. */
const mostLevels = 200;

export interface YamlNesting {
  /** 1-based. */
  line: number;
  message: string;
}

/**
 * Where a YAML text is nested deeper than any file for a person: more than 200 open brackets, or as many indicators (`- `, `? `, `: `) in one
 * line. Undefined where it is not. Brackets and indicators in quotes count too; comment lines do not.
 */
export function findDeepNesting(text: string): YamlNesting | undefined {
  let open = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (/^\s*#/u.test(line)) continue;
    let indicators = 0;
    for (const [found] of line.matchAll(/[[\]{}]|[-?:](?=\s)/gu)) {
      if (found === '[' || found === '{') open += 1;
      else if (found === ']' || found === '}') open -= 1;
      else indicators += 1;
      if (open > mostLevels || indicators > mostLevels) {
        return { line: at + 1, message: `it is nested deeper than ${mostLevels} levels` };
      }
    }
  }
  return undefined;
}
