import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriteEvaluation, evaluationPage } from '../../../activities/evaluation/evaluate-run.ts';
import { readMeasures } from '../../../run/evaluation/read-measures.ts';
import type { ListedMeasure } from '../../../run/evaluation/read-measures.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { tokensOf } from '../../../studio/evaluation/text-diversity.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { writeFinishedRun } from '../../fixtures/finished-run.ts';
import type { FinishedRun, FinishedRunOptions } from '../../fixtures/finished-run.ts';

/** A line of a file of ratings. */
const line = (
  raterId: string,
  dialogId: string | undefined,
  score: number,
  isCheck = false,
  ratedAt = '2026-01-01T00:00:00Z',
) =>
  JSON.stringify({
    raterId,
    dialogId,
    naturalness: score,
    coherence: score,
    grounding: 3,
    comment: '| *',
    isCheck,
    ratedAt,
  });

describe('the evaluation of a run without a judge', () => {
  let test: TestRun;
  let runsRoot: string;
  before(async () => {
    test = await createTestRun();
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-evaluate-'));
  });
  after(async () => {
    await test.remove();
    await rm(runsRoot, { recursive: true, force: true });
  });

  const evaluate = async (options: FinishedRunOptions = {}, beside: string | null = null): Promise<Evaluated> => {
    const finished = await writeFinishedRun(runsRoot, options);
    await createWriteEvaluation(test.deps)({ ref: finished.run.ref, beside });
    const measured = await readMeasures(finished.run);
    return {
      ...finished,
      measured,
      valueOf: (measure, about = 'run', over = 'all') =>
        measured.find((figure) => figure.measure === measure && figure.about === about && figure.over === over)?.value,
    };
  };
  interface Evaluated extends FinishedRun {
    measured: ListedMeasure[];
    valueOf: (measure: string, about?: string, over?: string) => number | null | undefined;
  }

  it('finds nothing wrong with sound dialogs, counts their words, and says that there is no judge', async () => {
    const { run, records, measured, valueOf } = await evaluate({ runId: 'sound' });
    for (const measure of ['plan_conformance', 'grounding_rate', 'accepted_share'])
      assert.equal(valueOf(measure), 1, measure);
    assert.equal(valueOf('leak_rate'), 0);
    const turns = records.flatMap((record) => record.turns);
    assert.equal(valueOf('turns_per_dialog'), turns.length / 9);
    const words = turns.reduce((sum, { text }) => sum + tokensOf(text).length, 0);
    assert.ok(Math.abs((valueOf('words_per_turn') ?? 0) - words / turns.length) < 1e-12);
    assert.equal(valueOf('first_attempt_pass_rate'), (turns.length - 1) / turns.length);
    assert.ok(measured.every(({ about, unit, meaning, source }) => about === 'run' && unit && meaning && source));
    const page = (await run.readText(evaluationPage)) ?? '';
    assert.match(page, /No judge: no model was asked/u);
    assert.match(page, /No other dialogs were given/u);
    assert.match(page, /Nobody has rated dialogs/u);
  });

  it('counts each dialog for itself', async () => {
    const { run, records } = await evaluate({ runId: 'each' });
    const rows = await withDatabase({}, async (db) => {
      await db.openParquet('dialog_measures', run.relationPath('dialog_measures'));
      return db.rows('from dialog_measures');
    });
    assert.deepEqual(
      rows.map((row) => [row['dialog_id'], row['turns'], row['words']]),
      records.map(({ dialog_id: dialogId, turns }) => [
        dialogId,
        turns.length,
        turns.reduce((sum, { text }) => sum + tokensOf(text).length, 0),
      ]),
    );
    const turns = records[0]?.turns.length ?? 0;
    assert.deepEqual(
      [rows[0]?.['first_attempt_pass_rate'], rows[1]?.['first_attempt_pass_rate']],
      [(turns - 1) / turns, 1],
    );
    assert.ok(
      rows.every((row) => Number(row['distinct_1']) < Number(row['distinct_4']) && Number(row['self_bleu_4']) < 1),
    );
  });

  it('sees a leak, an unbacked claim and a turn that was not planned, each in its own measure', async () => {
    const { records, valueOf } = await evaluate({
      runId: 'faulty',
      change: ([leaking, claiming, straying]) => {
        const [hello] = leaking?.turns ?? [];
        if (hello !== undefined) hello.text = `${hello.text} Or ${leaking?.target.title}?`;
        const claims = claiming?.plan.turns.find(({ slots }) => (slots.claims?.length ?? 0) > 0)?.slots.claims;
        for (const claim of claims ?? []) claim.evidence = [];
        const [first] = straying?.turns ?? [];
        if (first !== undefined) first.act = 'close';
      },
    });
    assert.equal(valueOf('leak_rate'), 1 / 9);
    const turns = records.reduce((sum, record) => sum + record.turns.length, 0);
    // A leak that was put into the turn alone is not what the message says either.
    assert.equal(valueOf('plan_conformance'), (turns - 2) / turns);
    const grounding = valueOf('grounding_rate') ?? 1;
    assert.ok(grounding < 1 && grounding > 0.9, String(grounding));
  });

  it('sets other dialogs beside them at the same number of words', async () => {
    const beside = join(runsRoot, 'beside', 'others.jsonl');
    await mkdir(join(runsRoot, 'beside'));
    const dialog = {
      turns: [
        { speaker: 'HUMAN', text: 'a b c' },
        { speaker: 'COMPUTER', text: 'a b c' },
      ],
    };
    await writeFile(beside, `${JSON.stringify(dialog)}\n`.repeat(12));
    const { run, measured, valueOf } = await evaluate({ runId: 'beside' }, 'others.jsonl');
    assert.equal(valueOf('distinct_1', 'beside'), 3 / 72);
    assert.equal(valueOf('self_bleu_4', 'beside', 'equal tokens'), 1);
    assert.equal(valueOf('user_words_per_turn', 'beside'), 3);
    const own = measured.find(({ about, over }) => about === 'run' && over === 'equal tokens');
    assert.ok(own !== undefined && own.dialogs < 9, 'the run’s dialogs are longer, so fewer of them are compared');
    assert.match(
      (await run.readText(evaluationPage)) ?? '',
      /cut to the same number of words: the first \d dialogs? of this run, the first 12 of/u,
    );
  });

  it('says what is wrong with a file of other dialogs, and that a run without a dataset is not finished', async () => {
    await mkdir(join(runsRoot, 'wrong'));
    await writeFile(join(runsRoot, 'wrong', 'others.jsonl'), '{"words": 1}\n');
    await assert.rejects(evaluate({ runId: 'wrong' }, '../beside/others.jsonl'), { name: 'RunFolderUnusable' });
    await assert.rejects(evaluate({ runId: 'wrong' }, 'others.jsonl'), {
      name: 'DatasetMalformed',
      message: /holds no dialog in line 1/u,
    });
    await assert.rejects(evaluate({ runId: 'wrong' }, 'none.jsonl'), { name: 'DatasetMalformed' });
    const { run } = await writeFinishedRun(runsRoot, { runId: 'open' });
    await rm(run.path('dataset'), { recursive: true });
    await assert.rejects(createWriteEvaluation(test.deps)({ ref: run.ref, beside: null }), {
      name: 'RunFolderUnusable',
      message: /has no dataset yet/u,
    });
  });

  it('sums up what people said, without checks and without raters who fail them', async () => {
    const { run, records } = await writeFinishedRun(runsRoot, { runId: 'rated' });
    const ids = records.map(({ dialog_id: dialogId }) => dialogId);
    await run.writeText(
      'evaluation/ratings/anna.jsonl',
      [
        line('anna', ids[0], 1, false, '2025-01-01T00:00:00Z'),
        line('anna', ids[0], 5),
        line('anna', ids[1], 2),
        line('anna', ids[2], 1, true),
        '{"torn',
      ].join('\n'),
    );
    await run.writeText(
      'evaluation/ratings/bob.jsonl',
      [line('bob', ids[0], 4), line('bob', ids[1], 2), line('bob', 'd0', 1)].join('\n'),
    );
    await run.writeText(
      'evaluation/ratings/eve.jsonl',
      [line('eve', ids[1], 5), line('eve', ids[2], 5, true).replace('"grounding":3', '"grounding":5')].join('\n'),
    );
    await createWriteEvaluation(test.deps)({ ref: run.ref, beside: null });
    const measured = new Map((await readMeasures(run)).map(({ measure, value }) => [measure, value]));
    assert.equal(measured.get('people_naturalness'), (4.5 + 2) / 2);
    assert.equal(measured.get('people_grounding_alpha_interval'), null, 'all gave the same score');
    // Observed 1/4 * (1 + 1), expected of 5, 2, 4, 2: 1 - 3 * (1 + 1) / 54.
    assert.ok(Math.abs((measured.get('people_coherence_alpha_interval') ?? 0) - (1 - (3 * 2) / 54)) < 1e-12);
    const page = (await run.readText(evaluationPage)) ?? '';
    assert.match(page, /eve \| 1 \| 0 of 1 \| no: failed/u);
    assert.match(page, /anna \| 2 \| 1 of 1 \| yes/u);
    assert.match(page, /no rating and do not count: anna\.jsonl, line 5/u);
    assert.match(page, /does not hold, which do not count: 1\./u);
  });
});
