import { rmSync } from 'node:fs';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { QueryRequestSchema } from './query-messages.ts';
import type { QueryMessage } from './query-messages.ts';
import { withRelations } from './open-relations.ts';

// The process that answers one query, so that its memory can be bounded and it can be ended at any moment.

/** A batch is sent when it holds about so much text, and the next one when it was taken. */
const batchLength = 65_536;

const send = (message: QueryMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });

// A Ctrl+C is for the process that asked, which ends this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.once('message', (message) => {
  void answer(message).finally(() => process.disconnect());
});

async function answer(message: unknown): Promise<void> {
  const { ref, sql, outputPath, memoryLimitMb, spillFolder, spillLimitMb } = QueryRequestSchema.parse(message);
  // Where the process that asked was killed, nobody else removes what was spilled.
  process.once('disconnect', () => {
    rmSync(spillFolder, { recursive: true, force: true });
    process.exit(1);
  });
  try {
    const options = { memoryLimitMb, spillFolder, spillLimitMb, ...(outputPath === null ? {} : { outputPath }) };
    await withRelations(openRunFolder(ref), options, async ({ query }) => {
      const { columns, isPlan, rows } = await query(sql);
      await send({ kind: 'columns', columns: [...columns], isPlan });
      let batch: unknown[][] = [];
      let length = 0;
      for await (const row of rows) {
        batch.push([...row]);
        length += JSON.stringify(row).length;
        if (length < batchLength) continue;
        await send({ kind: 'rows', rows: batch });
        await taken();
        [batch, length] = [[], 0];
      }
      await send({ kind: 'rows', rows: batch });
    });
    await send({ kind: 'end' });
  } catch (error) {
    await send(describe(error));
  }
}

const taken = (): Promise<void> => new Promise((resolve) => process.once('message', () => resolve()));

function describe(error: unknown): QueryMessage {
  if (error instanceof StudioFailure) {
    const { name, message, details } = error;
    return { kind: 'failure', name, message, ...(details.remedy === undefined ? {} : { remedy: details.remedy }) };
  }
  return { kind: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
