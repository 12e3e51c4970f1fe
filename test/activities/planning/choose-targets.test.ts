import assert from 'node:assert/strict';
import { chooseTargets } from '../../../activities/planning/choose-targets.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { createRandom } from '../../../studio/random.ts';
import { createRunWith, readRelation, runStage } from '../../studio/planning/relations.ts';
import type { Fixture, FixtureRow } from '../../studio/planning/relations.ts';

const hostile = `'"; drop table reviews; -- ../🦊\\`;

interface Visit {
  item: string;
  day: number;
  rating?: number;
  core?: boolean;
  mention?: boolean;
}

/** One user's reviews on days of January 2024 and, where wanted, a voice on an aspect in each. */
function userReviews(user: string, visits: readonly Visit[]): Fixture {
  const reviews = visits.map(({ item, day, rating = 5, core = true }, at) => ({
    review_id: `${user}-${at}`,
    user_id: user,
    item_id: item,
    rating,
    reviewed_at: `2024-01-${String(day).padStart(2, '0')} 00:00:00`,
    text: 'fine',
    in_core: core,
  }));
  const voices = reviews
    .filter((_, at) => visits[at]?.mention === true)
    .map((review) => ({ ...review, mention_id: `m-${review.review_id}`, aspect_id: 'a01', sentiment: 0.5 }));
  return { reviews, voices };
}

const merge = (fixtures: readonly Fixture[]): Fixture => ({
  reviews: fixtures.flatMap(({ reviews = [] }) => reviews),
  voices: fixtures.flatMap(({ voices = [] }) => voices),
  items: ['a', 'b', 'c', 'd', 'e', hostile]
    .map((item): FixtureRow => ({ item_id: item, title: `Title ${item}`, category: 'Food', price: null }))
    .concat([
      { item_id: 'untitled', title: null, category: 'unknown', price: null },
      { item_id: 'blank', title: ' … ', category: 'Food', price: null },
    ]),
});

const loose = { minimumHistory: 2, minimumRating: 4, minimumEvidence: 0 };
const config = { targets: loose };

const days = (...items: string[]): Visit[] => items.map((item, at) => ({ item, day: at + 1, mention: at === 0 }));

async function choose(fixture: Fixture, settings: object = config) {
  const test = await createRunWith(fixture, settings);
  try {
    const report = await runStage(test, chooseTargets);
    return {
      report,
      targets: await readRelation(test, 'targets', 'dialog_id'),
      ineligible: await readRelation(test, 'ineligible_users', 'user_id'),
    };
  } finally {
    await test.remove();
  }
}

describe('chooseTargets', () => {
  it('takes the latest review that meets every condition', async () => {
    const { targets, ineligible } = await choose(merge([userReviews('u', days('a', 'b', 'c', 'd'))]));
    assert.equal(targets.length, 1);
    const [target] = targets;
    assert.match(String(target?.['dialog_id']), /^d[0-9a-f]{20}$/);
    assert.deepEqual(
      { ...target, dialog_id: '' },
      {
        dialog_id: '',
        user_id: 'u',
        item_id: 'd',
        review_id: 'u-3',
        target_at: '2024-01-04T00:00:00.000Z',
        rating: 5,
        history_reviews: 3,
        split: 'train',
        is_reserve: false,
      },
    );
    assert.deepEqual(ineligible, []);
  });

  it('passes over items of which nobody else had an opinion before, and counts them', async () => {
    const { report, targets, ineligible } = await choose(
      merge([
        userReviews('u', days('a', 'b', 'c', 'd')),
        userReviews('v', [{ item: 'c', day: 2, mention: true }]),
        userReviews('w', [
          { item: 'e', day: 1, mention: true },
          { item: 'a', day: 2 },
          { item: 'd', day: 9 },
        ]),
      ]),
      { targets: { ...loose, minimumEvidence: 1 } },
    );
    assert.deepEqual(
      targets.map((target) => [target['user_id'], target['item_id']]),
      [['u', 'c']],
    );
    assert.deepEqual(
      ineligible.filter(({ reason }) => reason === 'no-earlier-evidence').map(({ user_id }) => user_id),
      ['w'],
    );
    assert.deepEqual([report.figures['possible'], report.figures['without_evidence']], [2, 2]);
  });

  it('lowers the minimum of evidence where it leaves too few targets, and says how many it left', async () => {
    const fixture = merge([
      userReviews('u', days('a', 'b', 'c', 'd')),
      userReviews('v', [{ item: 'c', day: 2, mention: true }]),
    ]);
    const asked = { ...loose, minimumEvidence: 3 };
    const { report, targets } = await choose(fixture, { targets: { ...asked, minimumTargets: 1 } });
    assert.deepEqual(
      targets.map((target) => [target['user_id'], target['item_id']]),
      [['u', 'c']],
    );
    const { minimum_evidence, 'targets at evidence 3': left } = report.figures;
    assert.deepEqual([minimum_evidence, left], [1, 0]);
    assert.deepEqual((await choose(fixture, { targets: { ...asked, minimumTargets: 0 } })).targets, []);
  });

  it('passes over low ratings, items without a readable title and items reviewed before', async () => {
    const visits = days('a', 'b', 'c', 'd', 'untitled', 'blank', 'b').map((visit) =>
      visit.item === 'd' ? { ...visit, rating: 2 } : visit,
    );
    const { targets } = await choose(merge([userReviews('u', visits)]));
    assert.deepEqual(
      targets.map((target) => target['item_id']),
      ['c'],
    );
  });

  it('counts only strictly earlier reviews and mentions as history', async () => {
    const sameDay: Visit[] = ['a', 'b', 'c'].map((item) => ({ item, day: 5, mention: true }));
    const { targets, ineligible } = await choose(
      merge([
        userReviews('same-day', sameDay),
        userReviews('one-later', [...sameDay, { item: 'd', day: 6 }]),
        userReviews('mention-too-late', [
          { item: 'a', day: 1 },
          { item: 'b', day: 2 },
          { item: 'c', day: 5, mention: true },
          { item: 'd', day: 5 },
        ]),
      ]),
    );
    assert.deepEqual(
      targets.map((target) => [target['user_id'], target['history_reviews']]),
      [['one-later', 3]],
    );
    assert.deepEqual(ineligible, [
      { user_id: 'mention-too-late', reason: 'no-earlier-mention' },
      { user_id: 'same-day', reason: 'short-history' },
    ]);
  });

  it('names the first condition that fails for every core user without a target, and loses none', async () => {
    const { report, targets, ineligible } = await choose(
      merge([
        userReviews('eligible', days('a', 'b', 'c')),
        userReviews(
          'dislikes-all',
          days('a', 'b', 'c').map((visit) => ({ ...visit, rating: 1 })),
        ),
        userReviews('untitled-only', days('untitled', 'blank', 'untitled')),
        userReviews('short', days('a', 'b')),
        userReviews(
          'silent',
          days('a', 'b', 'c').map((visit) => ({ ...visit, mention: false })),
        ),
        // The only liked review is the second one of its item.
        userReviews('again', [
          { item: 'a', day: 1, rating: 1, mention: true },
          { item: 'b', day: 2, rating: 1 },
          { item: 'a', day: 3, rating: 5 },
        ]),
        userReviews(
          'not-in-core',
          days('a', 'b', 'c').map((visit) => ({ ...visit, core: false })),
        ),
      ]),
    );
    assert.deepEqual(ineligible, [
      { user_id: 'again', reason: 'no-first-review' },
      { user_id: 'dislikes-all', reason: 'no-liked-review' },
      { user_id: 'short', reason: 'short-history' },
      { user_id: 'silent', reason: 'no-earlier-mention' },
      { user_id: 'untitled-only', reason: 'no-titled-item' },
    ]);
    assert.deepEqual(
      targets.map((target) => target['user_id']),
      ['eligible'],
    );
    assert.deepEqual(
      report.steps.map(({ step, rowsIn, rowsOut }) => [step, rowsIn, rowsOut]),
      [
        ['users less no-liked-review', 6, 5],
        ['users less no-titled-item', 5, 4],
        ['users less no-first-review', 4, 3],
        ['users less short-history', 3, 2],
        ['users less no-earlier-mention', 2, 1],
        ['users less no-earlier-evidence', 1, 1],
        ['users less beyond-limit', 1, 1],
        ['targets of the users left', 1, 1],
      ],
    );
  });

  it('takes several targets a user where asked, the latest ones, and one where two reviews of an item share a time', async () => {
    const settings = { targets: { ...loose, perUser: 2 } };
    const { targets } = await choose(merge([userReviews('u', days('a', 'b', 'c', 'd', 'e'))]), settings);
    assert.deepEqual(targets.map((target) => String(target['item_id'])).toSorted(), ['d', 'e']);
    const twice = await choose(
      merge([userReviews('u', [...days('a', 'b'), { item: 'c', day: 9 }, { item: 'c', day: 9 }])]),
      settings,
    );
    assert.deepEqual(
      twice.targets.map((target) => target['review_id']),
      ['u-2'],
    );
  });

  it('tells hostile ids apart and leaves them whole', async () => {
    const users = [hostile, `${hostile}"`, '["a","b"]', 'x'.repeat(10_000)];
    const { targets } = await choose(merge(users.map((user) => userReviews(user, days('a', 'b', hostile)))));
    assert.deepEqual(targets.map((target) => String(target['user_id'])).toSorted(), users.toSorted());
    assert.equal(new Set(targets.map((target) => target['dialog_id'])).size, users.length);
    assert.ok(targets.every((target) => target['item_id'] === hostile));
  });

  it('gives the latest users to test, those before to valid, and keeps a user in one split', async () => {
    const users = Array.from({ length: 10 }, (_, at) =>
      userReviews(
        `u${at}`,
        days('a', 'b', 'c', 'd').map((visit) => ({ ...visit, day: visit.day + at })),
      ),
    );
    const settings = { targets: { ...loose, perUser: 2, validShare: 0.2, testShare: 0.3 } };
    const { targets } = await choose(merge(users), settings);
    const splits = new Map(targets.map((target) => [target['user_id'], target['split']]));
    assert.equal(targets.length, 20);
    assert.deepEqual(
      Array.from({ length: 10 }, (_, at) => splits.get(`u${at}`)),
      ['train', 'train', 'train', 'train', 'train', 'valid', 'valid', 'test', 'test', 'test'],
    );
    for (const target of targets) assert.equal(target['split'], splits.get(target['user_id']));
  });

  it('limits the targets by the order of their hashed ids and counts the users left out', async () => {
    const users = merge(['p', 'q', 'r', 's', 't'].map((user) => userReviews(user, days('a', 'b', 'c'))));
    const all = await choose(users);
    const settings = { targets: { ...loose, limit: 2, reserveShare: 0 } };
    const { targets, ineligible, report } = await choose(users, settings);
    assert.deepEqual(
      targets.map((target) => target['dialog_id']),
      all.targets.map((target) => target['dialog_id']).slice(0, 2),
    );
    assert.equal(ineligible.filter((row) => row['reason'] === 'beyond-limit').length, 3);
    assert.deepEqual([report.rows['targets'], report.rows['ineligible_users']], [2, 3]);
  });

  it('keeps a reserve beyond the limit, and gives each split its share of both', async () => {
    const names = Array.from({ length: 40 }, (_none, at) => `user ${at}`);
    const users = merge(
      names.map((user, at) =>
        userReviews(
          user,
          days('a', 'b', 'c').map((visit) => ({ ...visit, day: visit.day + (at % 25) })),
        ),
      ),
    );
    const settings = { targets: { ...loose, limit: 20, reserveShare: 0.5, testShare: 0.2, validShare: 0.1 } };
    const { targets, report } = await choose(users, settings);
    const count = (split: string, isReserve: boolean): number =>
      targets.filter((target) => target['split'] === split && target['is_reserve'] === isReserve).length;
    assert.deepEqual([count('train', false), count('valid', false), count('test', false)], [14, 2, 4]);
    assert.deepEqual([count('train', true), count('valid', true), count('test', true)], [7, 1, 2]);
    assert.deepEqual(report.figures, {
      asked: 20,
      reserve: 10,
      eligible_left: 10,
      minimum_evidence: 0,
      possible: 40,
      without_evidence: 0,
    });
  });

  it('asks for what there is where that is less than the limit, and keeps nothing in reserve', async () => {
    const users = merge(['p', 'q', 'r'].map((user) => userReviews(user, days('a', 'b', 'c'))));
    const { targets, report } = await choose(users, { targets: { ...loose, limit: 20 } });
    assert.deepEqual(
      targets.map((target) => target['is_reserve']),
      [false, false, false],
    );
    assert.deepEqual(report.figures, {
      asked: 3,
      reserve: 0,
      eligible_left: 0,
      minimum_evidence: 0,
      possible: 3,
      without_evidence: 0,
    });
  });

  it('does not depend on the order of rows', async () => {
    const fixture = merge(
      ['p', 'q', 'r', 's', 't'].map((user) =>
        userReviews(
          user,
          days('a', 'b', 'c', 'd').map((visit) => ({ ...visit, day: Math.min(visit.day, 3) })),
        ),
      ),
    );
    const random = createRandom(3);
    const shuffled: Fixture = {
      reviews: random.shuffle(fixture.reviews ?? []),
      voices: random.shuffle(fixture.voices ?? []),
      items: random.shuffle(fixture.items ?? []),
    };
    const [one, other] = [await choose(fixture), await choose(shuffled)];
    assert.equal(one.targets.length, 5);
    assert.deepEqual(one.targets, other.targets);
    assert.deepEqual(one.ineligible, other.ineligible);
  });

  it('refuses shares that add up to more than all users', async () => {
    await assert.rejects(choose(merge([]), { targets: { validShare: 0.5, testShare: 0.6 } }), (error) => {
      assert.ok(error instanceof StudioFailure);
      assert.equal(error.name, 'InvalidRunConfig');
      assert.match(error.message, /validShare \+ targets\.testShare is 1\.1/);
      return true;
    });
  });

  it('writes empty relations where there is no review', async () => {
    const { targets, ineligible } = await choose(merge([]));
    assert.deepEqual([targets, ineligible], [[], []]);
  });
});
