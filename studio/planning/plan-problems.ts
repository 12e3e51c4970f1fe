import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, DialogPlan, PlannedTurn } from '../../schemas/dialog-plan.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import { acts, findSlotProblems } from './acts.ts';
import { polarityOf } from '../sentiment/polarity.ts';

/** What a plan must never get wrong, one sentence a problem, empty when fine. */
export function findPlanProblems(plan: DialogPlan): string[] {
  return [
    ...findTurnProblems(plan),
    ...findEvidenceProblems(plan),
    ...findNamingProblems(plan),
    ...findDecisionProblems(plan),
    ...findSecrecyProblems(plan),
  ];
}

function findTurnProblems({ turns }: DialogPlan): string[] {
  return turns.flatMap(({ turn, speaker, act, slots }, at) => [
    ...(turn === at ? [] : [`turn ${turn} stands in place ${at}`]),
    ...(acts[act].speakers.includes(speaker) ? [] : [`turn ${turn}: ${act} is no act of the ${speaker}`]),
    ...(turns[at - 1]?.speaker === speaker ? [`turn ${turn}: the ${speaker} speaks twice in a row`] : []),
    ...findSlotProblems(act, slots).map((problem) => `turn ${turn}: ${problem}`),
  ]);
}

/** Strictly earlier than now, and of the polarity it backs. */
function findEvidenceProblems({ asOf, wishes, candidates, turns }: DialogPlan): string[] {
  const now = Date.parse(asOf);
  const allWishes = [...wishes, ...turns.flatMap(({ slots }) => slots.wishes ?? [])];
  const allClaims = [
    ...candidates.flatMap(({ claims }) => claims),
    ...turns.flatMap(({ slots }) => slots.claims ?? []),
  ];
  const cited = [...turns, ...allWishes, ...allClaims].flatMap(({ evidence }) => evidence);
  return [
    ...cited
      .filter(({ reviewedAt }) => !(Date.parse(reviewedAt) < now))
      .map(({ reviewId }) => `evidence from review ${reviewId} is not earlier than the dialog's now`),
    ...allWishes.filter((wish) => !isBackedWish(wish)).map(({ label }) => `the wish for ${label} lacks its evidence`),
    ...allClaims
      .filter((claim) => !isBackedClaim(claim))
      .map(({ label, itemId }) => `the claim on ${label} of ${itemId} lacks evidence of its polarity`),
  ];
}

function isBackedWish({ source, aspectId, polarity, evidence }: AspectWish): boolean {
  if (source === 'intent') return evidence.length === 0;
  return (
    evidence.length > 0 &&
    evidence.every((mention) => mention.side === 'user' && mention.aspectId === aspectId && isOf(polarity, mention))
  );
}

function isBackedClaim({ itemId, aspectId, polarity, evidence }: Claim): boolean {
  const polarities = new Set(evidence.map(({ sentiment }) => polarityOf(sentiment)));
  const isOwn = evidence.every(
    (mention) => mention.side === 'community' && mention.itemId === itemId && mention.aspectId === aspectId,
  );
  if (polarity === 'mixed') return isOwn && polarities.has('positive') && polarities.has('negative');
  return isOwn && polarities.size === 1 && polarities.has(polarity);
}

const isOf = (polarity: AspectWish['polarity'], { sentiment }: Evidence): boolean =>
  polarity === 'mixed' || polarityOf(sentiment) === polarity;

/** Items are candidates, called by their own title, and by the user only once the system has named them. */
function findNamingProblems({ candidates, turns }: DialogPlan): string[] {
  const titles = new Map(candidates.map(({ itemId, title }) => [itemId, title]));
  const named = new Set<string>();
  const problems: string[] = [];
  for (const { turn, speaker, act, slots } of turns) {
    const { itemId, title } = slots;
    if (itemId === undefined && title === undefined) continue;
    if (itemId === undefined || titles.get(itemId) !== title) {
      problems.push(`turn ${turn}: ${String(title)} is not the title of a candidate`);
    } else if (act === 'recommend') {
      if (named.has(itemId)) problems.push(`turn ${turn}: ${itemId} is recommended again`);
      named.add(itemId);
    } else if (!named.has(itemId)) {
      problems.push(`turn ${turn}: the ${speaker} speaks of an item before it is recommended`);
    }
  }
  return problems;
}

/** The target is accepted, once, and last; everything else on the table is refused for what the system said of it before. */
function findDecisionProblems({ targetItemId, wishes, turns }: DialogPlan): string[] {
  const problems: string[] = [];
  const said: Claim[] = [];
  let onTable: string | undefined;
  let accepted = 0;
  for (const { turn, act, slots, speaker } of turns) {
    if (speaker === 'system') said.push(...(slots.claims ?? []));
    if (act === 'recommend') {
      if (onTable !== undefined) problems.push(`turn ${turn}: ${onTable} is left without an answer`);
      if (accepted > 0) problems.push(`turn ${turn}: recommends after the acceptance`);
      onTable = slots.itemId;
    }
    if (act !== 'accept' && act !== 'reject') continue;
    if (onTable === undefined || slots.itemId !== onTable)
      problems.push(`turn ${turn}: answers to what is not on the table`);
    if ((act === 'accept') !== (slots.itemId === targetItemId)) problems.push(`turn ${turn}: the wrong item to ${act}`);
    if (act === 'accept') accepted += 1;
    else if (!isGroundedRefusal(slots, wishes, said))
      problems.push(`turn ${turn}: the refusal has no ground in the dialog`);
    onTable = undefined;
  }
  return accepted === 1 ? problems : [...problems, `the target is accepted ${accepted} times`];
}

function isGroundedRefusal(
  { itemId, about, claims = [] }: PlannedTurn['slots'],
  wishes: readonly AspectWish[],
  said: readonly Claim[],
): boolean {
  const isSaid = (claim: Claim): boolean =>
    said.some((other) => other.itemId === claim.itemId && other.aspectId === claim.aspectId);
  return (
    about !== undefined &&
    wishes.some(({ aspectId }) => aspectId === about.aspectId) &&
    claims.length > 0 &&
    claims.every(
      (claim) =>
        claim.itemId === itemId &&
        claim.aspectId === about.aspectId &&
        (claim.polarity !== 'positive' || claim.trend === 'falling') &&
        isSaid(claim),
    )
  );
}

/** The system is never handed a wish, nor made to ask for one that only the target review tells of. */
function findSecrecyProblems({ wishes, turns }: DialogPlan): string[] {
  const hidden = new Set(wishes.filter(({ source }) => source === 'intent').map(({ aspectId }) => aspectId));
  return turns.flatMap(({ turn, speaker, act, slots }) => [
    ...(speaker === 'system' && slots.wishes !== undefined
      ? [`turn ${turn}: the system is handed the user's wishes`]
      : []),
    ...(act === 'ask_detail' && slots.about !== undefined && hidden.has(slots.about.aspectId)
      ? [`turn ${turn}: the system asks for the hidden intent`]
      : []),
  ]);
}
