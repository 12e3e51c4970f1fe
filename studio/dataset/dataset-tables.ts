/** A table of a dataset: Parquet files below `folder`, one a split, which Hugging Face's `datasets` loads as `config`. */
export interface DatasetTable {
  config: string;
  folder: string;
  /** Rows that are in memory together while a file is written or read. */
  rowsPerGroup: number;
}

/** Each has its statement in `tables/<folder>.sql`; rows are joined by `dialog_id`. */
export const datasetTables: readonly DatasetTable[] = [
  { config: 'default', folder: 'data', rowsPerGroup: 4096 },
  { config: 'plan', folder: 'plan', rowsPerGroup: 256 },
  { config: 'evidence', folder: 'evidence', rowsPerGroup: 8192 },
  { config: 'profile', folder: 'profile', rowsPerGroup: 1024 },
];

/** A split by the run's name of it, by the name that `datasets` knows, and by that of the predecessor's files. */
export const datasetSplits = [
  { split: 'train', published: 'train', predecessor: 'train' },
  { split: 'valid', published: 'validation', predecessor: 'val' },
  { split: 'test', published: 'test', predecessor: 'test' },
] as const;
export type DatasetSplit = (typeof datasetSplits)[number];

/** Paths below the dataset's folder. A split without a dialog has no files. */
export const tableFile = ({ folder }: Pick<DatasetTable, 'folder'>, { published }: DatasetSplit): string =>
  `${folder}/${published}-00000-of-00001.parquet`;
export const predecessorTable = { config: 'predecessor', folder: 'predecessor', rowsPerGroup: 4096 } as const;
/** The same rows as lines, for the predecessor's own readers: they test whether a key is there, which no column can leave out. */
export const predecessorLines = ({ predecessor }: DatasetSplit): string => `predecessor/${predecessor}.jsonl`;

/** Files of a split, and so all that a dataset may hold, its card and its checksums apart. */
export const listFilesOf = (split: DatasetSplit): string[] => [
  ...[...datasetTables, predecessorTable].map((table) => tableFile(table, split)),
  predecessorLines(split),
];
export const listDatasetFiles = (): string[] => datasetSplits.flatMap(listFilesOf);

/** What the predecessor's rows hold beside `user_id`, as DuckDB reads it from JSON; `noun` is what they call an item. */
export const predecessorStructures = (noun: string): Readonly<Record<string, object>> => ({
  user_previous_interactions: [
    { [`${noun}_id`]: 'VARCHAR', [`${noun}_name`]: 'VARCHAR', rating: 'DOUBLE', date: 'VARCHAR' },
  ],
  [`recommended_${noun}`]: {
    [`${noun}_id`]: 'VARCHAR',
    [`${noun}_name`]: 'VARCHAR',
    category: 'VARCHAR',
    price: 'DOUBLE',
  },
  turns: [{ COMPUTER: 'VARCHAR', HUMAN: 'VARCHAR' }],
});
