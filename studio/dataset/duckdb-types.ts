import { z } from 'zod';
import { ModelCallSchema } from '../../schemas/model-call.ts';

/** The structure of JSON rows as DuckDB's `from_json` takes it: a type's name, a list of one element, or fields by name. */
export type Structure = string | readonly [Structure] | { readonly [field: string]: Structure };

/** DuckDB types by path, where a schema does not say enough: `{ 'turns.evidence.month': 'DATE' }`. */
export type TypeOverrides = Readonly<Record<string, string>>;

const JsonSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/**
 * The structure of a schema's rows: text and enums VARCHAR, whole numbers INTEGER, other numbers DOUBLE; null and absent are NULL; a union of objects has
 * the fields of all its members, one of other types is JSON. Throws where an override names a path that the schema does not have.
 */
export function structureOf(schema: z.ZodType, overrides: TypeOverrides = {}): Readonly<Record<string, Structure>> {
  const used = new Set<string>();
  const at = (path: string, node: unknown): Structure => {
    const override = overrides[path];
    if (override !== undefined) {
      used.add(path);
      return override;
    }
    const { type: types = [], properties, items, anyOf, oneOf } = JsonSchema.parse(node);
    const [type, ...otherTypes] = [types].flat().filter((each) => each !== 'null');
    if (otherTypes.length > 0) return 'JSON';
    const members = (anyOf ?? oneOf)?.filter((each) => JsonSchema.parse(each).type !== 'null');
    if (members !== undefined) {
      const found = members.map((each) => at(path, each));
      const [only = 'JSON', ...others] = found;
      if (others.length === 0) return only;
      const isOfStructs = found.every((each) => typeof each === 'object' && !isList(each));
      return isOfStructs ? Object.assign({}, ...found) : 'JSON';
    }
    if (type === 'array') return [at(path, items)];
    if (properties !== undefined) return fieldsAt(path === '' ? '' : `${path}.`, properties);
    return plainTypes[type ?? ''] ?? 'JSON';
  };
  const fieldsAt = (prefix: string, properties: Readonly<Record<string, unknown>>): Record<string, Structure> =>
    Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, at(`${prefix}${name}`, inner)]));
  const structure = fieldsAt('', JsonSchema.parse(z.toJSONSchema(schema)).properties ?? {});
  const unused = Object.keys(overrides).filter((path) => !used.has(path));
  if (unused.length > 0) throw new RangeError(`The schema has no ${unused.join(', ')}`);
  return structure;
}

const plainTypes: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  integer: 'INTEGER',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
};

/** The name of a structure's type. */
export function typeOf(structure: Structure): string {
  if (typeof structure === 'string') return structure;
  if (isList(structure)) return `${typeOf(structure[0])}[]`;
  return `STRUCT(${Object.entries(structure)
    .map(([field, inner]) => `"${field}" ${typeOf(inner)}`)
    .join(', ')})`;
}

/** Whether it is a list of one element. */
export const isList = (structure: Structure): structure is readonly [Structure] => Array.isArray(structure);

/** DuckDB's type of each column of a schema's rows. */
export const columnTypesOf = (schema: z.ZodType, overrides: TypeOverrides = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(structureOf(schema, overrides)).map(([name, inner]) => [name, typeOf(inner)]));

/** Tokens of a run may pass 2^31, and so may seeds. */
const modelCallTypes = {
  'parameters.seed': 'BIGINT',
  'parameters.maxTokens': 'INTEGER',
  promptTokens: 'BIGINT',
  cachedTokens: 'BIGINT',
  completionTokens: 'BIGINT',
};

/** A kept model call as DuckDB reads it from JSON, wherever it stands. */
export const modelCallStructure = structureOf(ModelCallSchema, modelCallTypes);
