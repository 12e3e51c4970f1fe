import type { RunConfig } from '../../schemas/run-config.ts';
import { citationInOneLine } from './citation.ts';
import { parseColumnType } from './column-type.ts';
import type { ColumnType } from './column-type.ts';
import { describeContent, renderJson } from './croissant-files.ts';
import type { CroissantFile } from './croissant-files.ts';
import { croissantContext } from './croissant-context.ts';
import { describeOrigin } from './describe-origin.ts';
import type { CardTable } from './render-front-matter.ts';

export interface CroissantInput {
  config: RunConfig;
  licence: { id: string; name?: string; link?: string };
  tables: readonly CardTable[];
  /** All data files, those that are no table too. */
  files: readonly CroissantFile[];
}

/**
 * The dataset's description as Croissant 1.1 (JSON-LD of MLCommons): a FileObject a file with its checksum, a RecordSet a config and split with the columns.
 * Holds neither the run's name nor a time, so equal runs give equal files.
 */
export function renderCroissant({ config, licence, tables, files }: CroissantInput): string {
  const described = {
    '@context': croissantContext,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: `conversational-recommendation-dialogs-${config.source.kind}`,
    description: describeOrigin(config),
    license: licence.link ?? licenceAddress(licence),
    version: '1.0.0',
    inLanguage: 'en',
    keywords: ['conversational-recommendation', 'recommender-systems', 'dialogue', 'synthetic'],
    citeAs: citationInOneLine,
    'rai:dataCollection':
      'Dialogs are simulated from plans that rest on the reviews of a source; every claim about an item is bound to a clause of an earlier review.',
    'rai:dataCollectionType': ['Software Collection', 'Synthetic'],
    'rai:personalSensitiveInformation': [
      'Ids of users, items and reviews are those of the source, or pseudonyms of the users where the card says so; reviews may hold what their authors tell of themselves.',
    ],
    'rai:dataLimitations': [
      'Utterances are simulated. The rating of a target was given after its dialog. What was left out is counted in README.md.',
    ],
    distribution: files.map((file) => ({
      '@type': 'cr:FileObject',
      '@id': file.path,
      name: file.path,
      contentUrl: file.path,
      encodingFormat: file.path.endsWith('.parquet') ? 'application/x-parquet' : 'application/jsonlines',
      ...describeContent(file),
    })),
    recordSet: tables.flatMap((table) => table.files.map(({ split, path }) => describeTable(table, split, path))),
  };
  return renderJson(described);
}

/** The one licence of SPDX that a source has by its address, any other one by its name. */
const licenceAddress = ({ id, name }: CroissantInput['licence']): string =>
  id === 'apache-2.0' ? 'https://spdx.org/licenses/Apache-2.0.html' : (name ?? id);

function describeTable({ config, columns }: CardTable, split: string, path: string): object {
  const id = `${config}/${split}`;
  return {
    '@type': 'cr:RecordSet',
    '@id': id,
    name: id,
    description: `Rows of the config ${config}, split ${split}.`,
    field: columns.map(({ name, type }) => describeColumn(`${id}/${name}`, name, path, parseColumnType(type))),
  };
}

const dataTypes: Readonly<Record<string, string>> = {
  VARCHAR: 'sc:Text',
  INTEGER: 'sc:Integer',
  BIGINT: 'sc:Integer',
  DOUBLE: 'sc:Float',
  BOOLEAN: 'sc:Boolean',
  TIMESTAMP: 'sc:DateTime',
  DATE: 'sc:Date',
};

function describeColumn(id: string, column: string, path: string, type: ColumnType): object {
  const source = (below: readonly string[]): object => ({
    fileObject: { '@id': path },
    extract: { column },
    ...(below.length === 0 ? {} : { transform: { jsonPath: below.join('.') } }),
  });
  const describe = (at: string, name: string, below: readonly string[], of: ColumnType): object => {
    const { value, depth } = elementOf(of);
    const described = { '@type': 'cr:Field', '@id': at, name, ...arrayOf(depth) };
    if (value.kind !== 'struct') return { ...described, dataType: dataTypeOf(value), source: source(below) };
    // A field of Croissant is reached through one list of structs at most, so that deeper ones are only named.
    const isDeep = (inner: ColumnType): boolean =>
      elementOf(inner).depth > 0 && elementOf(inner).value.kind === 'struct';
    const deep = value.fields.filter(([, inner]) => isDeep(inner)).map(([inner]) => inner);
    return {
      ...described,
      ...(deep.length === 0 ? {} : { description: `Has further lists, not described here: ${deep.join(', ')}.` }),
      subField: value.fields
        .filter(([, inner]) => !isDeep(inner))
        .map(([inner, innerType]) => describe(`${at}/${inner}`, inner, [...below, inner], innerType)),
    };
  };
  return describe(id, column, [], type);
}

/** What a list holds at last, and how many lists are around it. */
function elementOf(type: ColumnType): { value: Exclude<ColumnType, { kind: 'list' }>; depth: number } {
  if (type.kind !== 'list') return { value: type, depth: 0 };
  const { value, depth } = elementOf(type.of);
  return { value, depth: depth + 1 };
}

const arrayOf = (depth: number): object =>
  depth === 0 ? {} : { isArray: true, arrayShape: Array.from({ length: depth }, () => '-1').join(',') };

/** Throws RangeError for a type that Croissant has no name for. */
function dataTypeOf({ name }: { name: string }): string {
  const dataType = dataTypes[name];
  if (dataType === undefined) throw new RangeError(`a column of type ${name} has no name in Croissant`);
  return dataType;
}
