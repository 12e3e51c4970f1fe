import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish, DialogPlan, PlannedTurn } from '../../../schemas/dialog-plan.ts';
import type { Turn } from '../../../schemas/dialog.ts';
import type { Stance } from '../../../schemas/opinion.ts';
import { mentionsLabel } from '../../../studio/text/words.ts';
import type { Random } from '../../../studio/random.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { drawUtterance } from '../../../studio/simulation/offline-realizer.ts';

/** Has the realizer carry out another step than the planned one, so that the wrong turn reads as well as a good one. */
export function redraw(
  plan: DialogPlan,
  turns: readonly Turn[],
  random: Random,
  isFit: (step: PlannedTurn) => boolean,
  changed: (step: PlannedTurn) => PlannedTurn,
): Turn[] | undefined {
  const [step] = random.shuffle(plan.turns.filter(isFit));
  if (step === undefined) return undefined;
  const otherPlan = { ...plan, turns: plan.turns.map((planned) => (planned === step ? changed(step) : planned)) };
  const text = drawUtterance(
    buildContext(otherPlan, step.turn, turns.slice(0, step.turn)),
    random.integer(1, 1_000_000),
  );
  return turns.map((turn) => (turn.turn === step.turn ? { ...turn, text } : turn));
}

export const withSlots = (
  step: PlannedTurn,
  slots: { wishes?: AspectWish[] | undefined; claims?: Claim[] | undefined },
): PlannedTurn => ({
  ...step,
  slots: {
    ...step.slots,
    ...(slots.wishes === undefined ? {} : { wishes: slots.wishes }),
    ...(slots.claims === undefined ? {} : { claims: slots.claims }),
  },
});

/** Only what leans one way can be turned around, and it must lean so in every part of the turn, or half of the turn stays true. */
export const hasOpinion = (opinions: readonly { polarity: Stance }[] | undefined): boolean =>
  opinions !== undefined &&
  opinions.length > 0 &&
  opinions.every(({ polarity }) => polarity === 'positive' || polarity === 'negative');

const opposite = { positive: 'negative', negative: 'positive', mixed: 'mixed', neutral: 'neutral' } as const;
export const turnedWish = (wish: AspectWish): AspectWish => ({
  ...wish,
  polarity: opposite[wish.polarity],
  sentiment: -wish.sentiment,
});
export const turnedClaim = (claim: Claim): Claim => ({
  ...claim,
  polarity: opposite[claim.polarity],
  positive: claim.negative,
  negative: claim.positive,
  level: -claim.level,
});

export function inventedClaim({ slots }: PlannedTurn): Claim {
  const { itemId = '', about = { aspectId: '', topicId: '', label: '' } } = slots;
  return {
    itemId,
    ...about,
    topicId: about.topicId,
    polarity: 'positive',
    n: 41,
    positive: 40,
    negative: 1,
    level: 0.9,
    trend: 'steady',
    since: null,
    evidence: [],
    quotes: [],
  };
}

/** An aspect that another one than the planned reason is known of: a refusal for it is as fluent and as wrong. */
export function otherAspect(plan: DialogPlan, { slots }: PlannedTurn, random: Random): AspectWish | Claim | undefined {
  const known = [...plan.wishes, ...plan.candidates.flatMap(({ claims }) => claims)];
  const others = known.filter(({ label }) => !mentionsLabel(label, slots.about?.label ?? ''));
  return others.length === 0 ? undefined : random.pick(others);
}

export function refusedFor(aspect: AspectWish | Claim | undefined, step: PlannedTurn): PlannedTurn {
  if (aspect === undefined) return step;
  const { aspectId, topicId, label } = aspect;
  const claims = step.slots.claims?.map((claim) => ({ ...claim, aspectId, topicId, label }));
  const wishes = step.slots.wishes?.map((wish) => ({ ...wish, aspectId, topicId, label }));
  const changed = withSlots(step, { claims, wishes });
  return { ...changed, slots: { ...changed.slots, about: { aspectId, topicId, label } } };
}
