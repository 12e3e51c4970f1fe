import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, DialogPlan, Doubt, PlannedTurn, TopicName } from '../../schemas/dialog-plan.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { Act } from '../../schemas/super-node.ts';
import { decisionActs, decisionOf } from './decision-acts.ts';
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
    evidence.every((mention) => mention.side === 'user' && mention.aspectId === aspectId) &&
    isOf(polarity, evidence)
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

/** Mixed needs praise and complaint; neutral holds neither. */
function isOf(polarity: AspectWish['polarity'], evidence: readonly Evidence[]): boolean {
  const found = new Set(evidence.map(({ sentiment }) => polarityOf(sentiment)));
  if (polarity === 'mixed') return found.has('positive') && found.has('negative');
  const only = polarity === 'neutral' ? 'mixed' : polarity;
  return found.size === 1 && found.has(only);
}

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

/** A topic of the item that was spoken of. */
interface OfItem {
  itemId: string | undefined;
  topicId: string;
}

/**
 * One decision, the last word on what is on the table, of the kind that the outcome says; everything else on the table is refused. What the
 * user says against an item was said of it before, or stayed without an answer; what a user accepts for was said, and was not dropped.
 */
function findDecisionProblems({ targetItemId, outcome, wishes, turns }: DialogPlan): string[] {
  const problems: string[] = [];
  const said: Claim[] = [];
  const unanswered: OfItem[] = [];
  const unknown: OfItem[] = [];
  const dropped = new Set<string>();
  let onTable: string | undefined;
  const decisions: Act[] = [];
  for (const { turn, act, slots, speaker } of turns) {
    const { itemId, about, claims = [], doubt } = slots;
    if (speaker === 'system') said.push(...claims);
    if (act === 'explain' && claims.length === 0 && about !== undefined)
      unanswered.push({ itemId, topicId: about.topicId });
    if (act === 'drop_wish' && slots.dropped !== undefined) dropped.add(slots.dropped.topicId);
    unknown.push(...(slots.unknown ?? []).map(({ topicId }) => ({ itemId, topicId })));
    if (act === 'recommend') {
      if (onTable !== undefined) problems.push(`turn ${turn}: ${onTable} is left without an answer`);
      if (decisions.length > 0) problems.push(`turn ${turn}: recommends after the decision`);
      onTable = itemId;
    }
    const isDecision = decisionActs.some((decision) => decision === act);
    if (!isDecision && act !== 'reject') continue;
    if (onTable === undefined || itemId !== onTable) problems.push(`turn ${turn}: answers to what is not on the table`);
    const isAmong = (topics: readonly OfItem[], { topicId }: TopicName): boolean =>
      topics.some((topic) => topic.itemId === itemId && topic.topicId === topicId);
    const isKnownOf = ({ claim, about: doubted }: Doubt): boolean =>
      claim === null ? isAmong(unanswered, doubted) : isSaid(claim, itemId, said);
    if (doubt !== undefined && !isKnownOf(doubt)) problems.push(`turn ${turn}: the doubt has no ground in the dialog`);
    if (act === 'reject' && !isGroundedRefusal(slots, wishes, said))
      problems.push(`turn ${turn}: the refusal has no ground in the dialog`);
    if (act === 'accept' && !isGroundedAcceptance(slots, said))
      problems.push(`turn ${turn}: the acceptance has no ground in the dialog`);
    if (act === 'accept' && slots.dropped !== undefined && !isAmong(unknown, slots.dropped))
      problems.push(`turn ${turn}: goes without ${slots.dropped.label}, which nobody called unknown`);
    if (act === 'accept' && about !== undefined && dropped.has(about.topicId))
      problems.push(`turn ${turn}: accepts for a wish that was dropped`);
    if ((act === 'accept' || act === 'postpone') && itemId !== targetItemId)
      problems.push(`turn ${turn}: the wrong item to ${act}`);
    if (act === 'reject' && itemId === targetItemId) problems.push(`turn ${turn}: the wrong item to reject`);
    if (isDecision) decisions.push(act);
    if (act === 'accept' && (doubt !== undefined) !== (outcome === 'accepted_with_doubt'))
      problems.push(`turn ${turn}: ${doubt === undefined ? 'no' : 'a'} doubt, but the outcome is ${outcome}`);
    onTable = undefined;
  }
  const wanted = decisionOf[outcome];
  return decisions.length === 1 && decisions[0] === wanted
    ? problems
    : [...problems, `the outcome is ${outcome}, but the user decides by: ${decisions.join(', ') || 'nothing'}`];
}

const isSaid = (claim: Claim, itemId: string | undefined, said: readonly Claim[]): boolean =>
  claim.itemId === itemId && said.some((other) => other.itemId === claim.itemId && other.topicId === claim.topicId);

/** A guess names no aspect; a reason is praise that was said of the item. */
const isGroundedAcceptance = ({ itemId, about, claims = [] }: PlannedTurn['slots'], said: readonly Claim[]): boolean =>
  about === undefined
    ? claims.length === 0
    : claims.length > 0 &&
      claims.every(
        (claim) => claim.polarity === 'positive' && claim.topicId === about.topicId && isSaid(claim, itemId, said),
      );

function isGroundedRefusal(
  { itemId, about, claims = [] }: PlannedTurn['slots'],
  wishes: readonly AspectWish[],
  said: readonly Claim[],
): boolean {
  return (
    about !== undefined &&
    wishes.some(({ topicId }) => topicId === about.topicId) &&
    claims.length > 0 &&
    claims.every(
      (claim) =>
        claim.itemId === itemId &&
        claim.topicId === about.topicId &&
        (claim.polarity !== 'positive' || claim.trend === 'falling') &&
        isSaid(claim, itemId, said),
    )
  );
}

/** The system is never handed a wish that the user has not spoken of, nor made to ask for one that only the target review speaks of. */
function findSecrecyProblems({ wishes, turns }: DialogPlan): string[] {
  const hidden = new Set(wishes.filter(({ source }) => source === 'intent').map(({ topicId }) => topicId));
  const spokenOf = new Set<string>();
  return turns.flatMap(({ turn, speaker, act, slots }) => {
    for (const { topicId } of slots.wishes ?? []) spokenOf.add(topicId);
    const early = [...(slots.unknown ?? []), ...(slots.askedNext ?? [])].filter(
      ({ topicId }) => !spokenOf.has(topicId),
    );
    return [
      ...early.map(({ label }) => `turn ${turn}: the system speaks of ${label}, which the user has not spoken of`),
      ...(speaker === 'system' && slots.wishes !== undefined
        ? [`turn ${turn}: the system is handed the user's wishes`]
        : []),
      ...(act === 'ask_detail' && slots.about !== undefined && hidden.has(slots.about.topicId)
        ? [`turn ${turn}: the system asks for the hidden intent`]
        : []),
    ];
  });
}
