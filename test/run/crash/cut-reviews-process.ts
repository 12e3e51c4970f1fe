import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import { createStageActivity } from '../../../activities/stage/run-stage.ts';
import { createDependencies } from '../../../infra/dependencies.ts';
import { RunRefSchema } from '../../../schemas/run-ref.ts';

/** A worker that cuts a run's reviews into clauses and nothing else: `RUNS-ROOT RUN-ID`. Sends each heartbeat's details to its parent. */
const [, , runsRoot, runId] = process.argv;
const deps = createDependencies({ runsRoot: '/', checkEndpoint: anyEndpoint, env: {}, memoryLimitMb: 512, threads: 1 });
await createStageActivity(
  {
    ...deps,
    heartbeat: (details) => void process.send?.(details),
    cancellation: () => new AbortController().signal,
  },
  cutReviews,
)(RunRefSchema.parse({ runsRoot, runId }));
process.send?.('done');
process.disconnect?.();
