import assert from 'node:assert/strict';
import { findCandidates } from '../../../activities/planning/find-candidates.ts';
import { createRandom } from '../../../studio/random.ts';
import { createRunWith, readRelation, runStage } from '../../studio/planning/relations.ts';
import type { Fixture, FixtureRow } from '../../studio/planning/relations.ts';

const hostile = `'"; drop table reviews; -- ../🦊\\`;
const targetAt = '2024-06-15 12:00:00';

interface Review {
  user: string;
  item: string;
  at: string;
  rating?: number;
  /** Aspect to sentiment. */
  says?: Record<string, number>;
  /** The term of the run's that it says it of. */
  term?: string;
}

const reviewRow = ({ user, item, at, rating = 5 }: Review, index: number): FixtureRow => ({
  review_id: `r${index}`,
  user_id: user,
  item_id: item,
  rating,
  reviewed_at: at,
  text: 'fine',
  in_core: true,
});

function voiceRows({ user, item, at, says = {} }: Review, index: number): FixtureRow[] {
  return Object.entries(says).map(([aspect, sentiment], clause) => ({
    mention_id: `m${index}-${clause}`,
    review_id: `r${index}`,
    user_id: user,
    item_id: item,
    reviewed_at: at,
    aspect_id: aspect,
    clause_no: clause,
    char_start: 0,
    char_end: 4,
    sentiment,
  }));
}

const termVoiceRows = (review: Review, index: number): FixtureRow[] =>
  review.term === undefined
    ? []
    : voiceRows(review, index).map((row) => ({ ...row, term_id: `${String(row['aspect_id'])}.${review.term}` }));

/** One target: user `u` on item `target` of category Food; items are given as [title, category, state]. */
function fixtureOf(
  reviews: readonly Review[],
  items: Record<string, [string | null, string, string?]>,
  profile: Record<string, number> = {},
): Fixture {
  const all = [...reviews, { user: 'u', item: 'target', at: targetAt }];
  const titled: Record<string, readonly [string | null, string, string?]> = { target: ['Blue Door', 'Food'], ...items };
  return {
    reviews: all.map(reviewRow),
    voices: all.flatMap(voiceRows),
    term_voices: all.flatMap(termVoiceRows),
    items: Object.entries(titled).map(([item_id, [title, category, state]]) => ({
      item_id,
      title,
      category,
      price: null,
      attributes: state === undefined ? null : JSON.stringify({ city: `A city of ${state}`, state }),
    })),
    targets: [
      {
        dialog_id: 'd1',
        user_id: 'u',
        item_id: 'target',
        review_id: `r${all.length - 1}`,
        target_at: targetAt,
        rating: 5,
        history_reviews: 4,
        split: 'train',
      },
    ],
    profiles: Object.entries(profile).map(([aspect_id, sentiment]) => ({
      dialog_id: 'd1',
      user_id: 'u',
      as_of: targetAt,
      aspect_id,
      mentions: 1,
      weight: 1,
      sentiment,
      share: 1 / Object.keys(profile).length,
      newest_at: '2020-01-01',
    })),
  };
}

async function find(fixture: Fixture, perStrategy = 2, seed = 1) {
  const test = await createRunWith(fixture, { seed, planning: { distractorsPerStrategy: perStrategy } });
  try {
    const report = await runStage(test, findCandidates);
    const candidates = await readRelation(test, 'candidates', 'dialog_id, rank');
    return {
      report,
      candidates,
      items: candidates.filter((row) => row['role'] === 'distractor').map((row) => String(row['item_id'])),
      of: (strategy: string) =>
        candidates.filter((row) => row['strategy'] === strategy).map((row) => String(row['item_id'])),
      trajectories: await readRelation(test, 'trajectories_as_of', 'dialog_id, item_id, aspect_id'),
    };
  } finally {
    await test.remove();
  }
}

/** `count` reviews of an item by as many strangers, in May 2024. */
const crowd = (item: string, count: number, review: Partial<Review> = {}): Review[] =>
  Array.from({ length: count }, (_, at) => ({ user: `${item}-fan-${at}`, item, at: '2024-05-01 00:00:00', ...review }));

const says = (a01: number, a02: number): Partial<Review> => ({ says: { a01, a02 } });

describe('findCandidates', () => {
  it('puts the target first, then distractors by rank', async () => {
    const { candidates } = await find(
      fixtureOf([...crowd('x', 2), ...crowd('y', 1)], { x: ['Red Lamp', 'Food'], y: ['Old Mill', 'Food'] }),
    );
    assert.deepEqual(
      candidates.map((row) => [row['item_id'], row['role'], row['strategy'], row['rank']]),
      [
        ['target', 'target', 'target', 0],
        ['x', 'distractor', 'popular', 1],
        ['y', 'distractor', 'popular', 2],
      ],
    );
  });

  it('leaves out what was not there before, what the user ever reviewed, and what has no title', async () => {
    const { items } = await find(
      fixtureOf(
        [
          ...crowd('fine', 1),
          { user: 'v', item: 'too-new', at: targetAt },
          { user: 'v', item: 'newer', at: '2025-01-01 00:00:00' },
          ...crowd('known', 5),
          { user: 'u', item: 'known', at: '2024-01-01 00:00:00' },
          ...crowd('known-later', 5),
          { user: 'u', item: 'known-later', at: '2025-01-01 00:00:00' },
          ...crowd('untitled', 5),
          ...crowd('unreadable', 5),
        ],
        {
          fine: ['Red Lamp', 'Food'],
          'too-new': ['Too New', 'Food'],
          newer: ['Newer', 'Food'],
          known: ['Known', 'Food'],
          'known-later': ['Known Later', 'Food'],
          untitled: [null, 'Food'],
          unreadable: ['…!', 'Food'],
          unreviewed: ['Nobody Came', 'Food'],
        },
      ),
      4,
    );
    assert.deepEqual(items, ['fine']);
  });

  it('adds what the user reviewed last before now in the category of the target, as known', async () => {
    const { candidates } = await find(
      fixtureOf(
        [
          { user: 'u', item: 'first', at: '2023-01-01 00:00:00' },
          { user: 'u', item: 'last', at: '2024-01-01 00:00:00' },
          { user: 'u', item: 'elsewhere', at: '2024-02-01 00:00:00' },
          { user: 'u', item: 'later', at: '2025-01-01 00:00:00' },
        ],
        {
          first: ['Red Lamp', 'Food'],
          last: ['Old Mill', 'Food'],
          elsewhere: ['Hot Spot', 'Shops'],
          later: ['Tall Oak', 'Food'],
        },
      ),
    );
    assert.deepEqual(
      candidates.filter((row) => row['role'] === 'known').map((row) => [row['item_id'], row['strategy']]),
      [['last', 'own-history']],
    );
  });

  it('drops titles a reader could take for the target or for a better placed distractor', async () => {
    const titles = {
      same: 'blue  door!',
      longer: 'The Blue Door Inn',
      joined: 'BlueDoor',
      accent: 'Blué Dóor',
      first: 'Red Lamp',
      second: 'Red Lamp Cafe',
      other: 'Redlamps and More',
      blueish: 'Blue Moor',
      slip: 'Bleu Doors',
    };
    const places = Object.keys(titles);
    const { items } = await find(
      fixtureOf(
        places.flatMap((item, at) => crowd(item, places.length - at)),
        Object.fromEntries(Object.entries(titles).map(([item, title]) => [item, [title, 'Food']])),
      ),
      10,
    );
    assert.deepEqual(items.toSorted(), ['first', 'other']);
  });

  it('finds the most reviewed before the month of now, the category of the target first', async () => {
    const { of } = await find(
      fixtureOf(
        [
          ...crowd('elsewhere', 9),
          ...crowd('second', 2),
          ...crowd('first', 3),
          // Much reviewed, but only from June on: not known to the month's list.
          ...crowd('this-month', 8, { at: '2024-06-02 00:00:00' }),
          ...crowd('second', 8, { at: '2024-06-20 00:00:00', user: 'late' }),
        ],
        {
          elsewhere: ['Pump Works', 'Tools'],
          first: ['Red Lamp', 'Food'],
          second: ['Old Mill', 'Food'],
          'this-month': ['Hot Spot', 'Food'],
        },
      ),
      3,
    );
    assert.deepEqual(of('popular'), ['first', 'second', 'elsewhere']);
  });

  it('finds the nearest to the profile by the sentiment of earlier voices', async () => {
    const { of } = await find(
      fixtureOf(
        [
          ...crowd('opposite', 3, says(-0.9, 0.8)),
          ...crowd('near', 1, says(0.8, -0.2)),
          ...crowd('half', 2, says(0.8, 0.8)),
          ...crowd('mute', 4),
          // Was near once, is not any more before June; what is said in June counts no longer.
          ...crowd('opposite', 9, { ...says(0.9, -0.2), at: '2024-06-03 00:00:00', user: 'late' }),
        ],
        {
          opposite: ['Red Lamp', 'Food'],
          near: ['Old Mill', 'Food'],
          half: ['Hot Spot', 'Food'],
          mute: ['Quiet', 'Food'],
        },
        { a01: 0.7, a02: -0.1 },
      ),
      3,
    );
    assert.deepEqual(of('nearest-profile'), ['near', 'half', 'opposite']);
  });

  it('finds what users liked who liked the same, before now and without the user', async () => {
    const { of } = await find(
      fixtureOf(
        [
          { user: 'u', item: 'shared', at: '2024-01-01 00:00:00' },
          { user: 'u', item: 'disliked', at: '2024-01-02 00:00:00', rating: 1 },
          { user: 'v', item: 'shared', at: '2024-02-01 00:00:00' },
          { user: 'w', item: 'shared', at: '2024-02-01 00:00:00' },
          { user: 'v', item: 'both', at: '2024-03-01 00:00:00' },
          { user: 'w', item: 'both', at: '2024-03-01 00:00:00' },
          { user: 'v', item: 'one', at: '2024-03-01 00:00:00' },
          { user: 'w', item: 'hated', at: '2024-03-01 00:00:00', rating: 2 },
          { user: 'w', item: 'after', at: '2024-07-01 00:00:00' },
          { user: 'other', item: 'after', at: '2024-01-01 00:00:00' },
          // Likes the same, but only after now.
          { user: 'late', item: 'shared', at: '2024-07-01 00:00:00' },
          { user: 'late', item: 'late-pick', at: '2024-03-01 00:00:00' },
          // Shares only what the user disliked.
          { user: 'grump', item: 'disliked', at: '2024-02-01 00:00:00' },
          { user: 'grump', item: 'grump-pick', at: '2024-03-01 00:00:00' },
        ],
        Object.fromEntries(
          ['shared', 'disliked', 'both', 'one', 'hated', 'after', 'late-pick', 'grump-pick'].map((item) => [
            item,
            [`Title of ${item.replace('-', '')}`, 'Food'],
          ]),
        ),
      ),
      5,
    );
    assert.deepEqual(of('hard'), ['both', 'one']);
  });

  it('counts an item that several strategies find once, for the most specific of them', async () => {
    const reviews: Review[] = [
      { user: 'u', item: 'shared', at: '2024-01-01 00:00:00' },
      { user: 'v', item: 'shared', at: '2024-02-01 00:00:00' },
      { user: 'v', item: 'x', at: '2024-03-01 00:00:00', says: { a01: 0.5 } },
      ...crowd('y', 1, { says: { a01: 0.5 } }),
      ...crowd('z', 3),
    ];
    const { candidates } = await find(
      fixtureOf(
        reviews,
        { shared: ['Shared', 'Food'], x: ['Red Lamp', 'Food'], y: ['Old Mill', 'Food'], z: ['Hot Spot', 'Food'] },
        { a01: 0.5 },
      ),
    );
    assert.deepEqual(
      candidates.map((row) => [row['strategy'], row['item_id']]),
      [
        ['target', 'target'],
        ['hard', 'x'],
        ['nearest-profile', 'y'],
        ['popular', 'z'],
        ['own-history', 'shared'],
      ],
    );
  });

  it('breaks ties by the seed, not by ids or the order of rows', async () => {
    const names = ['ash', 'elm', 'fir', 'oak', 'yew', 'bay', 'fig', 'plum', 'pear', 'lime', 'palm', 'teak'];
    const fixture = fixtureOf(
      names.flatMap((item) => crowd(item, 1, { says: { a01: 0.4 } })),
      Object.fromEntries(names.map((item) => [item, [`${item} ${item} ${item}`, 'Food']])),
      { a01: 0.4 },
    );
    const random = createRandom(9);
    const shuffled: Fixture = {
      ...fixture,
      reviews: random.shuffle(fixture.reviews ?? []),
      voices: random.shuffle(fixture.voices ?? []),
      items: random.shuffle(fixture.items ?? []),
    };
    const [one, other, reseeded] = [await find(fixture), await find(shuffled), await find(fixture, 2, 2)];
    assert.ok(one.items.length >= 4);
    assert.deepEqual(one.candidates, other.candidates);
    assert.deepEqual(one.trajectories, other.trajectories);
    assert.notDeepEqual(one.items, reseeded.items);
  });

  it('stays in the region of the target where three places of its kind are there, and takes others where not', async () => {
    const names = ['Red Lamp', 'Old Mill', 'Tall Oak', 'Hot Spot'];
    const places = (near: number): Record<string, [string, string, string]> => ({
      target: ['Blue Door', 'Food', 'PA'],
      ...Object.fromEntries(
        names.map((name, at): [string, [string, string, string]] => [
          `i${at}`,
          [name, 'Food', at < near ? 'PA' : 'FL'],
        ]),
      ),
    });
    const reviews = names.flatMap((_, at) => crowd(`i${at}`, 5 + at));
    const found = async (near: number) => (await find(fixtureOf(reviews, places(near)), 4)).items.toSorted();
    assert.deepEqual(await found(3), ['i0', 'i1', 'i2']);
    assert.deepEqual(await found(2), ['i0', 'i1', 'i2', 'i3']);
    const anywhere = Object.fromEntries(
      names.map((name, at): [string, [string, string]] => [`i${at}`, [name, 'Food']]),
    );
    assert.equal((await find(fixtureOf(reviews, anywhere), 4)).items.length, 4);
  });

  it('leaves hostile ids and titles whole', async () => {
    const { items, trajectories } = await find(
      fixtureOf(crowd(hostile, 2, { says: { a01: -0.6 } }), { [hostile]: [`O'Brien "${hostile}"`, `Food' or 1=1`] }),
    );
    assert.deepEqual(items, [hostile]);
    assert.deepEqual(
      trajectories.map((row) => [row['item_id'], row['n'], row['negative']]),
      [[hostile, 2, 2]],
    );
  });

  it('knows of each candidate only what was said before now', async () => {
    const { trajectories } = await find(
      fixtureOf(
        [
          { user: 'v', item: 'x', at: '2024-06-15 11:59:59', says: { a01: 0.5 } },
          { user: 'w', item: 'x', at: targetAt, says: { a01: -0.5 } },
          ...crowd('x', 1, { says: { a02: 0.3 } }),
          { user: 'w', item: 'target', at: '2024-01-01 00:00:00', says: { a01: 0.9 } },
        ],
        { x: ['Red Lamp', 'Food'] },
      ),
    );
    assert.deepEqual(
      trajectories.map((row) => [row['item_id'], row['aspect_id'], row['n'], row['positive'], row['negative']]),
      [
        ['target', 'a01', 1, 1, 0],
        ['x', 'a01', 1, 1, 0],
        ['x', 'a02', 1, 1, 0],
      ],
    );
  });

  it('knows as much of terms, and no term decides which candidates there are', async () => {
    const known: Review[] = [
      { user: 'v', item: 'x', at: '2024-05-14 12:00:00', says: { a01: 0.5 }, term: 'burger' },
      { user: 'w', item: 'x', at: '2024-05-13 12:00:00', says: { a01: -0.5 }, term: 'fry' },
      { user: 'y', item: 'x', at: targetAt, says: { a01: -0.5 }, term: 'burger' },
      ...crowd('y', 3, { says: { a02: 0.5 }, term: 'waiter' }),
    ];
    const items: Record<string, [string, string]> = { x: ['Red Lamp', 'Food'], y: ['Old Mill', 'Food'] };
    const { candidates, trajectories } = await find(fixtureOf(known, items, { a01: 0.5 }));
    assert.deepEqual(
      trajectories.map((row) => [row['item_id'], row['aspect_id'], row['n'], row['positive'], row['negative']]),
      [
        ['x', 'a01', 2, 1, 1],
        ['x', 'a01.burger', 1, 1, 0],
        ['x', 'a01.fry', 1, 0, 1],
        ['y', 'a02', 3, 3, 0],
        ['y', 'a02.waiter', 3, 3, 0],
      ],
    );
    const without = known.map(({ term: _term, ...review }) => review);
    assert.deepEqual((await find(fixtureOf(without, items, { a01: 0.5 }))).candidates, candidates);
  });

  it('reports what each strategy found and kept, and dialogs left without a distractor', async () => {
    const { report } = await find(fixtureOf(crowd('x', 2), { x: ['Red Lamp', 'Food'] }));
    assert.deepEqual(
      report.steps.map(({ step, rowsIn, rowsOut }) => [step, rowsIn, rowsOut]),
      [
        ['distractors, popular', 1, 1],
        ['distractors, same-category', 1, 0],
      ],
    );
    assert.deepEqual(report.figures, { dialogs_without_distractor: 0, mean_distractors: 1 });
    const lonely = await find(fixtureOf([], {}));
    assert.deepEqual(lonely.report.figures, { dialogs_without_distractor: 1, mean_distractors: 0 });
    assert.deepEqual(
      lonely.candidates.map((row) => row['item_id']),
      ['target'],
    );
  });
});
