import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish, DialogPlan, PlannedTurn } from '../../../schemas/dialog-plan.ts';
import type { Problem, Turn } from '../../../schemas/dialog.ts';
import type { Polarity } from '../../../schemas/opinion.ts';
import { findDialogProblems } from '../../../studio/fidelity/find-dialog-problems.ts';
import { findTurnProblems } from '../../../studio/fidelity/find-turn-problems.ts';
import { deriveSeed } from '../../../studio/random.ts';
import type { Random } from '../../../studio/random.ts';
import { buildContext, namedBefore } from '../../../studio/simulation/build-context.ts';
import { drawUtterance } from '../../../studio/simulation/offline-realizer.ts';

/** The plan's dialog in the offline realizer's words, each turn at its first attempt. */
export function realizeOffline(plan: DialogPlan): Turn[] {
  const turns: Turn[] = [];
  for (const step of plan.turns) {
    const { turn, speaker, superNode, act, evidence, slots } = step;
    const text = drawUtterance(buildContext(plan, turn, turns), deriveSeed(plan.seed, 'turn', turn, 0));
    const namedItemIds = act === 'recommend' && slots.itemId !== undefined ? [slots.itemId] : [];
    turns.push({ turn, speaker, superNode, act, text, attempts: 1, namedItemIds, evidence });
  }
  return turns;
}

/** Problems of every turn in turn, as they are found while a dialog is made, and of the dialog as a whole. */
export function findAllProblems(plan: DialogPlan, turns: readonly Turn[]): Problem[] {
  return [...turns.flatMap((_turn, at) => findProblemsAt(plan, turns, at)), ...findDialogProblems(plan, turns)];
}

/** Problems of the turns that a mutation changed, and of the dialog as a whole. */
export function findPlantedProblems(plan: DialogPlan, good: readonly Turn[], mutated: readonly Turn[]): Problem[] {
  const changed = mutated.flatMap(({ text }, at) => (text === good[at]?.text ? [] : [at]));
  const inTurns = mutated.length === good.length ? changed.flatMap((at) => findProblemsAt(plan, mutated, at)) : [];
  return [...inTurns, ...findDialogProblems(plan, mutated)];
}

export function findProblemsAt(plan: DialogPlan, turns: readonly Turn[], at: number): Problem[] {
  const turn = plan.turns[at];
  const text = turns[at]?.text;
  if (turn === undefined || text === undefined) return [];
  return findTurnProblems({
    plan,
    turn,
    text,
    transcript: turns.slice(0, at).map((said) => ({ speaker: said.speaker, text: said.text })),
    namedItemIds: namedBefore(plan, at),
    maximumWords: 90,
  });
}

/** Makes one thing wrong in a good dialog and returns its turns; undefined where the dialog gives no occasion. */
export type Mutation = (plan: DialogPlan, turns: readonly Turn[], random: Random) => Turn[] | undefined;

export const mutations: Readonly<Record<string, Mutation>> = {
  'target named early': (plan, turns, random) => leakTitle(plan, turns, random, (title) => title),
  'target named early, lower case': (plan, turns, random) =>
    leakTitle(plan, turns, random, (title) => title.toLowerCase()),
  'target named early, shortened': (plan, turns, random) =>
    leakTitle(plan, turns, random, (title) =>
      title
        .split(/[\s,:]+/u)
        .slice(0, 2)
        .join(' '),
    ),
  'foreign item named': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ act }) => act === 'recommend' || act === 'explain',
      ({ text }) => `${text} You could also try ${random.pick(foreignTitles)}.`,
    ),
  'foreign item recommended': (plan, turns, random) =>
    change(
      turns,
      random,
      ({ act }) => act === 'recommend',
      ({ text, turn }) => text.replace(plan.turns[turn]?.slots.title ?? '', random.pick(foreignTitles)),
    ),
  'wish turned around': (plan, turns, random) =>
    redraw(
      plan,
      turns,
      random,
      ({ act, slots }) => act !== 'reject' && act !== 'accept' && hasOpinion(slots.wishes),
      (step) => withSlots(step, { wishes: step.slots.wishes?.map(turnedWish) }),
    ),
  'claim turned around': (plan, turns, random) =>
    redraw(
      plan,
      turns,
      random,
      ({ speaker, slots }) => speaker === 'system' && hasOpinion(slots.claims),
      (step) => withSlots(step, { claims: step.slots.claims?.map(turnedClaim) }),
    ),
  'claim made up': (plan, turns, random) =>
    redraw(
      plan,
      turns,
      random,
      ({ act, slots }) => act === 'explain' && slots.claims?.length === 0,
      (step) => withSlots(step, { claims: [inventedClaim(step)] }),
    ),
  'number invented': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ text, speaker }) => speaker === 'system' && /\d/u.test(text),
      ({ text }) => text.replace(/\d+/u, String(random.integer(301, 900))),
    ),
  'month invented': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ act }) => act === 'explain',
      ({ text }) => `${text} That has been so since February 1997.`,
    ),
  'turn repeated': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ turn }) => turn >= 2,
      ({ turn }) => turns[turn - 2]?.text ?? '',
    ),
  'roles swapped': (_plan, turns, random) => {
    const [one, other] = random.shuffle(turns.filter(({ act }) => swappable.has(act)));
    const partner =
      other?.speaker === one?.speaker
        ? turns.find(({ speaker, act }) => speaker !== one?.speaker && swappable.has(act))
        : other;
    if (one === undefined || partner === undefined) return undefined;
    return turns.map((turn) => (turn === one ? { ...turn, text: partner.text } : turn));
  },
  'reason left out': (plan, turns, random) =>
    redraw(
      plan,
      turns,
      random,
      ({ act }) => act === 'reject',
      ({ slots: { about: _about, ...slots }, ...step }) => ({ ...step, slots }),
    ),
  'accepted too early': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ act }) => act === 'ask_about' || act === 'reject',
      () => 'Great, I will take that one. Thanks a lot!',
    ),
  'model speaks of itself': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      ({ text }) => `As an AI language model, I have no taste. ${text}`,
    ),
  'other language': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      () => 'Das klingt wirklich gut, aber ich hätte gern etwas mehr Auskunft darüber, bitte.',
    ),
  'far too long': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      ({ text }) => `${text} ${'and so on and so forth '.repeat(20)}`,
    ),
  'nothing said': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      () => ' … ',
    ),
  'later review cited': (plan, turns, random) => {
    const cited = random.shuffle(turns).find(({ evidence }) => evidence.length > 0);
    if (cited === undefined) return undefined;
    const later = new Date(Date.parse(plan.asOf) + random.integer(0, 400) * 86_400_000).toISOString();
    return turns.map((turn) =>
      turn === cited
        ? { ...turn, evidence: turn.evidence.map((mention) => ({ ...mention, reviewedAt: later })) }
        : turn,
    );
  },
  'turn left out': (_plan, turns, random) => {
    const gone = random.integer(0, turns.length - 1);
    return turns.filter((_turn, at) => at !== gone);
  },
};

const foreignTitles = [
  'Golden Walrus',
  'the Tin Parrot Arms',
  'Zebrano',
  'Mistral Deluxe 9000',
  'Quietfox: Sleep Sounds',
  'Bodega Nine',
];

/** Acts that are heard from one side only, whatever their wording. */
const swappable: ReadonlySet<string> = new Set([
  'state_need',
  'state_aspects',
  'answer_detail',
  'reject',
  'recommend',
  'ask_detail',
  'ask_aspects',
  'explain',
]);

function leakTitle(
  plan: DialogPlan,
  turns: readonly Turn[],
  random: Random,
  written: (title: string) => string,
): Turn[] | undefined {
  const title = plan.candidates.find(({ itemId }) => itemId === plan.targetItemId)?.title ?? '';
  const named = turns.findIndex(({ namedItemIds }) => namedItemIds.includes(plan.targetItemId));
  const shown = written(title);
  return change(
    turns,
    random,
    ({ turn }) => turn < named,
    ({ text, speaker }) => `${text} ${speaker === 'user' ? `Is it like ${shown}?` : `I am thinking of ${shown}.`}`,
  );
}

function change(
  turns: readonly Turn[],
  random: Random,
  isFit: (turn: Turn) => boolean,
  textOf: (turn: Turn) => string,
): Turn[] | undefined {
  const [chosen] = random.shuffle(turns.filter(isFit));
  if (chosen === undefined) return undefined;
  return turns.map((turn) => (turn === chosen ? { ...turn, text: textOf(turn) } : turn));
}

/** Has the realizer carry out another step than the planned one, so that the wrong turn reads as well as a good one. */
function redraw(
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

const withSlots = (
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
const hasOpinion = (opinions: readonly { polarity: Polarity }[] | undefined): boolean =>
  opinions !== undefined && opinions.length > 0 && opinions.every(({ polarity }) => polarity !== 'mixed');

const opposite: Readonly<Record<Polarity, Polarity>> = { positive: 'negative', negative: 'positive', mixed: 'mixed' };
const turnedWish = (wish: AspectWish): AspectWish => ({
  ...wish,
  polarity: opposite[wish.polarity],
  sentiment: -wish.sentiment,
});
const turnedClaim = (claim: Claim): Claim => ({
  ...claim,
  polarity: opposite[claim.polarity],
  positive: claim.negative,
  negative: claim.positive,
  level: -claim.level,
});

function inventedClaim({ slots }: PlannedTurn): Claim {
  const { itemId = '', about = { aspectId: '', label: '' } } = slots;
  return {
    itemId,
    ...about,
    polarity: 'positive',
    n: 41,
    positive: 40,
    negative: 1,
    level: 0.9,
    trend: 'steady',
    since: null,
    evidence: [],
  };
}
