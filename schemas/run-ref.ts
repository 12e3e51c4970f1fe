import { z } from 'zod';

/** What travels through Temporal instead of data: where a run is. */
export const RunRefSchema = z.object({
  runId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/),
  /** Absolute folder that holds the runs. */
  runsRoot: z.string().min(1),
});
export type RunRef = z.infer<typeof RunRefSchema>;
