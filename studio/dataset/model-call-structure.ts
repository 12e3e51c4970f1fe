/** A kept model call (`ModelCallSchema`) as DuckDB reads it from JSON. */
export const modelCallStructure = {
  requestHash: 'VARCHAR',
  parameters: {
    baseUrl: 'VARCHAR',
    model: 'VARCHAR',
    temperature: 'DOUBLE',
    seed: 'BIGINT',
    maxTokens: 'INTEGER',
    format: 'VARCHAR',
  },
  answer: 'VARCHAR',
  finishReason: 'VARCHAR',
  promptTokens: 'BIGINT',
  cachedTokens: 'BIGINT',
  completionTokens: 'BIGINT',
  costUsd: 'DOUBLE',
  latencyMs: 'DOUBLE',
  failure: { name: 'VARCHAR', status: 'INTEGER', message: 'VARCHAR' },
};

interface Structure {
  [field: string]: string | Structure;
}

/** The same as the name of a type. */
export function structTypeOf(structure: Structure): string {
  const fields = Object.entries(structure).map(
    ([field, type]) => `"${field}" ${typeof type === 'string' ? type : structTypeOf(type)}`,
  );
  return `STRUCT(${fields.join(', ')})`;
}
