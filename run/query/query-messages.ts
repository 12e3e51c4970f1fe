import { z } from 'zod';
import { failureNames } from '../../schemas/failure.ts';
import { RunRefSchema } from '../../schemas/run-ref.ts';

/** What the process of a query is asked. */
export const QueryRequestSchema = z.strictObject({
  ref: RunRefSchema,
  sql: z.string(),
  /** A Parquet file to write the rows into; the answer is then their number. Null to be sent them. */
  outputPath: z.string().nullable(),
  /** DuckDB's own limit, MiB. */
  memoryLimitMb: z.number(),
  /** Made and removed by whoever asks. */
  spillFolder: z.string(),
  spillLimitMb: z.number(),
});
export type QueryRequest = z.infer<typeof QueryRequestSchema>;

/** What it answers: the columns, batches of rows (each but the last waits until it is told to go on), an end. */
export const QueryMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('columns'), columns: z.array(z.string()), isPlan: z.boolean() }),
  z.strictObject({ kind: z.literal('rows'), rows: z.array(z.array(z.unknown())) }),
  z.strictObject({ kind: z.literal('end') }),
  z.strictObject({
    kind: z.literal('failure'),
    name: z.enum(failureNames),
    message: z.string(),
    remedy: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('error'), message: z.string() }),
]);
export type QueryMessage = z.infer<typeof QueryMessageSchema>;
