/** A type of DuckDB's, taken apart; `name` is that of a plain one: `VARCHAR`. */
export type ColumnType =
  | { kind: 'value'; name: string }
  | { kind: 'list'; of: ColumnType }
  | { kind: 'struct'; fields: readonly (readonly [string, ColumnType])[] };

/** Takes DuckDB's name of a type apart: `STRUCT("role" VARCHAR)[]`. */
export function parseColumnType(text: string): ColumnType {
  if (text.endsWith('[]')) return { kind: 'list', of: parseColumnType(text.slice(0, -2)) };
  const [, inner] = /^STRUCT\((.*)\)$/su.exec(text) ?? [];
  if (inner !== undefined) return { kind: 'struct', fields: splitFields(inner).map(parseField) };
  return { kind: 'value', name: text };
}

/** At commas outside of brackets and quotes. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      fields.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...fields, text.slice(from)].map((field) => field.trim());
}

function parseField(text: string): readonly [string, ColumnType] {
  const [whole = '', quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([^\s]+))\s+/su.exec(text) ?? [];
  return [quoted?.replaceAll('""', '"') ?? plain, parseColumnType(text.slice(whole.length))];
}
