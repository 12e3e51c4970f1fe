import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, Doubt, UserStyle } from '../../schemas/dialog-plan.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { createRandom, deriveSeed } from '../random.ts';
import type { Random } from '../random.ts';
import { findDoubts, isGood, toDoubt } from './doubts.ts';
import type { PlanPacket } from './plan-packet.ts';
import { claimOn, drawRefusals, findRefusals, meetsOther } from './refusals.ts';
import { compareWith, showInDoubt, showKnown, showTarget } from './shown-items.ts';
import type { ShownItem } from './shown-items.ts';
import { silenceKey } from './silences.ts';
import { ownOpinions } from './own-opinions.ts';
import { topicOf } from './topics.ts';

/** One way in which the dialog can end, with all that is shown on the way. */
export interface Ending {
  outcome: Outcome;
  /** Why it may end like that, in a sentence of the record. */
  reason: string;
  shown: ShownItem[];
  /** What the user speaks of, in the order in which it is said. */
  wishes: AspectWish[];
  /** The items the system knows of. */
  candidates: readonly Candidate[];
  /** How likely this user is to end a dialog like that, relative to other users; above zero. */
  propensity: number;
}

/** Chance that a user speaks of a wish of which nothing is known, where there is praise to go by: such an answer carries nothing. */
const askUnknown = 0.25;

export interface Scene {
  packet: PlanPacket;
  target: Candidate;
  candidates: readonly Candidate[];
  wishes: readonly AspectWish[];
  style: UserStyle;
  /** Items that this user refuses at most. */
  mostRefused: number;
  /** Items that any user may refuse at most. */
  maximumRejected: number;
  /** What reviews speak of without a mention of it (`silenceKey`). */
  spokenOf: ReadonlySet<string>;
  seed: number;
}

/**
 * The endings that the user's behaviour and the items' evidence allow, an outcome at most once; one of the first three is always among them:
 * - accepted: the target has praise to accept it for, or nobody has said anything of it and it is a guess;
 * - accepted with a doubt: the same, and something speaks against the target, or a wish stays without an answer;
 * - postponed: something does, whether anything speaks for it or not;
 * - left: no item on the list, the target included, meets one of the wishes;
 * - already known: the user reviewed an item of the category before, and said something of it.
 */
export function findEndings(scene: Scene): Ending[] {
  const silent = silentTopics(scene, scene.target.itemId, scene.wishes);
  const find = (outcome: Outcome, of: (random: Random) => Omit<Ending, 'outcome'> | undefined): Ending[] => {
    const ending = of(createRandom(deriveSeed(scene.seed, 'ending', outcome)));
    if (ending === undefined) return [];
    const shown = ending.shown.map((item) => ({
      ...item,
      silent: silentTopics(scene, item.candidate.itemId, scene.wishes),
    }));
    return [{ outcome, ...ending, shown }];
  };
  const { criticality, decisiveness } = scene.style;
  return [
    ...find('accepted', (random) => accept(scene, silent, random)),
    ...find('accepted_with_doubt', (random) => {
      // Nobody takes what they have heard nothing but complaints of.
      if (!isAcceptable(scene.target)) return undefined;
      const propensity = 0.5 + criticality;
      return decideInDoubt(scene, silent, random, { propensity, reasonOf: describeAcceptedDoubt });
    }),
    ...find('postponed', (random) => {
      const propensity = 1.5 - decisiveness;
      return decideInDoubt(scene, silent, random, { propensity, reasonOf: describePostponed });
    }),
    ...find('left', (random) => leave(scene, silent, random)),
    ...find('already_known', (random) => recognise(scene, silent, random)),
  ];
}

function accept(scene: Scene, silent: ReadonlySet<string>, random: Random): Omit<Ending, 'outcome'> | undefined {
  const { target, wishes, style, candidates } = scene;
  // What is said against a wish is a doubt; to keep quiet about it would be a lie.
  const disappoints = ({ topicId, polarity }: Claim): boolean =>
    polarity === 'negative' && wishes.some((wish) => wish.topicId === topicId);
  if (!isAcceptable(target) || target.claims.some(disappoints)) return undefined;
  const isPraised = target.claims.some(isGood);
  const spoken = !isPraised || random.chance(askUnknown) ? wishes : answeredOf(wishes, silent);
  const shown = showRefused({ ...scene, wishes: spoken }, showTarget(target, spoken, silent, style, random), random);
  const reason = isPraised
    ? 'the user took the item, and others praise it'
    : 'the user took the item, on a guess: no earlier review gives a count to go by';
  return { reason, shown, wishes: [...spoken], candidates, propensity: 1 };
}

/** The wishes that reviews of the target answer; all of them where they answer none. One that stays open is spoken of where it decides something. */
function answeredOf(wishes: readonly AspectWish[], silent: ReadonlySet<string>): readonly AspectWish[] {
  const answered = wishes.filter(({ topicId }) => !silent.has(topicId));
  return answered.length > 0 ? answered : wishes;
}

/** Somebody praises it, or nobody says a word and it is a guess. */
const isAcceptable = ({ claims }: Candidate): boolean => claims.length === 0 || claims.some(isGood);

interface DoubtfulDecision {
  propensity: number;
  reasonOf: (doubt: Doubt) => string;
}

function decideInDoubt(
  scene: Scene,
  silent: ReadonlySet<string>,
  random: Random,
  { propensity, reasonOf }: DoubtfulDecision,
): Omit<Ending, 'outcome'> | undefined {
  const { target, wishes, candidates } = scene;
  const doubts = findDoubts(target, wishes, silent);
  if (doubts.length === 0) return undefined;
  // The weightiest are the likeliest; what is unknown gives the user less to go by than what is said.
  const doubt = random.pickWeighted(doubts, (one) => (one.claim === null ? 0.25 : 1) / (1 + doubts.indexOf(one)));
  const spoken = doubt.claim === null ? wishes : answeredOf(wishes, silent);
  const shown = showRefused({ ...scene, wishes: spoken }, showInDoubt(target, doubt, spoken, random), random);
  return { reason: reasonOf(doubt), shown, wishes: [...spoken], candidates, propensity };
}

const describeAcceptedDoubt = ({ about, claim }: Doubt): string =>
  `the user took the item, though ${describeDoubt(about.label, claim)}`;

const describePostponed = ({ about, claim }: Doubt): string =>
  `the user wants to think about it, as ${describeDoubt(about.label, claim)}`;

function describeDoubt(label: string, claim: Doubt['claim']): string {
  if (claim === null) return `no earlier review speaks of ${label}`;
  if (claim.polarity === 'positive') return `reviews of ${label} are getting worse`;
  return claim.polarity === 'negative' ? `others complain about ${label}` : `others are divided on ${label}`;
}

/** Distractors with a reason to refuse them, then the item to decide on, set beside the last refused one where both are known on its aspect. */
function showRefused({ target, candidates, wishes, mostRefused }: Scene, last: ShownItem, random: Random): ShownItem[] {
  const refusals = drawRefusals(findRefusals(target, candidates, wishes), mostRefused, random);
  const refused = refusals.map(({ candidate, claim }) => showInDoubt(candidate, toDoubt(claim), wishes, random));
  const before = refused.at(-1);
  return [...refused, before === undefined ? last : compareWith(last, before)];
}

function leave(scene: Scene, silent: ReadonlySet<string>, random: Random): Omit<Ending, 'outcome'> | undefined {
  const { target, candidates, wishes, style, mostRefused, maximumRejected } = scene;
  const failuresOf = (wish: AspectWish): { candidate: Candidate; doubt: Doubt }[] =>
    candidates
      .filter(({ role, category }) => role !== 'known' && category === target.category)
      .flatMap((candidate) => {
        const claim = claimOn(candidate, wish.topicId);
        if (claim !== undefined) return isGood(claim) ? [] : [{ candidate, doubt: toDoubt(claim) }];
        const isSilent = silentTopics(scene, candidate.itemId, [wish]).has(wish.topicId);
        return isSilent ? [{ candidate, doubt: { about: topicOf(wish), claim: null } }] : [];
      });
  const possible = wishes
    .filter(({ polarity }) => polarity !== 'neutral')
    .map((wish) => ({ wish, failures: failuresOf(wish) }))
    .filter(
      ({ failures }) =>
        failures.some(({ candidate }) => candidate === target) && failures.some(({ doubt }) => doubt.claim !== null),
    );
  if (possible.length === 0) return undefined;
  const { wish, failures } = random.pickWeighted(possible, ({ wish: { share } }) => 0.1 + share);
  const spoken = [wish, ...answeredOf(wishes, silent).filter((other) => other !== wish)];
  // A refusal on the way needs a claim; the last item may also fail by silence.
  const refused = random
    .shuffle(failures.filter(({ candidate, doubt }) => candidate !== target && doubt.claim !== null))
    .toSorted((a, b) => Number(meetsOther(b.candidate, spoken, wish)) - Number(meetsOther(a.candidate, spoken, wish)))
    // Who leaves after one item has hardly looked.
    .slice(0, Math.max(mostRefused, Math.min(1, maximumRejected)));
  const others = failures.filter((failure) => !refused.includes(failure));
  const last = others.length > 0 && (refused.length < 2 || random.chance(0.6)) ? random.pick(others) : undefined;
  const failing = new Set(failures.map(({ candidate }) => candidate));
  return {
    reason: `no item on the list is good on ${wish.label}, which the user insists on`,
    shown: [...refused, ...(last === undefined ? [] : [last])].map(({ candidate, doubt }) =>
      showInDoubt(candidate, doubt, spoken, random),
    ),
    wishes: spoken,
    candidates: candidates.filter((candidate) => failing.has(candidate)),
    propensity: 0.5 + style.criticality,
  };
}

function recognise(scene: Scene, silent: ReadonlySet<string>, random: Random): Omit<Ending, 'outcome'> | undefined {
  const { packet, target, candidates } = scene;
  const wishes = answeredOf(scene.wishes, silent);
  const known = candidates
    .filter(({ role, category }) => role === 'known' && category === target.category)
    .map((candidate) => ({ candidate, own: ownOpinions(packet, candidate.itemId) }))
    .filter(({ own }) => own.wishes.length > 0);
  if (known.length === 0) return undefined;
  const { candidate, own } = random.pick(known);
  return {
    reason: `the user reviewed ${candidate.title} before`,
    shown: showRefused(
      { ...scene, wishes, mostRefused: Math.min(1, scene.mostRefused) },
      showKnown(candidate, own),
      random,
    ),
    wishes: [...wishes],
    candidates,
    propensity: 1,
  };
}

/** Wished-for topics of which no earlier review of the item speaks; one with mentions too weak for a claim is not silent. */
export function silentTopics(
  { packet: { candidates }, spokenOf }: Pick<Scene, 'packet' | 'spokenOf'>,
  itemId: string,
  wishes: readonly AspectWish[],
): Set<string> {
  const item = candidates.find((candidate) => candidate.itemId === itemId);
  const mentioned = new Set(item?.trajectories.map(({ aspectId }) => aspectId));
  // The catalogue answers for a price that it knows.
  const isPriced = ({ label }: AspectWish): boolean =>
    typeof item?.price === 'number' && /^(?:prices?|pricing|costs?)$/iu.test(label);
  const isSilent = (wish: AspectWish): boolean =>
    !mentioned.has(wish.topicId) && !spokenOf.has(silenceKey({ itemId, topicId: wish.topicId })) && !isPriced(wish);
  return new Set(wishes.filter(isSilent).map(({ topicId }) => topicId));
}
