import type { RecordBatch } from 'apache-arrow';
import type { JudgeRequest, JudgeSettings } from '../schemas/judgement.ts';
import type { Manifest } from '../schemas/manifest.ts';
import type { ModelCall } from '../schemas/model-call.ts';
import type { KeepFailedCall, Realization, RealizationRequest, ReserveCall } from '../schemas/realization.ts';
import type { Relation } from '../schemas/relation.ts';
import type { RunConfig } from '../schemas/run-config.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import type { Pause } from '../studio/profiling/pause.ts';
import type { ClauseEmbedder } from '../studio/profiling/clause-embedder.ts';
import type { SourceInputs } from '../studio/staging/readable-input.ts';
import type { Meter } from './meter.ts';
import type { PartSetup, PartTask } from './profiling/part.ts';

export type SqlValue = string | number | bigint | boolean | null;
export type SqlValues = Readonly<Record<string, SqlValue>>;

/** One DuckDB connection with its own in-memory catalogue. Statements are text of the repository's .sql files; values are bound by name (`$x`). */
export interface Database {
  run(sql: string, values?: SqlValues): Promise<void>;
  /** Rows as plain objects: BIGINT as number (an error past 2^53), TIMESTAMP and DATE as ISO text, LIST as array, STRUCT as object. For results that fit in memory. */
  rows(sql: string, values?: SqlValues): Promise<Record<string, unknown>[]>;
  /** The same result as a stream of Arrow record batches (at most 2,048 rows each), for columns in bulk. */
  recordBatches(sql: string, values?: SqlValues): AsyncGenerator<RecordBatch>;
  /** Creates table `table` (in memory, gone with the connection) from Arrow record batches; returns its rows. All batches have the schema of the first. */
  createTable(table: string, batches: AsyncIterable<RecordBatch> | Iterable<RecordBatch>): Promise<number>;
  /**
   * `copy (query) to path` as Parquet under a temporary name, then rename; returns the rows written. A group of rows is in memory while it is
   * written: `rowsPerGroup` is for rows of tens of kilobytes.
   */
  writeParquet(query: string, path: string, values?: SqlValues, rowsPerGroup?: number): Promise<number>;
  /** `copy (query) to path` as JSON lines, atomically like `writeParquet`; returns the rows written. */
  writeJsonLines(query: string, path: string, values?: SqlValues): Promise<number>;
  /** Makes view `name` over the JSON objects of all files matching `pattern`, with column `filename`; empty when none matches. */
  openJson(name: string, pattern: string, columns: Readonly<Record<string, string>>): Promise<void>;
  /** Makes view `name` over a Parquet file. */
  openParquet(name: string, path: string): Promise<void>;
}

/** The folder of one run. Every write is atomic: to a temporary name, then renamed. */
export interface RunFolder {
  readonly ref: RunRef;
  readonly folder: string;
  /** False once the folder was moved or removed. */
  isThere(): Promise<boolean>;
  relationPath(relation: Relation): string;
  hasRelation(relation: Relation): Promise<boolean>;
  readConfig(): Promise<RunConfig>;
  readManifest(): Promise<Manifest | undefined>;
  writeManifest(manifest: Manifest): Promise<void>;
  /** Paths below the run's folder, `/`-separated; refuses one that leaves it. */
  path(relative: string): string;
  /** The same as a pattern for `openJson` and `openParquet`: `*` in `relative` matches names, while the run's own folder may be called anything. */
  pattern(relative: string): string;
  readText(relative: string): Promise<string | undefined>;
  writeText(relative: string, content: string): Promise<void>;
  appendLine(relative: string, line: string): Promise<void>;
  /** Makes a file unless it is there: of several writers at once one makes it whole, the others leave it. */
  createText(relative: string, content: string): Promise<void>;
  /** A file from byte `offset` to its end; empty when it is not there. */
  readBytesFrom(relative: string, offset: number): Promise<Buffer>;
  /** Names of the files of a folder; none when it is not there. */
  listNames(relative: string): Promise<string[]>;
  /** With all that is in it; nothing happens when it is not there. */
  removeFolder(relative: string): Promise<void>;
  /** CRC-32 of a file's content; undefined when it is not there. */
  checksum(relative: string): Promise<number | undefined>;
  /** SHA-256 of a file's content, 64 hexadecimal digits; undefined when it is not there. */
  sha256(relative: string): Promise<string | undefined>;
  /** Bytes of a file; 0 when it is not there. */
  sizeOf(relative: string): Promise<number>;
  writeBytes(relative: string, content: Uint8Array): Promise<void>;
  readBytes(relative: string): Promise<Uint8Array | undefined>;
}

/** Parts of a run's relations: Parquet files named by a hash of all that they are made from, so that one that is there need not be made. */
export interface PartStore {
  path(relation: PartSetup['relation'], name: string): string;
  /** Those of the named parts that are not there. One that a run beside this one has made is taken over instead. */
  findMissing(relation: PartSetup['relation'], names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Makes parts, on several threads where there is enough to do; which thread makes which decides nothing. */
  make(setup: PartSetup, tasks: readonly PartTask[], options: MakeOptions): Promise<void>;
  /** Removes every other file that lies among a relation's parts. */
  keepOnly(relation: PartSetup['relation'], names: readonly string[]): Promise<void>;
}

export interface MakeOptions {
  /** Reviews of all the tasks together: a few are not worth a thread. */
  reviews: number;
  /** For what is made in this thread. */
  pause: Pause;
  signal: AbortSignal;
  onMade: (task: PartTask) => void;
}

/** The language model behind the agents: the offline realizer or an OpenAI-compatible endpoint. */
export interface Realizer {
  /** Written into every output, e.g. `offline-realizer` or `openai:gpt-4o`. */
  readonly name: string;
  /** True when no call leaves the process: its turns run as local activities. */
  readonly isOffline: boolean;
  realize(
    request: RealizationRequest,
    signal: AbortSignal,
    keepFailedCall?: KeepFailedCall,
    reserveCall?: ReserveCall,
  ): Promise<Realization>;
}

/** The language model that judges dialogs. */
export interface Judge {
  /** Written beside every judgement, e.g. `openai:gpt-4o`. */
  readonly name: string;
  /** The text of the answer. Rejects as `Realizer.realize` does; `keepFailedCall` and `reserveCall` are the same. */
  ask(
    request: JudgeRequest,
    signal: AbortSignal,
    keepFailedCall: KeepFailedCall,
    reserveCall: ReserveCall,
  ): Promise<{ content: string; modelCall: ModelCall }>;
}

/** All that activities may touch, handed in once when the worker starts. */
export interface Dependencies {
  openRun(ref: RunRef): RunFolder;
  /** Opens a connection, runs the work, closes it, also when the work throws. Memory-limited; spills into the run's folder. */
  withDatabase<T>(run: RunFolder, work: (db: Database) => Promise<T>): Promise<T>;
  openParts(run: RunFolder): PartStore;
  /** Text of a .sql file by its path in the repository, e.g. `studio/profiling/profiles.sql`. */
  readSql(path: string): Promise<string>;
  /** The source's files: recognised, hashed, made readable. */
  inputs: SourceInputs;
  createRealizer(config: RunConfig): Realizer;
  /** The answer to the same request that the run before this one has (`answers-before.ts`); undefined where there is none. */
  recallAnswer(
    run: RunFolder,
    dialogId: string,
    config: RunConfig,
    request: RealizationRequest,
  ): Promise<Realization | undefined>;
  createJudge(settings: JudgeSettings): Judge;
  /** Null where the run's clauses are embedded by their own terms. */
  createEmbedder(config: RunConfig): ClauseEmbedder | null;
  /** The history of a dialog's last workflow as JSON; undefined where the server does not have it, or no more. For workflows that ended. */
  fetchHistory(ref: RunRef, dialogId: string): Promise<string | undefined>;
  /** Whether the server limits the rate of the activity's task queue. */
  isPaced(): Promise<boolean>;
  meter: Meter;
  /** Milliseconds since the epoch; for durations only, never for names or results. */
  nowMs(): number;
  heartbeat(details: unknown): void;
  /** Aborted when the activity is cancelled. */
  cancellation(): AbortSignal;
}
