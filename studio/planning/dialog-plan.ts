import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, DialogPlan, TopicName } from '../../schemas/dialog-plan.ts';
import type { SuperNodeGraph } from '../../schemas/super-node.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { buildClaim, compareRelevance } from './claims.ts';
import { chooseMemories } from './choose-memories.ts';
import { chooseFinest } from './choose-finest.ts';
import { compareText } from './compare-text.ts';
import { fillTurns, recallMemoriesOnly } from './fill-turns.ts';
import { describePersona } from './persona.ts';
import { findPlanProblems } from './plan-problems.ts';
import type { PacketCandidate, PlanPacket } from './plan-packet.ts';
import { isGood } from './doubts.ts';
import { findEndings, silentTopics } from './endings.ts';
import type { Ending } from './endings.ts';
import type { OutcomeShares } from './outcome-weights.ts';
import { keepAnswerable, meetTarget } from './meet-target.ts';
import { isPartOf, nameIntentTopics, nameProfileTopics } from './name-topics.ts';
import { fitsNeed, nameNeed } from './name-need.ts';
import { sampleEnding } from './sample-ending.ts';
import { spokenTitle } from './spoken-title.ts';
import { swayFor } from './style-sway.ts';
import { findThinData } from './thin-data.ts';
import type { ThinData } from './thin-data.ts';
import { isSaidWith } from './title-words.ts';
import { deriveUserStyle } from './user-style.ts';
import { chooseWishes, withoutKindred } from './wishes.ts';

export interface PlanSettings {
  domain: string;
  /** Currency of the prices, where the config names one. */
  currency?: string | undefined;
  maximumRejected: number;
  /** How much each outcome is wanted, relative to the others; what the evidence does not allow is left out. */
  outcomes: OutcomeShares;
}

/** Why a target gets no plan. */
export type UnplannedReason =
  'no-target-candidate' | 'no-wishes' | 'no-evidence' | 'ambiguous-title' | 'no-path' | 'invalid-plan';

export type PlanOutcome = { plan: DialogPlan; thin: ThinData[] } | { reason: UnplannedReason; detail: string };

/** Sizes of the system agent's view: what it may speak of, the wished-for aspects first. */
const mostClaims = 6;
const mostCandidates = 8;

/**
 * One sampled path with its acts, slots and evidence. Deterministic in its arguments. Thin data (`thin-data.ts` lists its kinds) makes a
 * shorter or a franker dialog, never an invented fact; where no wish is known, or no earlier review backs anything that would be said,
 * there is no plan. `spokenOf` are silences that turned out to be none (`silenceKey`): the plan is built again without them.
 */
export function buildDialogPlan(
  packet: PlanPacket,
  graph: SuperNodeGraph,
  settings: PlanSettings,
  seed: number,
  spokenOf: ReadonlySet<string> = new Set(),
): PlanOutcome {
  const random = createRandom(seed);
  const need = nameNeed(packet, settings.domain);
  const topics = nameTopics(packet, settings.domain, need);
  const wished = [...topics.profile, ...topics.intent];
  const claimsByItem = claimsOn(packet, wished);
  const praise = praiseOfTarget(packet, claimsByItem).filter(topics.isFitPraise).toSorted(topics.compareCommon);
  const known = chooseWishes(topics.profile, topics.intent, claimsByItem, praise);
  const wishes = withoutKindred(meetTarget(known, praise));
  if (wishes.length === 0)
    return {
      reason: 'no-wishes',
      detail: 'neither the profile nor the target review speaks of what others say of the category',
    };
  const allClaims = claimsOn(packet, wishes);
  const candidates = nameTitles(nameCategories(packet, need)).map((candidate, at) =>
    toCandidate(candidate, allClaims[at] ?? [], wishes),
  );
  const target = candidates.find(({ role, itemId }) => role === 'target' && itemId === packet.targetItemId);
  if (target === undefined)
    return { reason: 'no-target-candidate', detail: 'the target is not among its own candidates' };
  if (isSaidWith(target, wishes)) {
    return {
      reason: 'ambiguous-title',
      detail: 'the title is among the words of its category or of an aspect, so asking would name it',
    };
  }

  const shares = packet.profile.map(({ share }) => share);
  const style = deriveUserStyle(packet.behaviour, shares, packet.keptAspects);
  const mostRefused = drawRejections(swayFor(graph.refusal, style), settings.maximumRejected, random);
  const answerable = keepAnswerable(wishes, target, silentTopics({ packet, spokenOf }, target.itemId, wishes));
  const { maximumRejected } = settings;
  const endings = findEndings({
    packet,
    target,
    candidates,
    wishes: answerable,
    style,
    mostRefused,
    maximumRejected,
    spokenOf,
    seed,
  });
  const sampled = sampleEnding(graph, endings, settings.outcomes, style, random);
  if (sampled === undefined) {
    return {
      reason: 'no-path',
      detail: 'the super-node graph has no path that shows the target within the turns allowed',
    };
  }
  const { dialogId, userId, targetItemId, asOf } = packet;
  const category = target.category === 'unknown' ? null : target.category;
  const memories = chooseMemories(packet.ownClauses, sampled.wishes, packet.candidates);
  const content = { ...sampled, category, style, memories };
  const path = recallMemoriesOnly(graph, sampled.path, content);
  const plan: DialogPlan = {
    dialogId,
    userId,
    targetItemId,
    asOf,
    seed,
    domain: settings.domain,
    ...(settings.currency === undefined ? {} : { currency: settings.currency }),
    style,
    outcome: sampled.outcome,
    outcomeReason: sampled.reason,
    persona: describePersona(packet.writing),
    memories,
    wishes: sampled.wishes,
    candidates: chooseVisible(target, sampled, random),
    path,
    turns: fillTurns(graph, path, content),
  };
  if (plan.turns.every(({ evidence }) => evidence.length === 0)) {
    return { reason: 'no-evidence', detail: 'no earlier review of the user or of an item shown backs anything to say' };
  }
  const problems = findPlanProblems(plan);
  const thin = findThinData(packet, target, known);
  return problems.length === 0 ? { plan, thin } : { reason: 'invalid-plan', detail: problems.join('; ') };
}

function nameTopics({ profile, intent, candidates }: PlanPacket, domain: string, need: string | null) {
  const target = candidates.find(({ role }) => role === 'target');
  const ofTarget = new Set(target?.trajectories.map(({ aspectId }) => aspectId));
  const isFit = isPartOf(`${target?.category ?? ''} ${need ?? ''}`, domain);
  const ofCategory = new Map(target?.trajectories.map((told) => [told.aspectId, told.ofCategory ?? undefined]));
  return {
    profile: nameProfileTopics(profile, ofTarget, isFit),
    intent: nameIntentTopics(intent, isFit),
    isFitPraise: ({ label, topicId }: Claim): boolean => isFit(label) && ofCategory.get(topicId) !== 0,
    /** What reviews of the category speak of most comes first. */
    compareCommon: (a: Claim, b: Claim): number => (ofCategory.get(b.topicId) ?? 0) - (ofCategory.get(a.topicId) ?? 0),
  };
}

/** The target's claims that speak for it. */
const praiseOfTarget = ({ candidates }: PlanPacket, claimsByItem: readonly (readonly Claim[])[]): Claim[] =>
  candidates.flatMap(({ role }, at) => (role === 'target' ? (claimsByItem[at] ?? []).filter(isGood) : []));

/** The claims of each candidate, on the wished-for topics by their names. */
function claimsOn({ candidates }: PlanPacket, wished: readonly TopicName[]): Claim[][] {
  const topicIds = new Set(wished.map(({ topicId }) => topicId));
  return candidates.map(({ itemId, trajectories }) =>
    chooseFinest(trajectories, topicIds).flatMap((trajectory) => buildClaim(itemId, trajectory) ?? []),
  );
}

/** Items under what the user asks for, where that has another name than the catalogue's category, and the others under their own. */
function nameCategories({ candidates }: PlanPacket, need: string | null): PacketCandidate[] {
  const target = candidates.find(({ role }) => role === 'target');
  if (target === undefined || need === null) return candidates;
  return candidates.map((item) => (fitsNeed(item, target, need) ? { ...item, category: need } : item));
}

/** Items by what people call them. */
const nameTitles = (items: readonly PacketCandidate[]): PacketCandidate[] =>
  items.map((item) => ({
    ...item,
    title: spokenTitle(
      item.title,
      items.filter((other) => other !== item).map(({ title }) => title),
    ),
  }));

/** The claims that matter most, then ordered by aspect: the system agent sees them, and no order may tell it what the user wishes for. */
function toCandidate(candidate: PacketCandidate, claims: readonly Claim[], wishes: readonly AspectWish[]): Candidate {
  const { itemId, title, category, price, role, strategy } = candidate;
  const kept = claims.toSorted(compareRelevance(wishes)).slice(0, mostClaims);
  const ordered = kept.toSorted((a, b) => compareText(a.topicId, b.topicId));
  return { itemId, title, category, price, role, strategy, claims: ordered, remarks: [] };
}

/** As many as the user's chance of refusing one more gives, tried one after another. */
function drawRejections(chance: number, most: number, random: Random): number {
  let rejections = 0;
  while (rejections < most && random.chance(chance)) rejections += 1;
  return rejections;
}

/** What the system agent sees: the target, all that is shown and the best of the rest, shuffled so that no place gives the target away. */
function chooseVisible(target: Candidate, { shown, candidates }: Ending, random: Random): Candidate[] {
  const visible = new Set([target, ...shown.map(({ candidate }) => candidate)]);
  for (const candidate of candidates) {
    if (visible.size < mostCandidates && candidate.role !== 'known') visible.add(candidate);
  }
  return random.shuffle([...visible]);
}
