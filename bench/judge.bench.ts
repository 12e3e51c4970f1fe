import { anyEndpoint } from '../test/doubles/any-endpoint.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSample } from '../datasets/sample/ensure-sample.ts';
import { createChatModels } from '../infra/model/chat-models.ts';
import { createJudge } from '../infra/model/create-judge.ts';
import { JudgeSettingsSchema } from '../schemas/judgement.ts';
import { ratingScales } from '../schemas/rating.ts';
import { RunConfigSchema } from '../schemas/run-config.ts';
import { findRealModel, realModelUrl } from '../test/doubles/real-model.ts';
import { realizeOffline } from '../test/studio/fidelity/offline-dialog.ts';
import { countVerdicts, judgePair, measureAgreement, plantDefects } from './judge-agreement.ts';
import type { JudgedPair, JudgeUse } from './judge-agreement.ts';
import { planInProcess } from './plan-in-process.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// Does a judge see planted defects? Good dialogs (bundled sample, offline words) beside the same with one defect each: scores and pairs.
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: realModelUrl },
    model: { type: 'string' },
    dialogs: { type: 'string', default: '12' },
    repetitions: { type: 'string', default: '2' },
  },
});
const seed = 11;
const repetitions = Number(values.repetitions);
const found = await findRealModel(values.url);
if (found === undefined) {
  console.log(`skipped: no model answers at ${values.url} (--url, CONVREC_REAL_MODEL_URL)`);
} else {
  const name = values.model ?? found.name;
  const settings = RunConfigSchema.parse({
    model: { kind: 'openai', baseUrl: found.baseUrl, name, timeoutMs: 300_000, callsAtOnce: 1 },
  });
  const judge = createJudge(JudgeSettingsSchema.parse(settings), createChatModels(process.env, anyEndpoint));
  const plans = await planSample();
  const dialogs = plans.slice(0, Number(values.dialogs)).map((plan) => ({ plan, turns: realizeOffline(plan) }));
  const pairs = plantDefects(dialogs, seed);
  const use: JudgeUse = { calls: 0, unreadable: 0, failed: 0, latencyMs: 0, promptTokens: 0 };
  const judged: JudgedPair[] = [];
  for (const pair of pairs) {
    judged.push(await judgePair(judge, pair, { repetitions, seed, use }));
    console.log(`${judged.length} of ${pairs.length}: ${pair.mutation}`);
    // Now and then, so that a run that is broken off leaves what it measured.
    if (judged.length % 4 === 0 || judged.length === pairs.length) await report(name, judged, use);
  }
}

async function planSample(): ReturnType<typeof planInProcess> {
  const root = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
  try {
    const sample = { domain: 'yelp' as const, users: 60, seed: 7 };
    const { folder } = await ensureSample(root, sample);
    return await planInProcess({
      source: { kind: 'sample', path: folder, sample },
      aspects: { count: 12, trainingClauses: 3000 },
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function report(name: string, judged: readonly JudgedPair[], use: JudgeUse): Promise<void> {
  const setting = `${name}, ${judged.length} dialogs of the bundled yelp sample (simulated), each judged ${repetitions} times`;
  const results: Result[] = [];
  const add = (figure: string, value: number, unit: string): number =>
    results.push({ name: figure, value: Number(value.toFixed(3)), unit, setting });
  for (const over of ['own', 'all', ...ratingScales] as const) {
    const { pairs, lower, same, higher, drop } = measureAgreement(judged, over);
    const scale = over === 'own' ? 'the scale of the defect' : over === 'all' ? 'the mean of the scales' : over;
    add(`defect scored lower, ${scale}`, lower, `of ${pairs}`);
    add(`the same, ${scale}`, same, `of ${pairs}`);
    add(`defect scored higher, ${scale}`, higher, `of ${pairs}`);
    add(`lower by, ${scale}`, drop, 'points of 5');
  }
  for (const mutation of new Set(judged.map(({ pair }) => pair.mutation))) {
    const { pairs, lower } = measureAgreement(
      judged.filter(({ pair }) => pair.mutation === mutation),
      'own',
    );
    add(`scored lower: ${mutation}`, lower, `of ${pairs}`);
  }
  const { pairs, better, worse, tied, undecided } = countVerdicts(judged);
  add('good dialog better in both orders, the scale of the defect', better, `of ${pairs}`);
  add('defect better in both orders', worse, `of ${pairs}`);
  add('tied in both orders', tied, `of ${pairs}`);
  add('another answer in each order', undecided, `of ${pairs}`);
  const preferred = judged.flatMap(({ firstPreferred }) => ratingScales.map((scale) => firstPreferred[scale]));
  const decided = preferred.reduce((sum, one) => sum + one.decided, 0);
  add(
    'the dialog shown first preferred',
    preferred.reduce((sum, one) => sum + one.first, 0),
    `of ${decided}`,
  );
  add('answers that could not be read', use.unreadable, `of ${use.calls}`);
  add('calls without an answer', use.failed, `beside ${use.calls}`);
  if (use.calls > 0) {
    add('a call', use.latencyMs / use.calls / 1000, 's');
    add('a prompt', use.promptTokens / use.calls, 'tokens');
  }
  await writeResults('judge', results);
}
