import { z } from 'zod';
import { RunConfigSchema } from '../../schemas/run-config.ts';

/** One leaf of the run config, e.g. `model.timeoutMs`. */
export interface Setting {
  path: string;
  type: 'integer' | 'number' | 'string';
  options: readonly string[] | undefined;
  isNullable: boolean;
  /** A section whose keys a person chooses, each with a text: `model.headers.api-key`. */
  isOpen?: true;
}

const JsonSchemaSchema = z.object({
  /** A nullable string without limits is written as a list of types, any other nullable one as `anyOf`. */
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), JsonSchemaSchema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), JsonSchemaSchema]).optional();
  },
  get anyOf() {
    return z.array(JsonSchemaSchema).optional();
  },
});
type JsonSchema = z.infer<typeof JsonSchemaSchema>;

/** Every setting in the schema's order; the schema is the only list of them. */
export const settings: readonly Setting[] = listSettings(
  JsonSchemaSchema.parse(z.toJSONSchema(RunConfigSchema, { io: 'input' })),
  '',
);

/** The setting of a path; undefined where there is none. What stands below an open section is a setting as well, the section itself is not. */
export const findSetting = (path: string): Setting | undefined =>
  settings.find((known) => (known.isOpen === true ? path.startsWith(`${known.path}.`) : known.path === path));

/** Names that may stand directly below `place` ('' is the top), sections included. */
export function listKeysAt(place: string): string[] {
  const prefix = place === '' ? '' : `${place}.`;
  const below = settings.filter(({ path }) => path.startsWith(prefix));
  return [...new Set(below.map(({ path }) => path.slice(prefix.length).split('.')[0] ?? ''))];
}

function listSettings(schema: JsonSchema, path: string): Setting[] {
  if (schema.properties !== undefined) {
    const prefix = path === '' ? '' : `${path}.`;
    return Object.entries(schema.properties).flatMap(([key, below]) => listSettings(below, `${prefix}${key}`));
  }
  const alternatives = schema.anyOf ?? [schema];
  const isOpen = alternatives.some(({ additionalProperties: below }) => typeof below === 'object');
  if (isOpen) return [{ path, type: 'string', options: undefined, isNullable: false, isOpen }];
  // A list is given in a file only.
  if (alternatives.some(({ type: written }) => written === 'array')) return [];
  const types = alternatives.flatMap((alternative) => alternative.type ?? []);
  const type = types.find((name) => name !== 'null');
  if (type !== 'integer' && type !== 'number' && type !== 'string') {
    throw new TypeError(`setting ${path} is a ${type ?? 'thing without a type'}, which no flag or variable can carry`);
  }
  return [{ path, type, options: schema.enum, isNullable: types.includes('null') }];
}
