import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loaderOptions, ownModule } from '../../infra/own-module.ts';
import { residentBytes } from '../../infra/storage/process-identity.ts';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { QueryMessageSchema } from './query-messages.ts';
import type { QueryMessage, QueryRequest } from './query-messages.ts';
import type { QueryResult } from './run-query.ts';

export interface Asking {
  ref: RunRef;
  sql: string;
  /** A Parquet file to write the rows into, with their own types; the result is then one row, their number. */
  outputPath?: string;
  /** Ends the query at once, whatever it is at. */
  signal: AbortSignal;
  /** DuckDB's own limit, MiB. What functions of a value take is not in it. */
  memoryLimitMb?: number;
  /** Memory of the whole process, MiB. */
  processLimitMb?: number;
  /** MiB; default: half of what the disk has room for, 10 GiB at most. */
  spillLimitMb?: number;
}

/** MiB; a full disk would harm everything else on it. */
const mostSpillMb = 10_240;
const watchMs = 50;

/**
 * Answers one query over a run's relations in a process of its own. DuckDB's memory limit does not count what a function of a value takes
 * (`repeat('x', 4000000000)`), and such a call hears no interruption: so that process is ended when it takes more than its limit, or when the
 * signal is aborted. Throws QueryRefused, RunFolderUnusable, or the signal's reason.
 */
export async function askInProcess<T>(asking: Asking, work: (result: QueryResult) => Promise<T>): Promise<T> {
  const { ref, sql, signal, outputPath = null, memoryLimitMb = 1024, processLimitMb = 2048 } = asking;
  signal.throwIfAborted();
  const spillFolder = await mkdtemp(join(tmpdir(), 'convrec-sql-'));
  const spillLimitMb = asking.spillLimitMb ?? (await spillLimitFor(spillFolder));
  const child = fork(ownModule('query-process.ts', import.meta.url), {
    execArgv: loaderOptions(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const closed = once(child, 'close');
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  const abandon = (): void => {
    kill();
    rmSync(spillFolder, { recursive: true, force: true });
  };
  // The process may end in the middle of a result: its reader went away, or a person pressed Ctrl+C twice.
  process.once('exit', abandon);
  const limits = { isOverMemory: false };
  const watch = setInterval(() => {
    limits.isOverMemory ||= residentBytes(child.pid ?? 0) > processLimitMb * 2 ** 20;
    if (limits.isOverMemory) kill();
  }, watchMs);
  const endOf = (): Error => {
    if (signal.aborted && signal.reason instanceof Error) return signal.reason;
    if (limits.isOverMemory) return overMemory(processLimitMb);
    return new Error(`the process of the query ended with ${child.exitCode ?? child.signalCode}`);
  };
  const ask = async (): Promise<T> => {
    const messages = readMessages(child, endOf);
    const request: QueryRequest = { ref, sql, outputPath, memoryLimitMb, spillFolder, spillLimitMb };
    child.send(request, () => {});
    const first = (await messages.next()).value;
    if (first?.kind !== 'columns') throw failureOf(first);
    return work({ columns: first.columns, isPlan: first.isPlan, rows: readRows(child, messages) });
  };
  return thenTidy(ask, async () => {
    clearInterval(watch);
    signal.removeEventListener('abort', kill);
    kill();
    await closed;
    process.off('exit', abandon);
    await rm(spillFolder, { recursive: true, force: true });
  });
}

async function spillLimitFor(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.max(16, Math.min(mostSpillMb, Math.floor((bavail * bsize) / 2 ** 21)));
}

const overMemory = (limitMb: number): StudioFailure =>
  new StudioFailure('QueryRefused', `the query took more than ${limitMb} MiB of memory and was ended`, {
    remedy:
      'Ask for less at once: fewer or shorter values, an aggregate, a limit; or open the Parquet files with a DuckDB of your own.',
  });

/** Until the last message; throws `endOf` where the process ends before. */
async function* readMessages(child: ChildProcess, endOf: () => Error): AsyncGenerator<QueryMessage, undefined> {
  const waiting: unknown[] = [];
  let isClosed = false;
  let wake: (() => void) | undefined;
  child.on('message', (message) => {
    waiting.push(message);
    wake?.();
  });
  child.once('close', () => {
    isClosed = true;
    wake?.();
  });
  child.once('error', () => {
    isClosed = true;
    wake?.();
  });
  for (;;) {
    if (waiting.length === 0 && !isClosed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      continue;
    }
    if (waiting.length === 0) throw endOf();
    const message = QueryMessageSchema.parse(waiting.shift());
    yield message;
    if (message.kind !== 'columns' && message.kind !== 'rows') return undefined;
  }
}

async function* readRows(
  child: ChildProcess,
  messages: AsyncGenerator<QueryMessage, undefined>,
): AsyncGenerator<readonly unknown[]> {
  for await (const message of messages) {
    if (message.kind === 'end') return;
    if (message.kind !== 'rows') throw failureOf(message);
    yield* message.rows;
    if (child.connected) child.send('go on', () => {});
  }
}

function failureOf(message: QueryMessage | undefined): Error {
  if (message?.kind === 'failure') {
    const { name, message: text, remedy } = message;
    return new StudioFailure(name, text, remedy === undefined ? {} : { remedy });
  }
  return new Error(message?.kind === 'error' ? message.message : 'the process of the query gave no answer');
}
