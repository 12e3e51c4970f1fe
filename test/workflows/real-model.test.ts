import { anyEndpoint } from '../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createChatModels } from '../../infra/model/chat-models.ts';
import { createRealizer } from '../../infra/model/create-realizer.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { findTurnProblems } from '../../studio/fidelity/find-turn-problems.ts';
import { buildContext, namedBefore } from '../../studio/simulation/build-context.ts';
import { order, writeHostileSample } from '../doubles/hostile-sample.ts';
import { readModelRun } from '../doubles/model-run.ts';
import { findRealModel, realModelUrl } from '../doubles/real-model.ts';
import type { RealModel } from '../doubles/real-model.ts';
import { startStudioProcess } from '../doubles/studio-process.ts';
import { createPlan } from '../fixtures/dialog-plan.ts';

describe('a real language model', function () {
  this.timeout(900_000);
  let model: RealModel;

  before(async function () {
    const found = await findRealModel();
    if (found === undefined) {
      console.log(`    skipped: no model answers at ${realModelUrl} (CONVREC_REAL_MODEL_URL)`);
      return this.skip();
    }
    model = found;
    return undefined;
  });

  const modelSettings = () => ({
    kind: 'openai',
    baseUrl: model.baseUrl,
    name: model.name,
    timeoutMs: 180_000,
    // One at a time: two would push each other out of a small server's prefix cache.
    callsAtOnce: 1,
  });

  it('makes two dialogs, or fails them with a reason, and no review moves it', async () => {
    const studio = await startStudioProcess();
    try {
      const { folder } = await writeHostileSample(studio.runsRoot);
      await studio.generate('real', {
        source: { kind: 'yelp', path: folder },
        aspects: { count: 6, trainingClauses: 600 },
        targets: { limit: 2 },
        concurrency: { dialogs: 1 },
        model: modelSettings(),
      });
      const { dialogs, attempts } = await readModelRun(openRunFolder({ runId: 'real', runsRoot: studio.runsRoot }));
      assert.ok(dialogs.length > 0);
      for (const { status, reason } of dialogs) {
        if (status === 'failed') assert.match(reason ?? '', /^FidelityExhausted: ./u);
      }
      for (const { text, accepted } of attempts) if (accepted) assert.doesNotMatch(text, /zorblax/iu);
      const first = attempts.filter(({ attempt, failure }) => attempt === 0 && failure === null);
      const right = first.filter(({ accepted }) => accepted).length;
      console.log(`      ${right} of ${first.length} turns right at the first try`);
      assert.ok(right / first.length > 0.5);
    } finally {
      await studio.close();
    }
  });

  it('follows no order in a title, a label or an earlier line, or the checks turn its answer down', async () => {
    const config = RunConfigSchema.parse({ model: modelSettings() });
    const realizer = createRealizer(config, createChatModels({}, anyEndpoint));
    const plan = createPlan(3);
    const step = plan.turns.find(({ act }) => act === 'recommend');
    assert.ok(step);
    const transcript = plan.turns.slice(0, step.turn).map(({ speaker }) => ({ speaker, text: order }));
    const context = buildContext(plan, step.turn, transcript);
    const slots = { ...context.step.slots, category: order };
    const { text } = await realizer.realize(
      {
        context: { ...context, step: { ...context.step, slots } },
        seed: 1,
        attempt: 0,
        feedback: [],
        maximumWords: 90,
      },
      new AbortController().signal,
    );
    const problems = findTurnProblems({
      plan,
      turn: step,
      text,
      transcript: [],
      namedItemIds: namedBefore(plan, step.turn),
      maximumWords: 90,
    });
    console.log(`      said: ${text}`);
    if (/zorblax/iu.test(text)) assert.ok(problems.length > 0, text);
  });
});
