import assert from 'node:assert/strict';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { writeHostileSample } from '../doubles/hostile-sample.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ChatRequest, Fault, ModelEndpoint } from '../doubles/model-endpoint.ts';
import { readModelRun } from '../doubles/model-run.ts';
import type { ModelRun } from '../doubles/model-run.ts';
import { sayWhatIsAsked } from '../doubles/obedient-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import type { StudioProcess } from '../doubles/studio-process.ts';

const complain = (status: number, error: object, headers: Record<string, string> = {}): Fault => ({
  kind: 'status',
  status,
  body: { error },
  headers,
});
const busy = (retryAfter: string): Fault => complain(429, { message: 'slow down' }, { 'retry-after': retryAfter });

/** Often busy, and naming no time to wait; now and then a sample that is no JSON; twice something that a dialog’s content meets alone. */
function badMoments(number: number, { messages, response_format: format }: ChatRequest): Fault | undefined {
  const isPlain = messages.some(({ content }) => content === 'Say good morning.');
  if (isPlain) return undefined;
  if (number === 20) return complain(400, { message: 'the request exceeds the available context size', code: 400 });
  if (number === 40) return complain(403, { message: 'Your input was flagged.', code: 403 });
  if (number % 7 === 1) return busy('0');
  if (number % 7 === 3) return busy('Thu, 01 Jan 2015 00:00:00 GMT');
  if (number % 7 === 5 && format !== undefined) {
    return complain(400, { message: 'Failed to generate JSON.', code: 'json_validate_failed' });
  }
  return undefined;
}

describe('a run against an endpoint with bad moments', function () {
  this.timeout(300_000);
  let studio: StudioProcess;
  let endpoint: ModelEndpoint;
  let made: ModelRun;
  before(async () => {
    studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'EMPTY' });
    endpoint = await startModelEndpoint({ respond: sayWhatIsAsked, faultOf: badMoments });
    await studio.generate('moments', {
      source: { kind: 'yelp', path: (await writeHostileSample(studio.runsRoot)).folder },
      aspects: { count: 6, trainingClauses: 600 },
      targets: { limit: 8, reserveShare: 0 },
      model: { kind: 'openai', name: 'test-model', baseUrl: endpoint.baseUrl },
    });
    made = await readModelRun(openRunFolder({ runId: 'moments', runsRoot: studio.runsRoot }));
  });
  after(async () => {
    await endpoint.close();
    await studio.close();
  });

  it('loses the two dialogs whose content was turned down, and no other', () => {
    const failed = made.dialogs.filter(({ status }) => status === 'failed').map(({ reason }) => reason ?? '');
    assert.equal(failed.length, 2, failed.join('\n'));
    for (const reason of failed) assert.match(reason, /^ModelRefused: .*(?:context size|was flagged)/u);
    assert.equal(made.dialogs.length, 8);
  });

  it('keeps every request with what became of it, the plain one that proved a fault among them', () => {
    assert.equal(made.attempts.length, endpoint.requests.length);
    const probes = made.attempts.filter(({ failure }) => failure === 'Probe');
    assert.equal(probes.length, 1, 'a known filter needs no proof');
    assert.ok(
      made.attempts.filter(({ failure, status }) => failure === 'ModelUnavailable' && status === 429).length > 8,
    );
  });
});
