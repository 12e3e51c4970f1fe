import assert from 'node:assert/strict';
import { readAspects, readComplaints, readMentions, readStatements, wilsonInterval } from '../../bench/readings.ts';

describe('Wilson’s interval of a share', () => {
  it('is the published one', () => {
    // Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3.
    const [low, high] = wilsonInterval(81, 263);
    assert.deepEqual([low.toFixed(4), high.toFixed(4)], ['0.2553', '0.3662']);
  });

  it('stays in [0, 1] and has a width at none and all', () => {
    assert.equal(wilsonInterval(0, 10)[0], 0);
    assert.equal(wilsonInterval(0, 10)[1].toFixed(4), '0.2775');
    assert.equal(wilsonInterval(10, 10)[1], 1);
    assert.equal(wilsonInterval(10, 10)[0].toFixed(4), '0.7225');
  });

  it('is of some trials', () => {
    assert.throws(() => wilsonInterval(0, 0), /no share: 0 of 0/u);
    assert.throws(() => wilsonInterval(3, 2), /no share: 3 of 2/u);
  });
});

const verdict = { mentionId: 'r1:0:4', term: true, polarity: true, aspect: true };
const named = (results: readonly { name: string; value: number | string }[]): Record<string, number | string> =>
  Object.fromEntries(results.map(({ name, value }) => [name, value]));

describe('Readings by hand', () => {
  it('call a mention true where term and polarity are, whatever its aspect', () => {
    const verdicts = [
      verdict,
      { ...verdict, mentionId: 'r2:0:4', aspect: false },
      { ...verdict, mentionId: 'r3:0:4', polarity: false, fault: 'negation' },
      { ...verdict, mentionId: 'r4:0:4', term: false, fault: 'span' },
    ];
    const counted = named(readMentions({ sample: 's', run: 'r', drawn: 'd', of: 9, verdicts }));
    assert.deepEqual(counted, {
      'mentions: claim true (term and polarity)': 0.5,
      'mentions: term right': 0.75,
      'mentions: polarity right': 0.75,
      'mentions: aspect right': 0.75,
      'mentions: fault negation': 1,
      'mentions: fault span': 1,
    });
  });

  it('count nothing twice', () => {
    const twice = { sample: 's', run: 'r', drawn: 'd', of: 9, verdicts: [verdict, verdict] };
    assert.throws(() => readMentions(twice), /read twice: r1:0:4/u);
  });

  it('tell the share of right aspects, and refuse a mention that is read twice', () => {
    const verdicts = [
      { mentionId: 'r1:0:4', isRight: true },
      { mentionId: 'r2:0:4', isRight: false },
    ];
    const given = { sample: 's', state: 'before', drawn: 'd', of: 9, verdicts };
    const { value, unit, setting } = readAspects(given);
    assert.equal(value, 0.5);
    assert.match(unit, /^of 2, /u);
    assert.equal(setting, 's, before; 2 of 9 mentions of kept aspects with a polarity');
    assert.throws(() => readAspects({ ...given, verdicts: [...verdicts, ...verdicts] }), /read twice: r1:0:4/u);
  });

  it('set complaints found against all of them, and the negative mentions that are right against all of those', () => {
    const complaint = { clause: 0, kind: 'term', mentionId: null, nearest: 'none' } as const;
    const counted = named(
      readComplaints({
        sample: 's',
        run: 'r',
        drawn: 'd',
        reviews: [
          {
            reviewId: 'r1',
            complaints: [{ ...complaint, mentionId: 'r1:0:4', nearest: 'found' }, complaint],
            negatives: [
              { mentionId: 'r1:0:4', isTrue: true },
              { mentionId: 'r1:2:40', isTrue: false },
            ],
          },
          {
            reviewId: 'r2',
            complaints: [
              { ...complaint, kind: 'wish', nearest: 'doubtful' },
              { ...complaint, kind: 'wish' },
            ],
            negatives: [],
          },
        ],
      }),
    );
    assert.deepEqual(counted, {
      'complaints found': 0.25,
      'complaints found, likely ones counted (confidence from 0.5)': 0.5,
      'negative mentions that are true': 0.5,
      'complaints found: term': 0.5,
      'complaints found: wish': 0,
    });
  });

  it('count statements by what they say, with what is wrong in them', () => {
    const statement = { sample: 's', dialogId: 'd1', turn: 4, statement: 0, says: 'opinion', isCarried: true } as const;
    const verdicts = [
      statement,
      { ...statement, statement: 1, isCarried: false, fault: 'other-aspect' },
      { ...statement, turn: 6, says: 'nothing known' as const },
    ];
    assert.deepEqual(named(readStatements({ runs: { s: 'r' }, drawn: 'd', verdicts })), {
      'item statements carried': 0.667,
      'item statements carried: opinion': 0.5,
      'item statements carried: nothing known': 1,
      'item statements: fault other-aspect': 1,
    });
    assert.throws(
      () => readStatements({ runs: {}, drawn: 'd', verdicts: [statement, statement] }),
      /read twice: s d1 4 0/u,
    );
  });
});
