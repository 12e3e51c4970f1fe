// Controls, line and paragraph separators, unpaired surrogates, and format characters (which reverse or hide text) but for the two that
// join letters and emoji: none may reach a terminal raw.
const unsafePattern = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Text from reviews as one safe line: what a terminal would obey is written out, e.g. an escape as `\x1b`. */
export function neutralise(text: string): string {
  return text.replaceAll(unsafePattern, (character) => names[character] ?? writeOut(character.codePointAt(0) ?? 0));
}

/** The same for text of several lines of our own or DuckDB's making. */
export function neutraliseLines(text: string): string {
  return text
    .split('\n')
    .map((line) => neutralise(line))
    .join('\n');
}

/** Keeps JSON the same value; `JSON.stringify` itself writes out only the C0 controls. */
export function neutraliseJson(json: string): string {
  return json.replaceAll(unsafePattern, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, unit) => `\\u${hex(character.charCodeAt(unit), 4)}`).join(''),
  );
}

const writeOut = (code: number): string => (code < 256 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 1)}}`);

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
