import type { z } from 'zod';
import { isList, structureOf } from './duckdb-types.ts';
import type { Structure, TypeOverrides } from './duckdb-types.ts';

/** Texts that are times, by the names that the vocabulary gives them. */
const timeTypes: Readonly<Record<string, string>> = {
  asOf: 'TIMESTAMP',
  reviewedAt: 'TIMESTAMP',
  month: 'DATE',
  date: 'DATE',
  since: 'DATE',
};

/**
 * SQL that reads JSON text of a schema as a struct of plain types: names in snake_case, times as TIMESTAMP and DATE. Every field of the schema is
 * in it, so that a new one cannot be forgotten. `json` is an expression; what is missing or null is null. Throws RangeError for a schema that
 * no plain column can hold.
 */
export function structOfJson(schema: z.ZodType, json: string, overrides: TypeOverrides = {}): string {
  const structure = withPlainTypes(structureOf(schema, overrides), '');
  const read = `json_transform(${json}, '${JSON.stringify(structure)}')`;
  // A list of one, so that the text is read once whatever the number of its fields.
  return `list_transform([${read}], lambda v0: ${renamed(structure, 'v0', 1)})[1]`;
}

function withPlainTypes(structure: Structure, name: string): Structure {
  if (structure === 'JSON') throw new RangeError(`${name}: no plain column holds a choice of types`);
  if (typeof structure === 'string') return structure === 'VARCHAR' ? (timeTypes[name] ?? structure) : structure;
  if (isList(structure)) return [withPlainTypes(structure[0], name)];
  return Object.fromEntries(Object.entries(structure).map(([field, below]) => [field, withPlainTypes(below, field)]));
}

/** The value of `sql` with plain names; `depth` distinguishes the variables of nested lists. */
function renamed(structure: Structure, sql: string, depth: number): string {
  if (typeof structure === 'string') return sql;
  if (isList(structure)) {
    const [below] = structure;
    if (typeof below === 'string') return sql;
    return `list_transform(${sql}, lambda v${depth}: ${renamed(below, `v${depth}`, depth + 1)})`;
  }
  const fields = Object.entries(structure).map(
    ([field, below]) => `"${snakeCase(field)}" := ${renamed(below, `${sql}."${field}"`, depth)}`,
  );
  return `if(${sql} is null, null, struct_pack(${fields.join(', ')}))`;
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
