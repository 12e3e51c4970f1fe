import { anyEndpoint } from '../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createChatModels } from '../../infra/model/chat-models.ts';
import { createJudge } from '../../infra/model/create-judge.ts';
import { JudgeSettingsSchema } from '../../schemas/judgement.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { judgeByRule } from '../doubles/judge.ts';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import type { ModelEndpointOptions } from '../doubles/model-endpoint.ts';
import { createPlans } from '../fixtures/dialog-plan.ts';
import { realizeOffline } from '../studio/fidelity/offline-dialog.ts';
import { countVerdicts, judgePair, measureAgreement, plantDefects } from '../../bench/judge-agreement.ts';
import type { JudgedPair, JudgeUse } from '../../bench/judge-agreement.ts';

describe('a judge’s agreement with planted defects, by a scripted endpoint', () => {
  const pairs = plantDefects(
    createPlans(24, 3).map((plan) => ({ plan, turns: realizeOffline(plan) })),
    1,
  );
  /** What the scripted judge looks for: in 'roles swapped' a line stands twice. */
  const seen = new Set(['other language', 'turn repeated', 'model speaks of itself', 'nothing said', 'roles swapped']);

  const judgeAll = async (options: ModelEndpointOptions): Promise<{ judged: JudgedPair[]; use: JudgeUse }> => {
    const endpoint = await startModelEndpoint(options);
    try {
      const config = RunConfigSchema.parse({
        model: { kind: 'openai', baseUrl: endpoint.baseUrl, name: 'test-model' },
      });
      const judge = createJudge(JudgeSettingsSchema.parse(config), createChatModels({}, anyEndpoint));
      const use: JudgeUse = { calls: 0, unreadable: 0, failed: 0, latencyMs: 0, promptTokens: 0 };
      const judged: JudgedPair[] = [];
      for (const pair of pairs) judged.push(await judgePair(judge, pair, { repetitions: 1, seed: 1, use }));
      for (const { temperature, max_tokens: limit, response_format: format } of endpoint.requests) {
        assert.deepEqual(
          [temperature !== undefined && temperature <= 0.7, limit, format?.type],
          [true, 400, 'json_schema'],
        );
      }
      return { judged, use };
    } finally {
      await endpoint.close();
    }
  };

  it('plants every defect, each about its scale', () => {
    assert.equal(pairs.length, 24);
    assert.ok(new Set(pairs.map(({ mutation }) => mutation)).size >= 10);
    for (const { good, mutated, mutation } of pairs) assert.notDeepEqual(good, mutated, mutation);
  });

  it('is found where the judge sees the defect, and only there', async () => {
    const { judged, use } = await judgeAll({ respond: judgeByRule });
    const ofSeen = judged.filter(({ pair }) => seen.has(pair.mutation));
    assert.ok(ofSeen.length >= 6);
    const { pairs: count, lower, drop } = measureAgreement(ofSeen, 'own');
    assert.deepEqual([lower, count], [ofSeen.length, ofSeen.length]);
    assert.ok(drop >= 1);
    assert.equal(countVerdicts(ofSeen).better, ofSeen.length);
    const rest = judged.filter(({ pair }) => !seen.has(pair.mutation));
    assert.equal(measureAgreement(rest, 'all').higher, 0);
    // It names the first of two that it cannot tell apart, which both orders give away.
    const { undecided, pairs: compared, better } = countVerdicts(rest);
    assert.equal(undecided + better, compared);
    assert.deepEqual([use.calls, use.unreadable, use.failed], [24 * 4, 0, 0]);
  });

  it('counts answers that cannot be read and calls that fail, and sums up the rest', async () => {
    const { judged, use } = await judgeAll({
      respond: (request) =>
        request.messages[0]?.content.includes('two dialogs') === true ? 'Hard to say.' : judgeByRule(request),
      faultOf: (number) => (number % 10 === 0 ? { kind: 'status', status: 500 } : undefined),
    });
    assert.ok(use.unreadable >= 24 * 2 && use.failed > 5, JSON.stringify(use));
    assert.equal(countVerdicts(judged).pairs, 0);
    assert.ok(measureAgreement(judged, 'own').pairs >= 22);
  });
});
