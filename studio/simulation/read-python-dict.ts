/**
 * A flat dict of texts as Python prints it, `{'utterance': "It's fine."}`, which models write in place of JSON; undefined where a text is none.
 */
export function readPythonDict(text: string): Record<string, string> | undefined {
  const literal = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
  const entry = String.raw`\s*(${literal})\s*:\s*(${literal})\s*`;
  if (!new RegExp(`^\\s*\\{(?:${entry},)*${entry},?\\s*\\}\\s*$`, 'u').test(text)) return undefined;
  const entries = [...text.matchAll(new RegExp(entry, 'gu'))].map(({ 1: key = '', 2: value = '' }) => [
    unquote(key),
    unquote(value),
  ]);
  return Object.fromEntries(entries);
}

const signs: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

const unquote = (literal: string): string =>
  literal
    .slice(1, -1)
    .replaceAll(
      /\\(?:x([\da-f]{2})|u([\da-f]{4})|([\s\S]))/giu,
      (_all, byte?: string, unicode?: string, sign?: string) => {
        const code = byte ?? unicode;
        return code === undefined ? (signs[sign ?? ''] ?? sign ?? '') : String.fromCodePoint(Number.parseInt(code, 16));
      },
    );
