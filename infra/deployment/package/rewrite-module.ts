/**
 * A module as tsc wrote it, for Node alone: JSON is imported as JavaScript, since Node 20 warns of JSON modules. `x.json` beside it needs a
 * module `x.json.js`, JSON of a dependency is required. Throws on an import that Node could not follow.
 */
export function rewriteModule(code: string, name: string): string {
  const rewritten = code
    .replaceAll(/^import (\w+) from '(\.[^']+\.json)' with \{ type: 'json' \};$/gmu, "import $1 from '$2.js';")
    .replaceAll(
      /^import (\w+) from '([^.'][^']*)' with \{ type: 'json' \};$/gmu,
      "import { createRequire as createJsonRequire } from 'node:module';\nconst $1 = createJsonRequire(import.meta.url)('$2');",
    );
  const left = /^.*(?:with \{ type: 'json' \}|(?:from |import\()'[^']*(?:\.ts|\btsx[^']*)').*$/mu.exec(rewritten);
  if (left !== null) throw new Error(`${name} imports what the package does not hold: ${left[0].trim()}`);
  return rewritten;
}

/** Declarations as tsc wrote them, with the endings that its readers look for. */
export const rewriteDeclarations = (code: string): string =>
  code.replaceAll(/((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(['"])/gu, '$1.js$2');

/** The module that stands for a JSON file. */
export const moduleOfJson = (text: string): string => `export default ${JSON.stringify(JSON.parse(text), null, 2)};\n`;
