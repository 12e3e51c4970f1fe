import { open } from 'node:fs/promises';
import { StudioFailure } from '../../schemas/failure.ts';
import type { SourceConfig } from '../../schemas/source-config.ts';
import type { SampledColumn } from '../../studio/staging/guess-columns.ts';
import { withDatabase } from '../duckdb/open-database.ts';

export interface SniffedColumns {
  format: NonNullable<SourceConfig['mapped']>['format'];
  columns: SampledColumn[];
}

const sampledValues = 1000;

/** Format, columns and some values of a file of rows, by DuckDB's own sniffers. Errors: `DatasetMalformed` for what is no such file. */
export async function sniffColumns(path: string): Promise<SniffedColumns> {
  try {
    const format = await tellFormat(path);
    return await withDatabase({ memoryLimitMb: 512, threads: 2 }, async (db) => {
      const rows = await db.rows(`select columns(*)::varchar from (${readers[format]}) limit $rows`, {
        path,
        rows: sampledValues,
      });
      const names = Object.keys(rows[0] ?? {});
      const columns = names.map((name) => ({
        name,
        values: rows.flatMap((row) => (typeof row[name] === 'string' && row[name] !== '' ? [row[name]] : [])),
      }));
      return { format, columns };
    });
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new StudioFailure(
      'DatasetMalformed',
      `${path} cannot be read as CSV, JSON or Parquet: ${reason.slice(0, 300)}`,
      { remedy: 'Name a file of reviews that is one of these, unpacked or .gz.', file: path },
      error,
    );
  }
}

const readers: Readonly<Record<SniffedColumns['format'], string>> = {
  // `sniff_csv` finds the delimiter, quotes and header that `read_csv` then reads by.
  csv: 'select * from read_csv($path, all_varchar = true, ignore_errors = true)',
  jsonl: 'select * from read_json($path)',
  parquet: 'select * from read_parquet($path)',
};

async function tellFormat(path: string): Promise<SniffedColumns['format']> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    const start = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\ufeff/u, '')
      .trimStart();
    if (start.startsWith('PAR1')) return 'parquet';
    return start.startsWith('{') || start.startsWith('[') || /\.jsonl?(?:\.gz)?$/iu.test(path) ? 'jsonl' : 'csv';
  } finally {
    await file.close();
  }
}
