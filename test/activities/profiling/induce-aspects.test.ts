import assert from 'node:assert/strict';
import { StudioFailure } from '../../../schemas/failure.ts';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import { aspectModelPath, induceAspects, mentionKnowledgePath } from '../../../activities/profiling/induce-aspects.ts';
import { decodeMentions } from '../../../studio/mentions/mention-knowledge.ts';
import { decodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import type { DrawnReview } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, runStage } from '../../studio/profiling/profiled-run.ts';

const config = { aspects: { count: 3, minimumSimilarity: 0.4 } };
const reviews = drawReviews(120, 4);
const silent: DrawnReview = {
  reviewId: 'r-silent',
  userId: 'u0',
  itemId: 'i0',
  rating: 1,
  reviewedAt: '2020-01-01T00:00:00.000Z',
  text: '…',
};

async function induce(given: readonly DrawnReview[]) {
  const test = await createRunOf(given, config);
  try {
    await runStage(test, cutReviews);
    const report = await runStage(test, induceAspects);
    const bytes = await test.run.readBytes(aspectModelPath);
    return {
      report,
      model: decodeAspectModel(bytes ?? new Uint8Array()),
      bytes,
      aspects: await queryRun(test, ['aspects'], 'from aspects'),
      terms: await queryRun(test, ['terms'], 'from terms'),
      knowledge: (await test.run.readText(mentionKnowledgePath)) ?? '',
    };
  } finally {
    await test.remove();
  }
}

describe('induceAspects', () => {
  it('writes aspects with their figures, the terms under them, the model, and what it learned of mentions', async () => {
    const { report, model, aspects, terms, knowledge } = await induce(reviews);
    assert.deepEqual(
      aspects.map(({ aspect_id: id, kept, drop_reason: reason }) => [id, kept, reason]),
      [['a00', false, 'none: terms that lie near no cluster'], ...['a01', 'a02', 'a03'].map((id) => [id, true, null])],
    );
    for (const { coherence } of aspects)
      assert.ok(Number(coherence) >= -1 && Number(coherence) <= 1, String(coherence));
    assert.ok(new Set(aspects.map(({ coherence }) => coherence)).size > 1);
    assert.deepEqual([...new Set(model.heads.values())].toSorted(), ['a01', 'a02', 'a03']);
    assert.deepEqual(report.steps, [
      { step: 'clauses drawn for training', rowsIn: 360, rowsOut: 360 },
      { step: 'clusters kept as aspects', rowsIn: 3, rowsOut: 3, note: '' },
      // The six subjects of the sentences, and "bright colors".
      { step: 'terms under an aspect', rowsIn: 7, rowsOut: 7 },
    ]);
    assert.deepEqual(terms.map(({ head, label }) => `${String(head)}: ${String(label)}`).toSorted(), [
      'battery: battery',
      'charger: charger',
      'color: colors',
      'display: display',
      'screen: screen',
      'server: server',
      'waiter: waiter',
    ]);
    const aspectOf = new Map(terms.map(({ head, aspect_id: id }) => [head, id]));
    assert.deepEqual(
      ['battery', 'waiter', 'screen', 'screen'].map((head) => aspectOf.get(head)),
      ['charger', 'server', 'display', 'color'].map((head) => aspectOf.get(head)),
    );
    assert.equal(new Set(aspectOf.values()).size, 3);
    for (const { term_id: id, aspect_id: aspect, head, uses } of terms) {
      assert.equal(id, `${String(aspect)}.${String(head)}`);
      const said = reviews.reduce((sum, { text }) => sum + text.split(` ${String(head)}`).length - 1, 0);
      // "all colors" judges none.
      assert.ok(head === 'color' ? Number(uses) < said : uses === said, `${String(head)}: ${String(uses)} of ${said}`);
    }
    assert.ok(decodeMentions(knowledge).terms.aspectHeads.has('battery'));
  });

  it('reads entities as what they stand for', async () => {
    const escaped = reviews.map((review) => ({
      ...review,
      text: review.text.replaceAll('battery', '&quot;battery&quot;'),
    }));
    const { model } = await induce(escaped);
    assert.ok(model.vocabulary.terms.includes('batteri'), model.vocabulary.terms.join(' '));
    assert.ok(!model.vocabulary.terms.includes('quot'), model.vocabulary.terms.join(' '));
  });

  it('applies aspects.yaml without inducing again, and says what is wrong in it', async () => {
    const test = await createRunOf(reviews, config);
    try {
      await runStage(test, cutReviews);
      const first = await runStage(test, induceAspects);
      assert.deepEqual(await runStage(test, induceAspects), first);
      const listing = (await test.run.readText('aspects.yaml')) ?? '';
      const clusters = /^clusters: "(\w+)"$/mu.exec(listing)?.[1] ?? '';
      const edit = (lines: string) => test.run.writeText('aspects.yaml', `clusters: ${clusters}\n${lines}\n`);

      await edit('rename:\n  a01: first thing\nmerge:\n  - [a01, a03]');
      const before = test.heartbeats.length;
      assert.ok(JSON.stringify(test.heartbeats).includes('progress'));
      const second = await runStage(test, induceAspects);
      assert.notEqual(second.fingerprint, first.fingerprint);
      assert.ok(!JSON.stringify(test.heartbeats.slice(before)).includes('progress'), 'nothing was trained');
      assert.deepEqual(await queryRun(test, ['aspects'], `select label, kept from aspects where aspect_id = 'a01'`), [
        { label: 'first thing', kept: true },
      ]);
      const bytes = (await test.run.readBytes(aspectModelPath)) ?? new Uint8Array();
      assert.deepEqual([...new Set(decodeAspectModel(bytes).heads.values())].toSorted(), ['a01', 'a02']);
      const terms = await queryRun(test, ['terms'], 'select aspect_id, term_id, head from terms');
      assert.deepEqual(new Set(terms.map(({ aspect_id: id }) => id)), new Set(['a01', 'a02']));
      assert.equal(terms.length, 7);
      for (const { aspect_id: id, term_id: term, head } of terms) assert.equal(term, `${String(id)}.${String(head)}`);

      await edit('drop: [a02]');
      const third = await runStage(test, induceAspects);
      const left = await queryRun(test, ['terms'], 'select distinct aspect_id from terms order by 1');
      assert.deepEqual(left, [{ aspect_id: 'a01' }, { aspect_id: 'a03' }]);
      assert.equal(third.steps.find(({ step }) => step === 'terms under an aspect')?.rowsIn, 7);

      await edit('drop:\n  - a09');
      await assert.rejects(runStage(test, induceAspects), {
        name: 'InvalidRunConfig',
        message: 'aspects.yaml:3: a09 is no aspect of this run',
      });
      await test.run.writeText('aspects.yaml', 'clusters: other\ndrop: [a01]\n');
      await assert.rejects(runStage(test, induceAspects), { message: /its edits are of the clusters other/u });
    } finally {
      await test.remove();
    }
  });

  it('does not depend on the order of the reviews', async () => {
    const [first, second] = [await induce(reviews), await induce(reviews.toReversed())];
    assert.deepEqual(second.aspects, first.aspects);
    assert.deepEqual(second.bytes, first.bytes);
    assert.deepEqual(second.terms, first.terms);
    assert.equal(second.knowledge, first.knowledge);
  });

  it('fails with what to do when there is too little text', async () => {
    await assert.rejects(induce([silent]), (error: unknown) => {
      assert.ok(error instanceof StudioFailure);
      assert.equal(error.name, 'DatasetMalformed');
      assert.equal(error.message, 'nothing that the reviews judge recurs in English words');
      assert.match(error.details.remedy ?? '', /\S/u);
      return true;
    });
  });

  it('stops when the activity is cancelled', async () => {
    const test = await createRunOf(reviews, config);
    const signal = AbortSignal.abort();
    let now = 0;
    const deps = { ...test.deps, cancellation: () => signal, nowMs: () => (now += 100) };
    try {
      await runStage(test, cutReviews);
      await assert.rejects(runStage({ ...test, deps }, induceAspects), { name: 'AbortError' });
      assert.ok(test.heartbeats.length > 0);
    } finally {
      await test.remove();
    }
  });
});
