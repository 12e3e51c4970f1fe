import assert from 'node:assert/strict';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish, Candidate, DialogPlan, PlannedTurn, TurnSlots } from '../../../schemas/dialog-plan.ts';
import type { Evidence } from '../../../schemas/evidence.ts';
import type { Act, Speaker } from '../../../schemas/super-node.ts';
import { findPlanProblems } from '../../../studio/planning/plan-problems.ts';

const evidence = (
  side: Evidence['side'],
  itemId: string,
  sentiment: number,
  change: Partial<Evidence> = {},
): Evidence => ({
  side,
  reviewId: `r-${itemId}`,
  itemId,
  aspectId: 'a01',
  month: '2024-05-01',
  reviewedAt: '2024-05-05T00:00:00.000Z',
  charStart: 0,
  charEnd: 5,
  sentiment,
  ...change,
});

const wish: AspectWish = {
  aspectId: 'a01',
  topicId: 'a01',
  label: 'service',
  source: 'profile',
  share: 0.5,
  sentiment: 0.5,
  polarity: 'positive',
  evidence: [evidence('user', 'past', 0.6)],
};
const secret: AspectWish = {
  ...wish,
  aspectId: 'a02',
  topicId: 'a02',
  label: 'price',
  source: 'intent',
  share: 0,
  evidence: [],
};

const claim = (itemId: string, level: number): Claim => ({
  itemId,
  aspectId: 'a01',
  topicId: 'a01',
  label: 'service',
  polarity: level > 0 ? 'positive' : 'negative',
  n: 2,
  positive: level > 0 ? 2 : 0,
  negative: level < 0 ? 2 : 0,
  level,
  trend: 'steady',
  since: null,
  evidence: [evidence('community', itemId, level)],
  quotes: [],
});

const candidate = (itemId: string, role: Candidate['role'], claims: Claim[]): Candidate => ({
  itemId,
  title: `Title of ${itemId}`,
  category: 'Food',
  price: null,
  role,
  strategy: role === 'target' ? 'target' : 'popular',
  claims,
  remarks: [],
});

const named = (itemId: string) => ({ itemId, title: `Title of ${itemId}` });
const about = { aspectId: 'a01', topicId: 'a01', label: 'service' };
const bad = claim('bad', -0.6);
const good = claim('target', 0.6);

const steps: [Speaker, PlannedTurn['superNode'], Act, TurnSlots][] = [
  ['system', 'Open', 'greet', {}],
  ['user', 'ElicitNeed', 'state_need', { category: 'Food' }],
  ['system', 'ElicitAspects', 'ask_aspects', {}],
  ['user', 'ElicitAspects', 'state_aspects', { wishes: [wish] }],
  ['system', 'Recommend', 'recommend', { ...named('bad'), price: null, claims: [bad] }],
  ['user', 'Reject', 'reject', { ...named('bad'), about, claims: [bad], wishes: [wish] }],
  ['system', 'Recommend', 'recommend', { ...named('target'), price: null, claims: [good] }],
  ['user', 'Accept', 'accept', { ...named('target'), about, claims: [good] }],
  ['system', 'Close', 'close', { ...named('target'), outcome: 'accepted' }],
];

const sound: DialogPlan = {
  dialogId: 'd',
  userId: 'u',
  targetItemId: 'target',
  asOf: '2024-06-01T00:00:00.000Z',
  seed: 1,
  domain: 'yelp',
  style: { talkativeness: 0.5, decisiveness: 0.5, criticality: 0.5 },
  outcome: 'accepted',
  outcomeReason: 'the user took the item, and others praise it',
  persona: null,
  memories: [],
  wishes: [wish, secret],
  candidates: [candidate('bad', 'distractor', [bad]), candidate('target', 'target', [good])],
  path: ['Open', 'ElicitNeed', 'ElicitAspects', 'Recommend', 'Reject', 'Recommend', 'Accept', 'Close'],
  turns: steps.map(([speaker, superNode, act, slots], turn) => ({
    turn,
    speaker,
    superNode,
    act,
    slots,
    evidence: [],
  })),
};

/** The sound plan with other slots in one turn. */
const withSlots = (turn: number, slots: TurnSlots): DialogPlan => ({
  ...sound,
  turns: sound.turns.map((step) => (step.turn === turn ? { ...step, slots: { ...step.slots, ...slots } } : step)),
});
const withTurn = (turn: number, change: Partial<PlannedTurn>): DialogPlan => ({
  ...sound,
  turns: sound.turns.map((step) => (step.turn === turn ? { ...step, ...change } : step)),
});
const without = (...turns: number[]): DialogPlan => ({
  ...sound,
  turns: sound.turns.filter(({ turn }) => !turns.includes(turn)).map((step, turn) => ({ ...step, turn })),
});

describe('findPlanProblems', () => {
  it('finds none in a sound plan', () => {
    assert.deepEqual(findPlanProblems(sound), []);
  });

  const unsound: [string, DialogPlan, RegExp][] = [
    ['a turn out of place', withTurn(3, { turn: 7 }), /turn 7 stands in place 3/],
    ['an act of the wrong speaker', withTurn(7, { speaker: 'system' }), /accept is no act of the system/],
    ['one speaker twice in a row', without(2), /the user speaks twice in a row/],
    ['a missing slot', withTurn(6, { slots: named('target') }), /turn 6: recommend lacks price/],
    [
      'evidence of now',
      withTurn(3, { evidence: [evidence('user', 'past', 0.6, { reviewedAt: sound.asOf })] }),
      /review r-past is not earlier/,
    ],
    [
      'evidence without a readable date',
      withTurn(3, { evidence: [evidence('user', 'past', 0.6, { reviewedAt: 'soon' })] }),
      /review r-past is not earlier/,
    ],
    [
      'a wish without evidence',
      { ...sound, wishes: [{ ...wish, evidence: [] }] },
      /the wish for service lacks its evidence/,
    ],
    [
      'a wish backed by the opposite',
      { ...sound, wishes: [{ ...wish, evidence: [evidence('user', 'past', -0.6)] }] },
      /the wish for service/,
    ],
    [
      'an intent with evidence',
      { ...sound, wishes: [wish, { ...secret, evidence: wish.evidence }] },
      /the wish for price/,
    ],
    [
      'a claim backed by the opposite',
      withSlots(6, { claims: [{ ...good, evidence: bad.evidence }] }),
      /the claim on service of target/,
    ],
    [
      'a claim backed by another item',
      withSlots(6, { claims: [{ ...good, evidence: [evidence('community', 'bad', 0.6)] }] }),
      /the claim on service of target/,
    ],
    [
      'a mixed claim with one side',
      withSlots(6, { claims: [{ ...good, polarity: 'mixed' }] }),
      /the claim on service of target/,
    ],
    [
      'an item that is no candidate',
      withSlots(6, named('stranger')),
      /Title of stranger is not the title of a candidate/,
    ],
    [
      'an item called by another name',
      withSlots(6, { title: 'Title of bad' }),
      /turn 6: Title of bad is not the title/,
    ],
    [
      'a title before its Recommend',
      withSlots(3, named('target')),
      /turn 3: the user speaks of an item before it is recommended/,
    ],
    ['the same item twice', withSlots(6, { ...named('bad') }), /turn 6: bad is recommended again/],
    ['an item left without an answer', without(5), /bad is left without an answer/],
    ['a refused target', withSlots(5, { ...named('target') }), /turn 5: the wrong item to reject/],
    [
      'an answer to what is not on the table',
      withSlots(7, { ...named('bad') }),
      /turn 7: answers to what is not on the table/,
    ],
    ['no acceptance', without(7, 8), /the outcome is accepted, but the user decides by: nothing/],
    [
      'another ending than the outcome says',
      { ...sound, outcome: 'left' },
      /the outcome is left, but the user decides by: accept/,
    ],
    [
      'a doubt where none is said to be',
      withSlots(7, { doubt: { about, claim: good } }),
      /turn 7: a doubt, but the outcome is accepted/,
    ],
    [
      'no doubt where one is said to be',
      { ...sound, outcome: 'accepted_with_doubt' },
      /turn 7: no doubt, but the outcome/,
    ],
    [
      'a doubt that no answer raised',
      withSlots(7, { doubt: { about: { aspectId: 'a09', topicId: 'a09', label: 'parking' }, claim: null } }),
      /turn 7: the doubt has no ground/,
    ],
    [
      'an acceptance for what is unknown',
      withSlots(7, { about: { aspectId: 'a09', topicId: 'a09', label: 'parking' }, claims: [] }),
      /turn 7: the acceptance has no ground/,
    ],
    [
      'an acceptance for a wish that was dropped',
      withTurn(3, { act: 'drop_wish', slots: { ...named('target'), dropped: about } }),
      /turn 7: accepts for a wish that was dropped/,
    ],
    [
      'a mixed wish with one side',
      { ...sound, wishes: [{ ...wish, polarity: 'mixed' }] },
      /the wish for service lacks its evidence/,
    ],
    [
      'a neutral wish with an opinion',
      { ...sound, wishes: [{ ...wish, polarity: 'neutral' }] },
      /the wish for service lacks its evidence/,
    ],
    ['a refusal for what was never said', withSlots(4, { claims: [] }), /turn 5: the refusal has no ground/],
    [
      'a refusal for what is fine',
      withSlots(5, { claims: [{ ...bad, polarity: 'positive', evidence: [evidence('community', 'bad', 0.6)] }] }),
      /turn 5: the refusal has no ground/,
    ],
    [
      'a refusal for what is not wished for',
      withSlots(5, { about: { aspectId: 'a09', topicId: 'a09', label: 'parking' } }),
      /turn 5: the refusal has no ground/,
    ],
    [
      "wishes in the system's hands",
      withSlots(6, { wishes: [wish] }),
      /turn 6: the system is handed the user's wishes/,
    ],
    [
      'a system that has no answer to what nobody spoke of',
      withSlots(6, { unknown: [{ aspectId: 'a02', topicId: 'a02', label: 'price' }] }),
      /turn 6: the system speaks of price, which the user has not spoken of/,
    ],
    [
      'a system that asks for the hidden intent',
      withTurn(2, { act: 'ask_detail', slots: { about: { aspectId: 'a02', topicId: 'a02', label: 'price' } } }),
      /turn 2: the system asks for the hidden intent/,
    ],
  ];
  for (const [what, plan, problem] of unsound) {
    it(`finds ${what}`, () => {
      assert.match(findPlanProblems(plan).join('\n'), problem);
    });
  }
});
