import { join } from 'node:path';
import { ensureSample } from '../datasets/sample/ensure-sample.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';
import { dealFaults, endpointFaults, findUnexplainedRequests } from '../test/doubles/endpoint-faults.ts';
import { startModelEndpoint } from '../test/doubles/model-endpoint.ts';
import { readModelRun } from '../test/doubles/model-run.ts';
import { sayWhatIsAsked } from '../test/doubles/obedient-model.ts';
import { startStudioProcess } from '../test/doubles/studio-process.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// A whole run on a real Temporal server against an endpoint that does everything wrong to one request in five.
const share = 0.2;
const faults = dealFaults(share, 1);
const endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, faultOf: faults.faultOf });
const studio = await startStudioProcess();
try {
  const sample = { domain: 'yelp', users: 80, seed: 3 } as const;
  const { folder } = await ensureSample(join(studio.runsRoot, '.samples'), sample);
  const startedMs = performance.now();
  await studio.generate('faulty', {
    source: { kind: 'yelp', path: folder },
    aspects: { count: 8, trainingClauses: 2000 },
    targets: { limit: 40 },
    concurrency: { dialogs: 16 },
    model: { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl, timeoutMs: 1000 },
  });
  const seconds = (performance.now() - startedMs) / 1000;
  const { dialogs, attempts } = await readModelRun(openRunFolder({ runId: 'faulty', runsRoot: studio.runsRoot }));
  const setting = `${share * 100} % of requests at fault, seeded; Yelp sample (simulated), Temporal dev server`;
  const count = (name: string, value: number, unit: string): Result => ({ name, value, unit, setting });
  const failed = dialogs.filter(({ status }) => status === 'failed');
  const reasons = [...new Set(failed.map(({ reason }) => reason?.split(':')[0] ?? 'no reason'))].toSorted();
  await writeResults('endpoint-faults', [
    ...endpointFaults.map(({ name, becomes }) =>
      count(
        `${name}: ${becomes ?? 'an answer for the checks'}`,
        faults.dealt.filter(({ fault }) => fault?.name === name).length,
        'requests',
      ),
    ),
    count('requests the endpoint counted', endpoint.requests.length, 'requests'),
    count('calls kept in the attempts', attempts.length, 'calls'),
    count(
      'requests not kept as what they became',
      findUnexplainedRequests(faults.dealt, attempts, endpoint.baseUrl).length,
      'requests',
    ),
    count('dialogs planned', dialogs.length, 'dialogs'),
    count('dialogs accepted', dialogs.length - failed.length, 'dialogs'),
    ...reasons.map((reason) =>
      count(
        `dialogs failed: ${reason}`,
        failed.filter((dialog) => (dialog.reason?.split(':')[0] ?? 'no reason') === reason).length,
        'dialogs',
      ),
    ),
    count('whole run', Number(seconds.toFixed(1)), 's'),
  ]);
} finally {
  await studio.close();
  await endpoint.close();
}
