import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { writeAnswersFrom } from '../../../activities/dialogs/answers-before.ts';
import { writeAttemptsOf } from '../../../activities/dialogs/dialog-files.ts';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer } from '../../../infra/model/create-realizer.ts';
import { createRecallAnswer } from '../../../infra/model/recall-answer.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import type { Realization, RealizationRequest } from '../../../schemas/realization.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import { greetingRequest as request } from '../../fixtures/realization-request.ts';

const dialogId = 'd0123456789abcdef0123';

describe('recalling an answer', () => {
  it('gives what a run before was answered to the same request, and nothing to another one', async () => {
    const answer = JSON.stringify({ line: 'Good evening.', text: 'Good evening.' });
    const endpoint = await startModelEndpoint({ respond: () => answer });
    const before = await createTestRun();
    try {
      const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl } });
      const signal = new AbortController().signal;
      const made = await createRealizer(config, createChatModels({}, anyEndpoint)).realize(request, signal);
      const { turn } = request.context.step;
      assert.ok(made.modelCall !== null);
      const failed = { ...made.modelCall, failure: { name: 'ModelUnavailable', status: 429, message: 'slow' } };
      const attempt = { turn, attempt: 1, accepted: true, problems: [], context: null, realizer: 'openai:m' };
      await writeAttemptsOf(before.run, dialogId, [
        { ...attempt, call: 0, accepted: false, text: '', modelCall: failed },
        { ...attempt, call: 1, text: made.text, modelCall: made.modelCall },
      ]);
      const run = openRunFolder({ runId: 'after', runsRoot: before.run.ref.runsRoot });
      await mkdir(run.folder);
      const recall = createRecallAnswer({ openRun: openRunFolder });
      const ask = (asked: RealizationRequest, by = config, of = dialogId): Promise<Realization | undefined> =>
        recall(run, of, by, asked);

      assert.equal(await ask(request), undefined, 'the run begins with no answer');
      await writeAnswersFrom(run, before.run.ref);
      assert.deepEqual(await ask(request), made);
      assert.equal(await ask({ ...request, seed: 78 }), undefined, 'another seed');
      assert.equal(await ask({ ...request, attempt: 2 }), undefined, 'another attempt');
      assert.equal(await ask(request, config, 'd0000000000000000000a'), undefined, 'another dialog');
      assert.equal(await ask({ ...request, maximumWords: 12 }), undefined, 'another prompt');
      const hotter = RunConfigSchema.parse({ ...config, model: { ...config.model, temperature: 1 } });
      assert.equal(await ask(request, hotter), undefined, 'another setting');
      await before.run.removeFolder('work');
      assert.equal(await ask(request), undefined, 'the run before is gone');
    } finally {
      await endpoint.close();
      await before.remove();
    }
  });
});
