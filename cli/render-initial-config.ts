import { relative } from 'node:path';
import type { SourceConfig } from '../schemas/source-config.ts';

/** A config file for own reviews: what was guessed, and beside it what else can be said. `missing` fields are marked to be filled in. */
export function renderInitialConfig(
  source: SourceConfig,
  { folder, missing }: { folder: string; missing: readonly string[] },
): string {
  const { mapped, path, domain, currency, timeFormat, rating } = source;
  const option = (name: string, value: string | undefined, example: string, what: string): string =>
    value === undefined ? `  # ${name}: ${example} # ${what}` : `  ${name}: ${text(value)} # ${what}`;
  const lines = [
    '# Written by `convrec init`. Settings: npx convrec launch --print-config',
    'source:',
    `  kind: ${source.kind}`,
    `  path: ${text(relative(folder, path) === '' ? '.' : relative(folder, path))} # file names below start here`,
    option('domain', domain, 'restaurants', 'what is reviewed, in the plural: how dialogs speak of items'),
    option('currency', currency, 'EUR', 'of the prices'),
    '  # language: any # goes on with reviews that are not English',
    option('timeFormat', timeFormat, '"%d/%m/%Y"', 'where times are not ISO 8601, digits of a date or epoch numbers'),
    rating.scale === undefined
      ? '  # rating: { scale: 10, lowest: 0 } # where ratings are not 1 to 5'
      : `  rating: { scale: ${rating.scale}, lowest: ${rating.lowest ?? 1} } # the best and the worst that can be given`,
    ...(mapped === undefined ? [] : renderMapping(mapped, missing)),
  ];
  return `${lines.join('\n')}\n`;
}

function renderMapping(mapped: NonNullable<SourceConfig['mapped']>, missing: readonly string[]): string[] {
  const listColumns = (columns: Readonly<Record<string, string | undefined>>, indent: string): string[] =>
    Object.entries(columns).flatMap(([field, column]) => {
      if (column === undefined) return [];
      const note = missing.includes(field) ? ' # TODO: the name of this column' : describeField(field, column, columns);
      return [`${indent}${field}: ${text(column)}${note}`];
    });
  return [
    '  mapped:',
    `    format: ${mapped.format} # csv, jsonl or parquet`,
    '    reviews:',
    `      file: ${text(mapped.reviews.file)} # or a folder of parts, or a pattern`,
    '      columns:',
    ...listColumns(mapped.reviews.columns, '        '),
    ...(mapped.items === undefined
      ? ['    # items: { file: items.csv, columns: { itemId: id, title: name, category: kind, price: price } }']
      : [
          '    items:',
          `      file: ${text(mapped.items.file)}`,
          '      columns:',
          ...listColumns(mapped.items.columns, '        '),
        ]),
  ];
}

const text = (value: string): string => JSON.stringify(value);

function describeField(field: string, column: string, columns: Readonly<Record<string, string | undefined>>): string {
  if (column === 'TODO') return ' # TODO: the name of this column';
  return field === 'title' && column === columns['itemId'] ? ' # no name was found: ids are read as names' : '';
}
