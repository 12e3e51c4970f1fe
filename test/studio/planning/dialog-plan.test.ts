import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DialogPlanSchema } from '../../../schemas/dialog-plan.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { isGood } from '../../../studio/planning/doubts.ts';
import { decisionOf } from '../../../studio/planning/decision-acts.ts';
import { findPlanProblems } from '../../../studio/planning/plan-problems.ts';
import { OutcomeSchema } from '../../../schemas/outcome.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { buildDialogPlan } from '../../../studio/planning/dialog-plan.ts';
import type { PlanOutcome } from '../../../studio/planning/dialog-plan.ts';
import type { PacketCandidate, PlanPacket, Trajectory } from '../../../studio/planning/plan-packet.ts';
import { parseSuperNodeGraph } from '../../../studio/planning/super-node-graph.ts';
import { toProfileWish } from '../../../studio/planning/wishes.ts';
import superNodes from '../../../studio/planning/super-nodes.json' with { type: 'json' };
import { anyPacket, asOf, labelOf } from './packets.ts';

const graph = parseSuperNodeGraph(superNodes);
const noOutcomes = { accepted: 0, accepted_with_doubt: 0, postponed: 0, left: 0, already_known: 0 };
const settings = { domain: 'yelp', maximumRejected: 3, outcomes: { ...noOutcomes, accepted: 1 } };

const build = (packet: PlanPacket, seed = 1, maximumRejected = 3): PlanOutcome =>
  buildDialogPlan(packet, graph, { ...settings, maximumRejected }, seed);

function planOf(outcome: PlanOutcome): DialogPlan {
  if ('plan' in outcome) return outcome.plan;
  throw new Error(`no plan: ${outcome.reason}: ${outcome.detail}`);
}

const said = (aspectId: string, sentiment: number, day = 1): PlanPacket['profile'][number] => ({
  aspectId,
  label: labelOf(aspectId),
  share: 0.5,
  sentiment,
  mentions: [
    {
      reviewId: `own-${aspectId}`,
      itemId: 'past',
      reviewedAt: `2024-05-0${day}T00:00:00.000Z`,
      charStart: 0,
      charEnd: 9,
      sentiment,
    },
  ],
  terms: null,
});

const trajectory = (aspectId: string, level: number, change: Partial<Trajectory> = {}): Trajectory => ({
  aspectId,
  label: labelOf(aspectId),
  n: 4,
  positive: level > 0 ? 4 : 0,
  negative: level < 0 ? 4 : 0,
  level,
  trend: 'steady',
  firstMonth: '2023-01-01',
  evidence: [
    { reviewId: `r-${aspectId}`, reviewedAt: '2024-04-01T00:00:00.000Z', charStart: 3, charEnd: 20, sentiment: level },
  ],
  ...change,
});

const item = (itemId: string, trajectories: Trajectory[], change: Partial<PacketCandidate> = {}): PacketCandidate => ({
  itemId,
  title: `Title of ${itemId}`,
  category: 'Food',
  price: null,
  role: 'distractor',
  strategy: 'popular',
  rank: 1,
  path: [],
  trajectories,
  ...change,
});

const target = (trajectories: Trajectory[], change: Partial<PacketCandidate> = {}): PacketCandidate =>
  item('target', trajectories, { role: 'target', strategy: 'target', rank: 0, ...change });

const packetOf = (change: Partial<PlanPacket>): PlanPacket => ({
  dialogId: 'd0123456789abcdef0123',
  userId: 'u',
  targetItemId: 'target',
  asOf,
  keptAspects: 8,
  behaviour: { reviews: 10, meanWords: 50, communityMeanWords: 50, lowRatings: 4, mentions: 10, negativeMentions: 4 },
  writing: [],
  ownClauses: [],
  titleGrams: [],
  profile: [said('a01', 0.6), said('a02', -0.5)],
  intent: [],
  candidates: [target([trajectory('a01', 0.7), trajectory('a02', 0.4)])],
  ...change,
});

const acts = (plan: DialogPlan, act: string) => plan.turns.filter((turn) => turn.act === act);

/** Plans of many seeds. */
const plansOf = (packet: PlanPacket, seeds = 60): DialogPlan[] =>
  Array.from({ length: seeds }, (_, seed) => planOf(build(packet, seed)));

/** The kinds of thin data behind a plan, or why there is none. */
const thinOf = (change: Partial<PlanPacket>) => {
  const outcome = build(packetOf(change), 1);
  return 'plan' in outcome ? outcome.thin : outcome.reason;
};

describe('buildDialogPlan on thin data', () => {
  const praised = { aspectId: 'a01', label: labelOf('a01'), sentiment: 0.6, terms: null };
  const other = item('other', [trajectory('a01', 0.7)]);
  const rich = [target([trajectory('a01', 0.7)]), other];

  it('names nothing thin where all is known', () => assert.deepEqual(thinOf({ candidates: rich }), []));

  it('no mentions of the item: recommended without a claim, and said to be little known', () => {
    const packet = packetOf({ candidates: [target([]), other] });
    assert.deepEqual(thinOf(packet), ['no-item-mentions']);
    for (const plan of plansOf(packet, 20)) {
      assert.deepEqual(
        acts(plan, 'recommend').map(({ slots }) => slots.claims),
        [[]],
      );
      for (const { slots } of acts(plan, 'explain')) assert.deepEqual(slots.claims, []);
    }
  });

  it('no aspect overlap: what others praise of the target is the first wish, and only what is known is said', () => {
    const packet = packetOf({ candidates: [target([trajectory('a07', 0.7)]), other] });
    assert.deepEqual(thinOf(packet), ['no-aspect-overlap']);
    for (const plan of plansOf(packet, 20)) {
      const claimed = plan.turns.flatMap(({ slots }) => slots.claims ?? []).map(({ aspectId }) => aspectId);
      assert.ok(claimed.every((aspectId) => aspectId === 'a07'));
      if (plan.outcome !== 'left') assert.equal(plan.wishes[0]?.topicId, 'a07');
      assert.ok(plan.wishes.length <= 3);
    }
  });

  it('one candidate: nothing is refused', () => {
    assert.deepEqual(thinOf({ candidates: rich.slice(0, 1) }), ['one-candidate']);
    for (const plan of plansOf(packetOf({ candidates: rich.slice(0, 1) }), 20)) {
      assert.equal(acts(plan, 'reject').length, 0);
    }
  });

  it('new user: wishes from the intent alone, none of them with evidence', () => {
    const packet = packetOf({ profile: [], intent: [praised], candidates: rich });
    assert.deepEqual(thinOf(packet), ['new-user']);
    for (const { wishes } of plansOf(packet, 20)) {
      assert.deepEqual(
        wishes.map(({ source, evidence }) => [source, evidence]),
        [['intent', []]],
      );
    }
  });

  it('no plan where nothing anyone wrote earlier backs a word of it, nor where no wish is known', () => {
    assert.equal(thinOf({ profile: [], intent: [praised], candidates: [target([])] }), 'no-evidence');
    assert.equal(thinOf({ profile: [], intent: [], candidates: rich }), 'no-wishes');
  });
});

describe('buildDialogPlan', () => {
  it('makes a sound plan of any packet that knows a wish, and no plan of one that knows none', () => {
    fc.assert(
      fc.property(anyPacket, fc.nat(), fc.integer({ min: 0, max: 3 }), (packet, seed, maximumRejected) => {
        const outcome = build(packet, seed, maximumRejected);
        if ('reason' in outcome) {
          // What the user only mentioned is no wish beside what the target review praises, which is never cited.
          if (outcome.reason === 'no-evidence') {
            assert.ok(
              packet.profile.every((aspect) => toProfileWish({ ...aspect, topicId: '' }).polarity === 'neutral'),
            );
            return;
          }
          assert.equal(packet.profile.length, 0);
          assert.equal(outcome.reason, 'no-wishes');
          assert.ok(packet.intent.every(({ sentiment }) => sentiment < 0.2));
          return;
        }
        const { plan } = outcome;
        DialogPlanSchema.parse(plan);
        assert.ok(plan.turns.length >= 7 && plan.turns.length <= 20);
        assert.equal(plan.turns.length % 2, 1);

        const now = Date.parse(asOf);
        for (const [, reviewedAt] of JSON.stringify(plan).matchAll(/"reviewedAt":"([^"]+)"/g)) {
          assert.ok(Date.parse(String(reviewedAt)) < now);
        }
        const claims = plan.candidates.find(({ role }) => role === 'target')?.claims ?? [];
        const isAcceptable = claims.length === 0 || claims.some(isGood);
        assert.deepEqual(
          acts(plan, isAcceptable ? 'accept' : 'postpone').map(({ slots }) => slots.itemId),
          ['target'],
        );
        assert.ok(acts(plan, 'reject').length <= maximumRejected);
        assert.equal(acts(plan, 'recommend').length, acts(plan, 'reject').length + 1);
        assert.equal(acts(plan, 'recommend').at(-1)?.slots.itemId, 'target');

        const named = new Set<string>();
        for (const { act, speaker, slots } of plan.turns) {
          if (act === 'recommend') named.add(String(slots.title));
          if (slots.title !== undefined) assert.ok(named.has(slots.title));
          if (speaker === 'system') assert.equal(slots.wishes, undefined);
        }
        const spoken = plan.turns
          .filter(({ speaker }) => speaker === 'system')
          .flatMap(({ turn, slots }) => (slots.claims ?? []).map((claim) => ({ turn, claim })));
        for (const { turn, slots } of acts(plan, 'reject')) {
          const [claim] = slots.claims ?? [];
          const { about } = slots;
          assert.ok(claim !== undefined && about !== undefined);
          assert.ok(
            spoken.some(
              (earlier) =>
                earlier.turn < turn &&
                earlier.claim.itemId === slots.itemId &&
                earlier.claim.aspectId === about.aspectId,
            ),
          );
          assert.ok(claim.polarity !== 'positive' || claim.trend === 'falling');
          assert.ok(plan.wishes.some(({ aspectId }) => aspectId === about.aspectId));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is deterministic in its packet and seed, and other seeds give other plans', () => {
    fc.assert(
      fc.property(anyPacket, fc.nat(), (packet, seed) => {
        assert.deepEqual(build(packet, seed), build(structuredClone(packet), seed));
      }),
      { numRuns: 50 },
    );
    const packet = packetOf({
      candidates: [target([trajectory('a01', 0.7)]), item('x', [trajectory('a02', -0.6), trajectory('a01', 0.5)])],
    });
    assert.ok(new Set(plansOf(packet).map(({ path }) => path.join(' '))).size > 5);
  });

  it('plans a frank dialog for a target no earlier review speaks of', () => {
    const plans = plansOf(packetOf({ candidates: [target([])] }));
    for (const plan of plans) {
      assert.deepEqual(
        acts(plan, 'recommend').map(({ slots }) => slots.claims),
        [[]],
      );
      for (const { slots, evidence } of acts(plan, 'explain')) assert.deepEqual([slots.claims, evidence], [[], []]);
      const [accept] = acts(plan, 'accept');
      // What is unknown is no reason: it is a guess.
      assert.deepEqual([accept?.slots.claims, accept?.slots.about], [undefined, undefined]);
      for (const { slots } of acts(plan, 'explain')) {
        assert.deepEqual(
          acts(plan, 'drop_wish').map((turn) => turn.slots.dropped),
          [slots.about],
        );
      }
    }
    assert.ok(plans.some((plan) => acts(plan, 'explain').length > 0));
    assert.ok(plans.every((plan) => acts(plan, 'explain').length <= 1));
  });

  it('never says that no review speaks of an aspect when some do, though too weakly for a claim', () => {
    const faint = trajectory('a01', 0.05, { positive: 0, n: 1, evidence: [] });
    for (const plan of plansOf(packetOf({ profile: [said('a01', 0.6)], candidates: [target([faint])] }))) {
      assert.equal(acts(plan, 'explain').length, 0);
    }
  });

  it('refuses a distractor only for what its own trajectory shows on a wished-for aspect', () => {
    const bad = item('bad', [trajectory('a01', 0.5), trajectory('a02', -0.6)]);
    const good = item('good', [trajectory('a01', 0.9), trajectory('a02', 0.9)]);
    const elsewhere = item('elsewhere', [trajectory('a02', -0.9)], { category: 'Tools' });
    const unrelated = item('unrelated', [trajectory('a07', -0.9)]);
    const plans = plansOf(
      packetOf({ candidates: [target([trajectory('a02', 0.4)]), bad, good, elsewhere, unrelated] }),
    );
    const refusals = plans
      .flatMap((plan) => acts(plan, 'reject'))
      .map(({ slots }) => [slots.itemId, slots.about?.aspectId, slots.claims?.[0]?.level]);
    assert.ok(refusals.length > 10);
    for (const refusal of refusals) assert.deepEqual(refusal, ['bad', 'a02', -0.6]);
  });

  it('shows no distractor for a fault that the target shares', () => {
    const bad = item('bad', [trajectory('a02', -0.3)]);
    const worse = target([trajectory('a02', -0.6)]);
    const falling = target([trajectory('a02', 0.5, { trend: 'falling' })]);
    for (const shared of [worse, falling]) {
      for (const plan of plansOf(packetOf({ candidates: [shared, bad] }), 20))
        assert.equal(acts(plan, 'reject').length, 0);
    }
  });

  it('cites a trend with the month it is measured from', () => {
    const falling = item('bad', [
      trajectory('a01', 0.4, { trend: 'falling', firstMonth: '2023-03-01' }),
      trajectory('a02', 0.6),
    ]);
    const plans = plansOf(packetOf({ candidates: [target([trajectory('a01', 0.7, { trend: 'rising' })]), falling] }));
    const rejected = plans.flatMap((plan) => acts(plan, 'reject'));
    assert.ok(rejected.length > 0);
    assert.deepEqual(rejected[0]?.slots.claims?.[0], {
      itemId: 'bad',
      aspectId: 'a01',
      topicId: 'a01',
      label: labelOf('a01'),
      polarity: 'positive',
      n: 4,
      positive: 4,
      negative: 0,
      level: 0.4,
      trend: 'falling',
      since: '2023-03-01',
      evidence: [
        {
          side: 'community',
          reviewId: 'r-a01',
          itemId: 'bad',
          aspectId: 'a01',
          month: '2024-04-01',
          reviewedAt: '2024-04-01T00:00:00.000Z',
          charStart: 3,
          charEnd: 20,
          sentiment: 0.4,
        },
      ],
      quotes: [],
    });
  });

  it('is honest with a critical user about a weak point of the target', () => {
    const candidates = [target([trajectory('a01', 0.7), trajectory('a05', -0.7)])];
    const critical = { ...packetOf({}).behaviour, lowRatings: 9, negativeMentions: 9 };
    const easy = { ...critical, lowRatings: 0, negativeMentions: 0 };
    const recommended = (behaviour: PlanPacket['behaviour']): (string | undefined)[][] =>
      plansOf(packetOf({ candidates, behaviour }), 10).map(
        (plan) =>
          acts(plan, 'recommend')
            .at(-1)
            ?.slots.claims?.map(({ polarity }) => polarity) ?? [],
      );
    for (const polarities of recommended(critical)) assert.deepEqual(polarities, ['positive', 'negative']);
    for (const polarities of recommended(easy)) assert.deepEqual(polarities, ['positive']);
  });

  it('takes praise of the target review as a wish without evidence, never its complaints, and never lets the system ask for it', () => {
    const intent = [
      { aspectId: 'a05', label: labelOf('a05'), sentiment: 0.8, terms: null },
      { aspectId: 'a06', label: labelOf('a06'), sentiment: -0.8, terms: null },
    ];
    const candidates = [target(['a01', 'a02', 'a05'].map((aspectId) => trajectory(aspectId, 0.7)))];
    for (const plan of plansOf(packetOf({ intent, candidates }))) {
      assert.deepEqual(
        plan.wishes.map(({ aspectId, source, evidence }) => [aspectId, source, evidence.length]),
        [
          ['a01', 'profile', 1],
          ['a02', 'profile', 1],
          ['a05', 'intent', 0],
        ],
      );
      for (const { slots } of acts(plan, 'ask_detail')) assert.notEqual(slots.about?.aspectId, 'a05');
    }
  });

  it('states a need by a wish where the category is unknown', () => {
    for (const plan of plansOf(packetOf({ candidates: [target([], { category: 'unknown' })] }), 10)) {
      const [need] = acts(plan, 'state_need');
      assert.equal(need?.slots.category, undefined);
      assert.equal(need?.slots.wishes?.length, 1);
    }
  });

  it('says why there is no plan', () => {
    assert.deepEqual(build(packetOf({ profile: [] })), {
      reason: 'no-wishes',
      detail: 'neither the profile nor the target review speaks of what others say of the category',
    });
    const lost = build(packetOf({ candidates: [item('x', [])] }));
    assert.equal('reason' in lost && lost.reason, 'no-target-candidate');
    const longWinded = parseSuperNodeGraph({
      ...superNodes,
      nodes: superNodes.nodes.map((node) =>
        node.name === 'Accept' ? { ...node, turns: [...node.turns, ...longWay] } : node,
      ),
    });
    const outcome = buildDialogPlan(packetOf({}), longWinded, settings, 1);
    assert.equal('reason' in outcome && outcome.reason, 'no-path');
  });

  it('makes no plan of a packet that looks ahead', () => {
    const late = said('a01', 0.6);
    const mentions = late.mentions.map((mention) => ({ ...mention, reviewedAt: asOf }));
    const outcome = build(packetOf({ profile: [{ ...late, mentions }] }));
    assert.ok('reason' in outcome);
    assert.equal(outcome.reason, 'invalid-plan');
    assert.match(outcome.detail, /evidence from review own-a01 is not earlier than the dialog's now/);
  });
});

/** More turns than a dialog may have. */
const longWay = Array.from({ length: 10 }, () => [
  { speaker: 'system', act: 'close' },
  { speaker: 'user', act: 'state_aspects' },
]).flat();

const only = (outcome: Outcome, packet: PlanPacket, seed: number): PlanOutcome =>
  buildDialogPlan(packet, graph, { ...settings, outcomes: { ...noOutcomes, [outcome]: 1 } }, seed);
const endingsOf = (outcome: Outcome, packet: PlanPacket): DialogPlan[] =>
  Array.from({ length: 40 }, (_, seed) => planOf(only(outcome, packet, seed)));
const decisionTurns = (plan: DialogPlan) => plan.turns.filter(({ act }) => act === decisionOf[plan.outcome]);

/** A mention of each side. */
const torn = [0.6, -0.6].map((sentiment, at) => ({
  reviewId: `torn-${at}`,
  reviewedAt: '2024-04-01T00:00:00.000Z',
  charStart: 3,
  charEnd: 20,
  sentiment,
}));

describe('the endings of buildDialogPlan', () => {
  it('makes a sound plan of any packet, whatever ending is wanted', () => {
    fc.assert(
      fc.property(anyPacket, fc.constantFrom(...OutcomeSchema.options), fc.nat(), (packet, outcome, seed) => {
        const made = only(outcome, packet, seed);
        if ('reason' in made) {
          assert.ok(['no-wishes', 'no-evidence'].includes(made.reason), made.reason);
          return;
        }
        assert.deepEqual(findPlanProblems(made.plan), []);
        assert.equal(decisionTurns(made.plan).length, 1);
      }),
      { numRuns: 400 },
    );
  });

  const doubtful = packetOf({ candidates: [target([trajectory('a01', 0.7), trajectory('a02', -0.5)])] });

  it('takes the target in spite of a complaint that was said, and names it', () => {
    for (const plan of endingsOf('accepted_with_doubt', doubtful)) {
      assert.equal(plan.outcome, 'accepted_with_doubt');
      const [accept] = acts(plan, 'accept');
      assert.deepEqual(
        [accept?.slots.about?.aspectId, accept?.slots.doubt?.about.aspectId, accept?.slots.doubt?.claim?.polarity],
        ['a01', 'a02', 'negative'],
      );
      assert.match(plan.outcomeReason, /others complain about label of a02/u);
    }
  });

  it('puts the target off for a wish that stays without an answer', () => {
    const silent = packetOf({ profile: [said('a01', 0.6)], candidates: [target([trajectory('a07', 0.7)])] });
    for (const plan of endingsOf('postponed', silent)) {
      assert.equal(plan.outcome, 'postponed');
      const [postpone] = acts(plan, 'postpone');
      assert.deepEqual(postpone?.slots.doubt, {
        about: { aspectId: 'a01', topicId: 'a01', label: labelOf('a01') },
        claim: null,
      });
      assert.deepEqual(acts(plan, 'explain').at(-1)?.slots.claims, []);
    }
  });

  it('leaves where no item on the list meets a wish, and hides no item that does', () => {
    const bad = [target([trajectory('a02', -0.4)]), item('bad', [trajectory('a02', -0.6), trajectory('a01', 0.5)])];
    for (const plan of endingsOf('left', packetOf({ candidates: bad }))) {
      assert.equal(plan.outcome, 'left');
      assert.equal(acts(plan, 'accept').length, 0);
      assert.equal(acts(plan, 'leave').length, 1);
      assert.equal(acts(plan, 'recommend').length, 2, 'who leaves has seen both');
    }
    const fine = item('fine', [trajectory('a02', 0.6), trajectory('a01', 0.6)]);
    for (const plan of endingsOf('left', packetOf({ candidates: [...bad, fine] }))) {
      const insisted = acts(plan, 'leave')[0]?.slots.doubt?.about.aspectId;
      for (const { claims } of insisted === undefined ? [] : plan.candidates) {
        assert.ok(claims.every(({ aspectId, polarity }) => aspectId !== insisted || polarity !== 'positive'));
      }
    }
  });

  it('knows an item only where the user said something of it before', () => {
    const [own] = said('a01', 0.6).mentions;
    assert.ok(own !== undefined);
    const known = item('known', [trajectory('a03', 0.6)], { role: 'known', strategy: 'own-history' });
    const profile = [{ ...said('a01', 0.6), mentions: [{ ...own, itemId: 'known' }] }];
    const packet = packetOf({ profile, candidates: [target([trajectory('a01', 0.7)]), known] });
    for (const plan of endingsOf('already_known', packet)) {
      const [recognise] = acts(plan, 'recognise');
      assert.deepEqual([recognise?.slots.itemId, recognise?.slots.ownReviews], ['known', 1]);
      assert.deepEqual(
        recognise?.evidence.map(({ side, reviewId }) => [side, reviewId]),
        [['user', 'own-a01']],
      );
    }
    const strange = packetOf({ profile: [said('a01', 0.6)], candidates: [target([trajectory('a01', 0.7)]), known] });
    for (const plan of endingsOf('already_known', strange)) assert.equal(plan.outcome, 'accepted');
  });

  it('says in the recommendation which wish the user spoke of it cannot answer, and no other', () => {
    const packet = packetOf({ candidates: [target([trajectory('a01', 0.7)])] });
    const plans = plansOf(packet, 300);
    const unknown = plans.flatMap((plan) =>
      acts(plan, 'recommend').flatMap(({ turn, slots }) =>
        (slots.unknown ?? []).map((about) => ({ plan, turn, about })),
      ),
    );
    assert.ok(unknown.length > 8, `${unknown.length}`);
    for (const { plan, turn, about } of unknown) {
      assert.equal(about.aspectId, 'a02');
      const spoken = plan.turns.filter((step) => step.turn < turn).flatMap(({ slots }) => slots.wishes ?? []);
      assert.ok(spoken.some(({ aspectId }) => aspectId === 'a02'));
      assert.ok(acts(plan, 'ask_about').every(({ slots }) => slots.about?.aspectId !== 'a02'));
    }
  });

  it('speaks of a wish that nobody answers seldom, unless it decides the dialog', () => {
    const packet = packetOf({ candidates: [target([trajectory('a01', 0.7)])] });
    const accepted = plansOf(packet, 300).filter(({ outcome }) => outcome === 'accepted');
    const open = accepted.filter(({ wishes }) => wishes.some(({ aspectId }) => aspectId === 'a02'));
    assert.ok(open.length > 0 && open.length < accepted.length * 0.4, `${open.length} of ${accepted.length}`);
    for (const plan of endingsOf('postponed', packet)) {
      if (acts(plan, 'postpone')[0]?.slots.doubt?.claim === null)
        assert.ok(plan.wishes.some(({ aspectId }) => aspectId === 'a02'));
    }
  });

  it('refuses what meets another wish rather than what meets none', () => {
    const meets = item('meets', [trajectory('a02', -0.6), trajectory('a01', 0.5)]);
    const fails = item('fails', [trajectory('a02', -0.6), trajectory('a07', 0.5)]);
    const packet = packetOf({ candidates: [target([trajectory('a01', 0.7), trajectory('a02', 0.6)]), fails, meets] });
    const refused = plansOf(packet, 100).flatMap((plan) => acts(plan, 'reject').slice(0, 1));
    const first = refused.filter(({ slots }) => slots.itemId === 'meets');
    assert.ok(refused.length > 20 && first.length > refused.length * 0.6, `${first.length} of ${refused.length}`);
  });

  it('compares the target with what was refused just before, by a claim of each', () => {
    const refused = item('refused', [trajectory('a02', -0.6), trajectory('a01', 0.5)]);
    const packet = packetOf({ candidates: [target([trajectory('a01', 0.7), trajectory('a02', 0.6)]), refused] });
    const comparing = plansOf(packet, 100).flatMap((plan) => acts(plan, 'compare'));
    assert.ok(comparing.length > 5);
    for (const { slots, evidence } of comparing) {
      assert.deepEqual(
        slots.claims?.map(({ itemId, aspectId }) => [itemId, aspectId]),
        [
          ['target', 'a02'],
          ['refused', 'a02'],
        ],
      );
      assert.deepEqual([slots.other?.itemId, evidence.length], ['refused', 2]);
    }
  });

  it('asks for the user’s past only where a memory speaks of it, and of that wish', () => {
    const profile = ['a01', 'a02', 'a03', 'a04'].map((aspectId) => said(aspectId, 0.6));
    const memory = {
      reviewId: 'own-a03',
      reviewedAt: '2024-05-01T00:00:00.000Z',
      rating: 4,
      windowStart: 0,
      window: `The ${labelOf('a03')} was a joy on both days.`,
      charStart: 0,
      charEnd: 30,
      term: labelOf('a03'),
      itemId: 'past',
      itemTitle: 'Olive Corner',
      aspectId: 'a03',
      topicId: 'a03',
      sentiment: 0.6,
    };
    const askedOf = (ownClauses: PlanPacket['ownClauses']): (string | undefined)[] =>
      plansOf(
        packetOf({ profile, candidates: [target([trajectory('a01', 0.8), trajectory('a03', 0.5)])], ownClauses }),
        60,
      ).flatMap((plan) => acts(plan, 'ask_history').map(({ slots }) => slots.about?.topicId));
    assert.deepEqual(askedOf([]), []);
    const asked = askedOf([memory]);
    assert.ok(asked.length > 0);
    assert.deepEqual(new Set(asked), new Set(['a03']));
  });

  it('has nobody take an item of which there is nothing but complaints, nor keep quiet about one on a wish', () => {
    const profile = [said('a01', 0.6), said('a02', 0.6)];
    const blamed = packetOf({ profile, candidates: [target([trajectory('a01', -0.7)])] });
    for (let seed = 0; seed < 30; seed += 1) {
      const outcomes = { ...noOutcomes, accepted: 1, accepted_with_doubt: 1, postponed: 1 };
      const plan = planOf(buildDialogPlan(blamed, graph, { ...settings, outcomes }, seed));
      assert.equal(plan.outcome, 'postponed');
    }
    const both = packetOf({ profile, candidates: [target([trajectory('a01', -0.7), trajectory('a02', 0.7)])] });
    for (const plan of plansOf(both, 30)) {
      assert.equal(plan.outcome, 'accepted_with_doubt');
      const [accept] = acts(plan, 'accept');
      assert.deepEqual([accept?.slots.about?.topicId, accept?.slots.doubt?.about.topicId], ['a02', 'a01']);
    }
  });

  it('refuses nothing that more people praise than mind', () => {
    const profile = [said('a01', 0.6)];
    const liked = item('liked', [
      trajectory('a01', 0.2, { positive: 3, negative: 2, evidence: torn }),
      trajectory('a02', 0.6),
    ]);
    const minded = item('minded', [
      trajectory('a01', -0.1, { positive: 2, negative: 2, evidence: torn }),
      trajectory('a02', 0.6),
    ]);
    const refusedAmong = (other: PacketCandidate): Set<unknown> =>
      new Set(
        plansOf(packetOf({ profile, candidates: [target([trajectory('a01', 0.9)]), other] }), 40).flatMap((plan) =>
          acts(plan, 'reject').map(({ slots }) => slots.itemId),
        ),
      );
    assert.deepEqual(refusedAmong(liked), new Set());
    assert.deepEqual(refusedAmong(minded), new Set(['minded']));
  });

  it('has the recommendation leave to the user’s question what nobody speaks of', () => {
    const packet = packetOf({
      profile: [said('a01', 0.6), said('a02', 0.6)],
      candidates: [target([trajectory('a01', 0.8)])],
    });
    let left = 0;
    for (const plan of plansOf(packet, 120)) {
      const asked = acts(plan, 'ask_about').map(({ slots }) => slots.about?.topicId);
      for (const { slots } of acts(plan, 'recommend')) {
        for (const { topicId } of slots.askedNext ?? []) {
          left += 1;
          assert.ok(asked.includes(topicId));
          assert.ok(!(slots.unknown ?? []).some((unknown) => unknown.topicId === topicId));
        }
      }
    }
    assert.ok(left > 5, `${left} recommendations`);
  });

  it('denies nothing of a price that the catalogue knows', () => {
    const price = { ...said('a02', 0.6), label: 'price' };
    const deniedAt = (cost: number | null): number =>
      plansOf(
        packetOf({
          profile: [said('a01', 0.6), price],
          candidates: [target([trajectory('a01', 0.8)], { price: cost })],
        }),
        60,
      ).filter(({ turns }) =>
        turns.some(
          ({ act, slots }) =>
            [...(slots.unknown ?? []), ...(act === 'explain' && slots.about !== undefined ? [slots.about] : [])].some(
              ({ label }) => label === 'price',
            ) || slots.doubt?.about.label === 'price',
        ),
      ).length;
    assert.ok(deniedAt(null) > 10);
    assert.equal(deniedAt(35.99), 0);
  });
});
