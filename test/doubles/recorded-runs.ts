import { join } from 'node:path';
import { ensureSample } from '../../datasets/sample/ensure-sample.ts';
import { endpointFaults } from './endpoint-faults.ts';
import { startModelEndpoint } from './model-endpoint.ts';
import { sayWhatIsAsked } from './obedient-model.ts';
import type { StudioProcess } from './studio-process.ts';

/** By the number of the request: first what ends a dialog, so that what follows befalls others; those are tried again or repaired. */
const faultOfRequest: Readonly<Record<number, string>> = {
  2: 'refusal',
  5: 'content filter',
  20: '500',
  26: 'empty content',
  32: '429 with Retry-After: 1',
  38: 'cut at the token limit',
  44: 'empty content',
};

/** Two small runs of the bundled sample whose dialogs end in every way: `offline`, with turns too long for its limit; `paid`, with a faulty endpoint. */
export async function makeRecordedRuns(studio: StudioProcess): Promise<void> {
  const { folder } = await ensureSample(join(studio.runsRoot, '.samples'), { domain: 'yelp', users: 40, seed: 3 });
  const config = {
    source: { kind: 'sample', path: folder, sample: { users: 40, seed: 3 } },
    aspects: { count: 8, trainingClauses: 2000 },
    concurrency: { dialogs: 4, dialogsPerShard: 5 },
  };
  await studio.generate('offline', {
    ...config,
    targets: { limit: 10 },
    fidelity: { maximumAttempts: 3, maximumWordsPerTurn: 40 },
  });
  const endpoint = await startModelEndpoint({
    respond: sayWhatIsAsked,
    faultOf: (number) => endpointFaults.find(({ name }) => name === faultOfRequest[number])?.fault,
  });
  try {
    await studio.generate('paid', {
      ...config,
      targets: { limit: 6 },
      model: { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl, timeoutMs: 1000 },
    });
  } finally {
    await endpoint.close();
  }
}
