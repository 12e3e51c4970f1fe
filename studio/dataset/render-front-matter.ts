import type { RunConfig } from '../../schemas/run-config.ts';
import { parseColumnType } from './column-type.ts';
import type { ColumnType } from './column-type.ts';

/** A table of the dataset as its card describes it. */
export interface CardTable {
  config: string;
  /** In their order, with DuckDB's types. */
  columns: { name: string; type: string }[];
  /** One a split that has dialogs, by the split's name in `datasets`; paths below the dataset's folder. */
  files: { split: string; path: string; rows: number; bytes: number }[];
}

export interface FrontMatterInput {
  runId: string;
  config: RunConfig;
  licence: { id: string; name?: string; link?: string };
  tables: readonly CardTable[];
}

/** What Hugging Face's hub and `datasets` read of a card, as YAML between two rules; empty where no dialog was accepted. */
export function renderFrontMatter({ runId, config, licence, tables }: FrontMatterInput): string {
  const dialogs = (tables[0]?.files ?? []).reduce((sum, { rows }) => sum + rows, 0);
  if (dialogs === 0) return '';
  const lines = [
    `pretty_name: ${quote(`Conversational recommendation dialogs: ${runId}`)}`,
    'language:',
    '  - en',
    `license: ${licence.id}`,
    ...(licence.name === undefined ? [] : [`license_name: ${licence.name}`]),
    ...(licence.link === undefined ? [] : [`license_link: ${licence.link}`]),
    'task_categories:',
    '  - text-generation',
    'tags:',
    '  - conversational-recommendation',
    '  - recommender-systems',
    '  - dialogue',
    '  - synthetic',
    ...(config.source.kind === 'sample' ? ['  - simulated-reviews'] : []),
    'annotations_creators:',
    '  - machine-generated',
    'language_creators:',
    '  - machine-generated',
    'size_categories:',
    `  - ${sizeCategory(dialogs)}`,
    'configs:',
    ...tables.flatMap(renderConfig),
    'dataset_info:',
    ...tables.flatMap(renderInfo),
  ];
  return `---\n${lines.join('\n')}\n---\n\n`;
}

/** A text of JSON is one of YAML too. */
const quote = (text: string): string => JSON.stringify(text);

function sizeCategory(dialogs: number): string {
  const bounds = [1000, 10_000, 100_000, 1_000_000] as const;
  const names = ['n<1K', '1K<n<10K', '10K<n<100K', '100K<n<1M'];
  return names[bounds.findIndex((bound) => dialogs < bound)] ?? '1M<n<10M';
}

function renderConfig({ config, files }: CardTable): string[] {
  return [
    `  - config_name: ${config}`,
    ...(config === 'default' ? ['    default: true'] : []),
    '    data_files:',
    ...files.flatMap(({ split, path }) => [`      - split: ${split}`, `        path: ${path}`]),
  ];
}

function renderInfo({ config, columns, files }: CardTable): string[] {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return [
    `  - config_name: ${config}`,
    '    features:',
    ...columns.flatMap(({ name, type }) => indent(renderFeature(name, parseColumnType(type)), 6)),
    '    splits:',
    ...files.flatMap(({ split, rows, bytes: size }) => [
      `      - name: ${split}`,
      `        num_bytes: ${size}`,
      `        num_examples: ${rows}`,
    ]),
    `    download_size: ${bytes}`,
    `    dataset_size: ${bytes}`,
  ];
}

const indent = (lines: readonly string[], by: number): string[] => lines.map((line) => `${' '.repeat(by)}${line}`);

/** A column, or a field of a struct, as an item of a YAML list. */
function renderFeature(name: string, type: ColumnType): string[] {
  return [`- name: ${quote(name)}`, ...indent(renderType(type), 2)];
}

function renderType(type: ColumnType): string[] {
  if (type.kind === 'value') return [`dtype: ${dtypeOf(type.name)}`];
  if (type.kind === 'struct') return ['struct:', ...type.fields.flatMap(([name, below]) => renderFeature(name, below))];
  const { of } = type;
  if (of.kind === 'value') return [`list: ${dtypeOf(of.name)}`];
  if (of.kind === 'struct') return ['list:', ...of.fields.flatMap(([name, below]) => renderFeature(name, below))];
  return ['list:', ...indent(renderType(of), 2)];
}

const dtypes: Readonly<Record<string, string>> = {
  VARCHAR: 'string',
  INTEGER: 'int32',
  BIGINT: 'int64',
  DOUBLE: 'float64',
  BOOLEAN: 'bool',
  TIMESTAMP: 'timestamp[us]',
  DATE: 'date32',
};

/** Throws RangeError for a type that `datasets` has no name for. */
function dtypeOf(type: string): string {
  const dtype = dtypes[type];
  if (dtype === undefined) throw new RangeError(`a column of type ${type} has no name in datasets`);
  return dtype;
}
