import assert from 'node:assert/strict';
import { findCandidates } from '../../../activities/planning/find-candidates.ts';
import { planDialogs } from '../../../activities/planning/plan-dialogs.ts';
import { DialogPlanSchema } from '../../../schemas/dialog-plan.ts';
import { findSilences } from '../../../studio/planning/silences.ts';
import { createRandom } from '../../../studio/random.ts';
import { createRunWith, readRelation, runStage } from '../../studio/planning/relations.ts';
import type { Fixture, FixtureRow } from '../../studio/planning/relations.ts';

const hostile = `'"; drop table reviews; -- ../🦊\\`;

/** One review with its text and the aspects it speaks of, each with a sentiment. */
interface Review {
  id: string;
  user: string;
  item: string;
  day: string;
  rating?: number;
  text?: string;
  says?: Record<string, number>;
  /** Aspect to the head of the term that it says it of. */
  terms?: Record<string, string>;
}

const voiceRows = ({ id, user, item, day, says = {} }: Review) =>
  Object.entries(says).map(([aspect, sentiment], clause) => ({
    mention_id: `${id}-${clause}`,
    review_id: id,
    user_id: user,
    item_id: item,
    reviewed_at: `${day} 00:00:00`,
    aspect_id: aspect,
    clause_no: clause,
    char_start: clause,
    char_end: clause + 5,
    term: 'few',
    sentiment,
  }));

function fixtureOf(reviews: readonly Review[], targetIds: readonly string[], profiles: readonly FixtureRow[]): Fixture {
  const byId = new Map(reviews.map((review) => [review.id, review]));
  return {
    reviews: reviews.map(({ id, user, item, day, rating = 5, text = 'a few words' }) => ({
      review_id: id,
      user_id: user,
      item_id: item,
      rating,
      reviewed_at: `${day} 00:00:00`,
      text,
      in_core: true,
    })),
    voices: reviews.flatMap(voiceRows),
    term_voices: reviews.flatMap((review) =>
      voiceRows(review).flatMap((row) => {
        const head = review.terms?.[row.aspect_id];
        return head === undefined ? [] : [{ ...row, term_id: `${row.aspect_id}.${head}` }];
      }),
    ),
    items: [...new Set(reviews.map(({ item }) => item))].map((item) => ({
      item_id: item,
      title: `Place ${item}`,
      category: 'Food',
      price: 12.5,
    })),
    aspects: ['a01', 'a02', 'a03'].map((aspect) => ({ aspect_id: aspect, label: `label ${aspect}`, kept: true })),
    terms: [...new Set(reviews.flatMap(({ terms = {} }) => Object.values(terms)))].map((head) => ({
      term_id: `a01.${head}`,
      aspect_id: 'a01',
      head,
      label: `label of ${head}`,
      uses: 9,
    })),
    targets: targetIds.map((id, at) => ({
      dialog_id: `d${String(at).padStart(20, '0')}`,
      user_id: byId.get(id)?.user,
      item_id: byId.get(id)?.item,
      review_id: id,
      target_at: `${byId.get(id)?.day} 00:00:00`,
      rating: 5,
      history_reviews: 2,
      split: 'train',
    })),
    profiles,
  };
}

const profileOf = (at: number, aspect: string, share: number, sentiment: number): FixtureRow => ({
  dialog_id: `d${String(at).padStart(20, '0')}`,
  aspect_id: aspect,
  mentions: 1,
  weight: share,
  sentiment,
  share,
  newest_at: '2020-01-01',
});

/** The user of dialog 0 wishes for a01; the well-liked target and a disliked place of the same kind are known of it. */
const reviews: Review[] = [
  { id: 'h1', user: hostile, item: 'past', day: '2024-01-01', says: { a01: 0.8 }, text: 'one two three' },
  { id: 'h2', user: hostile, item: 'past-too', day: '2024-02-01', rating: 2, says: { a02: -0.4 }, text: 'one' },
  { id: 't', user: hostile, item: `target ${hostile}`, day: '2024-06-10', says: { a01: 0.9, a03: 0.6 } },
  { id: 'h3', user: hostile, item: 'later', day: '2024-07-01', rating: 1, says: { a01: -1 } },
  ...['c1', 'c2', 'c3'].flatMap((id): Review[] => [
    { id: `${id}-t`, user: id, item: `target ${hostile}`, day: '2024-05-01', says: { a01: 0.7 } },
    { id: `${id}-b`, user: id, item: 'bad', day: '2024-05-02', says: { a01: -0.7, a02: 0.5 } },
    // Says the opposite, but at the dialog's now: nobody may know it yet.
    { id: `${id}-n`, user: `${id}-n`, item: `target ${hostile}`, day: '2024-06-10', says: { a01: -1 } },
  ]),
  { id: 's1', user: 'silent', item: 'past', day: '2024-01-01' },
  { id: 's2', user: 'silent', item: 'bad', day: '2024-06-20' },
];
const fixture = fixtureOf(reviews, ['t', 's2'], [profileOf(0, 'a01', 0.7, 0.8), profileOf(0, 'a02', 0.3, -0.4)]);

async function plan(rows: Fixture, config: object = {}) {
  const test = await createRunWith(rows, config);
  try {
    await runStage(test, findCandidates);
    const report = await runStage(test, planDialogs);
    const plans = await readRelation(test, 'plans', 'dialog_id');
    return {
      report,
      plans,
      unplanned: await readRelation(test, 'unplanned_targets', 'dialog_id'),
      first: DialogPlanSchema.parse(JSON.parse(String(plans[0]?.['plan']))),
    };
  } finally {
    await test.remove();
  }
}

describe('planDialogs', () => {
  it('makes a plan of what was known at the time, and says of which target there is none', async () => {
    const { report, plans, unplanned, first } = await plan(fixture, { source: { kind: 'sample' } });
    assert.deepEqual(
      unplanned.map((row) => [row['dialog_id'], row['reason']]),
      [['d00000000000000000001', 'no-wishes']],
    );
    assert.deepEqual(report.steps, [{ step: 'targets less no-wishes', rowsIn: 2, rowsOut: 1 }]);
    const [row] = plans;
    assert.deepEqual(
      [row?.['dialog_id'], row?.['user_id'], row?.['item_id'], row?.['as_of']],
      ['d00000000000000000000', hostile, `target ${hostile}`, '2024-06-10T00:00:00.000Z'],
    );
    assert.deepEqual(row?.['path'], first.path);
    assert.equal(row?.['turns'], first.turns.length);
    assert.equal(row?.['rejected'], first.turns.filter(({ act }) => act === 'reject').length);

    assert.equal(first.domain, 'yelp');
    // Of wishes that nobody can answer one is kept: a03 is none.
    assert.deepEqual(
      first.wishes.map(({ aspectId, source, polarity, evidence }) => [
        aspectId,
        source,
        polarity,
        evidence.map((mention) => mention.reviewId),
      ]),
      [
        ['a01', 'profile', 'positive', ['h1']],
        ['a02', 'profile', 'negative', ['h2']],
      ],
    );
    const target = first.candidates.find(({ role }) => role === 'target');
    assert.equal(target?.title, `Place target ${hostile}`);
    assert.equal(target?.price, 12.5);
    assert.deepEqual(
      target?.claims.map(({ aspectId, n, positive, negative, polarity }) => [
        aspectId,
        n,
        positive,
        negative,
        polarity,
      ]),
      [['a01', 3, 3, 0, 'positive']],
    );
    assert.deepEqual(target?.claims[0]?.evidence[0], {
      side: 'community',
      reviewId: 'c1-t',
      itemId: `target ${hostile}`,
      aspectId: 'a01',
      month: '2024-05-01',
      reviewedAt: '2024-05-01T00:00:00.000Z',
      charStart: 0,
      charEnd: 5,
      sentiment: 0.7,
    });
  });

  it('makes a claim on the term that most reviewers speak of, with what they said, and names the wish that it answers alike', async () => {
    const heads: Record<string, string> = {
      h1: 'burger',
      'c1-t': 'burger',
      'c2-t': 'fry',
      'c3-t': 'burger',
      'c1-b': 'burger',
    };
    const spoken = reviews.map((review) => {
      const head = heads[review.id];
      return head === undefined ? review : { ...review, terms: { a01: head } };
    });
    const { first } = await plan(
      fixtureOf(spoken, ['t'], [profileOf(0, 'a01', 0.7, 0.8), profileOf(0, 'a02', 0.3, -0.4)]),
    );
    const claimsOf = (title: string): unknown[] | undefined =>
      first.candidates
        .find((candidate) => candidate.title === title)
        ?.claims.map(({ aspectId, label, n, positive, negative }) => [aspectId, label, n, positive, negative]);
    assert.deepEqual(claimsOf(`Place target ${hostile}`), [['a01', 'label of burger', 2, 2, 0]]);
    // The others' words are none of the list's.
    assert.deepEqual(claimsOf('Place bad')?.[0], ['a01', 'label of burger', 1, 0, 1]);
    assert.deepEqual(
      first.wishes.map(({ topicId, label, evidence }) => [topicId, label, evidence.map(({ reviewId }) => reviewId)]),
      [
        ['a01.burger', 'label of burger', ['h1']],
        ['a02', 'label a02', ['h2']],
      ],
    );
    const [claim] = first.candidates.find(({ role }) => role === 'target')?.claims ?? [];
    assert.deepEqual(claim?.evidence.map(({ reviewId, aspectId }) => [reviewId, aspectId]).toSorted(), [
      ['c1-t', 'a01'],
      ['c3-t', 'a01'],
    ]);
  });

  it('wishes for no term that only this user speaks of in the category', async () => {
    const spoken = reviews.map((review) => (review.id === 'h1' ? { ...review, terms: { a01: 'burger' } } : review));
    const { first } = await plan(
      fixtureOf(spoken, ['t'], [profileOf(0, 'a01', 0.7, 0.8), profileOf(0, 'a02', 0.3, -0.4)]),
    );
    // What others praise of the target is the intent behind the choice, by the word that they use.
    assert.deepEqual(
      first.wishes.map(({ topicId, source }) => [topicId, source]),
      [
        ['a01', 'intent'],
        ['a02', 'profile'],
      ],
    );
    // Where all reviewers of an item use one word that the list lacks, that word names the claim.
    assert.deepEqual(
      first.candidates
        .flatMap(({ claims }) => claims.filter(({ aspectId }) => aspectId === 'a01'))
        .map(({ label }) => label),
      ['few', 'few'],
    );
  });

  it('lets a user remember any earlier clause of their own where none on an aspect can be told', async () => {
    const text = 'The kettle sings like a bird.';
    const told = reviews.map((review) => (review.id === 'h1' ? { ...review, text } : review));
    const rows = fixtureOf(told, ['t'], [profileOf(0, 'a01', 0.7, 0.8), profileOf(0, 'a02', 0.3, -0.4)]);
    const mention = {
      ...rows.voices?.find((voice) => voice['review_id'] === 'h1'),
      term: 'kettle',
      polarity: 'positive',
    };
    const spoken = { ...mention, char_start: 0, char_end: text.length };
    const late = { ...spoken, review_id: 't', reviewed_at: '2024-06-10 00:00:00', mention_id: 't-9' };
    const { first } = await plan({ ...rows, mentions: [spoken, late] });
    assert.deepEqual(
      first.memories.map(({ reviewId, aspectId, text: words }) => [reviewId, aspectId, words]),
      [['h1', 'a00', text]],
    );
  });

  it('knows of an item shown what others wrote of it besides, before the dialog and by others than the user', async () => {
    const text = 'The lantern over the door is a delight.';
    const told = reviews.map((review) => ({ ...review, text }));
    const rows = fixtureOf(told, ['t'], [profileOf(0, 'a01', 0.7, 0.8), profileOf(0, 'a02', 0.3, -0.4)]);
    const mentions = rows.voices?.map((voice) => ({
      ...voice,
      char_start: 0,
      char_end: text.length,
      term: 'lantern',
      polarity: 'positive',
      sentiment: 0.6,
    }));
    const { first } = await plan({ ...rows, ...(mentions === undefined ? {} : { mentions }) });
    const target = first.candidates.find(({ role }) => role === 'target');
    // Texts are all alike: one is enough.
    assert.deepEqual(
      target?.remarks.map(({ reviewId, term, polarity }) => [/^c\d-t$/u.test(reviewId), term, polarity]),
      [[true, 'lantern', 'positive']],
    );
  });

  it("derives the user's style from the user's own earlier reviews", async () => {
    const { first } = await plan(fixture);
    // Words: own (3 + 1) / 2 against everyone's before June, 3 a review but for those two: (3 * 9 + 1) / 10.
    assert.equal(first.style.talkativeness, Math.round((1000 * 2) / (2 + 25 / 9)) / 1000);
    // One of two reviews low, one of two voices negative; each with a pseudo-count at one half.
    assert.equal(first.style.criticality, 0.5);
    const entropy = -(0.7 * Math.log(0.7) + 0.3 * Math.log(0.3)) / Math.log(3);
    assert.equal(first.style.decisiveness, Math.round(1000 * (1 - entropy)) / 1000);
  });

  it('does not depend on the order of rows, and follows the seed', async () => {
    const random = createRandom(4);
    const shuffled = Object.fromEntries(
      Object.entries(fixture).map(([relation, rows]) => [relation, random.shuffle(rows)]),
    );
    const [one, other, reseeded] = [await plan(fixture), await plan(shuffled), await plan(fixture, { seed: 2 })];
    assert.deepEqual(one.plans, other.plans);
    assert.deepEqual(one.unplanned, other.unplanned);
    assert.notEqual(one.first.seed, reseeded.first.seed);
  });

  it('denies only what no review speaks of, whether a mention was read out of it or not', async () => {
    const users = Array.from({ length: 40 }, (_, at) => `u${at}`);
    const planWith = async (text: string): Promise<[number, number]> => {
      const { plans } = await plan(
        fixtureOf(
          [
            ...users.flatMap((user): Review[] => [
              { id: `${user}-h`, user, item: 'past', day: '2024-01-01', says: { a01: 0.8, a02: 0.5 } },
              { id: `${user}-t`, user, item: 'wanted', day: '2024-06-10' },
            ]),
            ...['c1', 'c2'].flatMap((user): Review[] => [
              { id: `${user}-w`, user, item: 'wanted', day: '2024-05-01', text, says: { a01: 0.7 } },
              { id: `${user}-b`, user, item: 'bad', day: '2024-05-02', says: { a01: -0.7 } },
              // Too late to be known in the dialogs.
              { id: `${user}-l`, user, item: 'wanted', day: '2024-06-10', text: 'label a02' },
            ]),
          ],
          users.map((user) => `${user}-t`),
          users.flatMap((_, at) => [profileOf(at, 'a01', 0.6, 0.8), profileOf(at, 'a02', 0.4, 0.5)]),
        ),
      );
      const made = plans.map((row) => DialogPlanSchema.parse(JSON.parse(String(row['plan']))));
      const silent = made.filter((one) => findSilences(one).some(({ itemId }) => itemId === 'wanted'));
      return [made.length, silent.length];
    };
    const [planned, silent] = await planWith('a few words');
    assert.equal(planned, 40);
    assert.ok(silent > 10, `${silent} plans deny an aspect`);
    assert.deepEqual(await planWith('the Labels of an a02'), [40, 0]);
  });

  it('plans page after page and reports how much the plans differ', async () => {
    const users = Array.from({ length: 70 }, (_, at) => `u${at}`);
    const many = users.flatMap((user): Review[] => [
      { id: `${user}-h`, user, item: 'past', day: '2024-01-01', says: { a01: 0.8, a02: 0.5 } },
      { id: `${user}-t`, user, item: 'wanted', day: '2024-06-10' },
    ]);
    const { plans, report, unplanned } = await plan(
      fixtureOf(
        [...many, ...reviews],
        users.map((user) => `${user}-t`),
        users.flatMap((_, at) => [profileOf(at, 'a01', 0.6, 0.8), profileOf(at, 'a02', 0.4, 0.5)]),
      ),
      { planning: { maximumRejected: 0 } },
    );
    assert.equal(plans.length, 70);
    assert.deepEqual(unplanned, []);
    const paths = plans.map((row) => JSON.stringify(row['path']));
    const turns = plans.map((row) => Number(row['turns']));
    assert.equal(report.figures['distinct_paths'], new Set(paths).size);
    assert.ok(Number(report.figures['path_entropy_bits']) > 1);
    assert.equal(report.figures['mean_turns'], turns.reduce((sum, count) => sum + count, 0) / 70);
    assert.equal(report.figures['mean_rejected'], 0);
    assert.equal(report.figures['thin: new-user'], 0);
    assert.equal(report.figures['thin: one-candidate'], 0);
    assert.deepEqual(report.steps, [{ step: 'targets planned', rowsIn: 70, rowsOut: 70 }]);
  });

  it('writes empty relations where there is no target', async () => {
    const test = await createRunWith({});
    try {
      await runStage(test, findCandidates);
      const report = await runStage(test, planDialogs);
      assert.deepEqual(report.rows, { plans: 0, unplanned_targets: 0 });
      assert.ok(Object.keys(report.figures).length >= 16);
      assert.deepEqual([...new Set(Object.values(report.figures))], [0]);
    } finally {
      await test.remove();
    }
  });
});
