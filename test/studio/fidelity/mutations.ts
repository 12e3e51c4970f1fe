import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import type { Turn } from '../../../schemas/dialog.ts';
import type { Act } from '../../../schemas/super-node.ts';
import { commonWords } from '../../../studio/text/common-words.ts';
import { plainWordsOf } from '../../../studio/fidelity/named-in-turn.ts';
import { wordsOf } from '../../../studio/text/words.ts';
import type { Random } from '../../../studio/random.ts';
import {
  hasOpinion,
  inventedClaim,
  otherAspect,
  redraw,
  refusedFor,
  turnedClaim,
  turnedWish,
  withSlots,
} from './redrawn-turns.ts';
import { plantedMarkup } from '../../doubles/planted-markup.ts';
import { misspelled, resemblingTitle, shortened } from './written-titles.ts';

/** Makes one thing wrong in a good dialog and returns its turns; undefined where the dialog gives no occasion. */
export type Mutation = (plan: DialogPlan, turns: readonly Turn[], random: Random) => Turn[] | undefined;

export const mutations: Readonly<Record<string, Mutation>> = {
  'target named early': (plan, turns, random) => leakTitle(plan, turns, random, (title) => title),
  'target named early, lower case': (plan, turns, random) =>
    leakTitle(plan, turns, random, (title) => title.toLowerCase()),
  'target named early, shortened': (plan, turns, random) => leakTitle(plan, turns, random, shortened),
  'target named early, with a typo': (plan, turns, random) => leakTitle(plan, turns, random, misspelled),
  'target named early, with a typo, lower case': (plan, turns, random) =>
    leakTitle(plan, turns, random, (title) => {
      const written = misspelled(title, random)?.toLowerCase();
      // In small letters one word of a longer title, or everyday words alone, are not read as a name.
      const words = wordsOf(shortened(title) ?? title).filter((word) => word.length > 2);
      const plain = plainWordsOf(plan);
      const isTelling = words.some((word) => word.length > 3 && !commonWords.has(word) && !plain.has(word));
      return words.length > 1 && isTelling ? written : undefined;
    }),
  'foreign item named': (_plan, turns, random) =>
    change(turns, random, speaksOfItem, ({ text }) => `${text} You could also try ${random.pick(foreignTitles)}.`),
  'foreign item recommended': (plan, turns, random) =>
    change(turns, random, isA('recommend'), ({ text, turn }) =>
      text.replace(plan.turns[turn]?.slots.title ?? '', random.pick(foreignTitles)),
    ),
  'foreign item with a similar title': (plan, turns, random) => {
    const title = random.pick(plan.candidates.filter(({ itemId }) => isNamed(turns, itemId))).title;
    const similar = resemblingTitle(title, random);
    if (similar === undefined) return undefined;
    return change(turns, random, speaksOfItem, ({ text }) => `${text} You could also try ${similar}.`);
  },
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
  'markup left in': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      ({ text }) => `${text} ${random.pick(plantedMarkup)}`,
    ),
  'number invented': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ text, speaker }) => speaker === 'system' && /\d/u.test(text),
      ({ text }) => text.replace(/\d+/u, String(random.integer(301, 900))),
    ),
  'month invented': (_plan, turns, random) =>
    change(turns, random, isA('explain'), ({ text }) => `${text} That has been so since February 1997.`),
  'turn repeated': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ turn }) => turn >= 2,
      ({ turn }) => turns[turn - 2]?.text ?? '',
    ),
  'turn repeated with another opening': (_plan, turns, random) =>
    change(
      turns,
      random,
      ({ turn }) => turn >= 2 && wordsOf(turns[turn - 2]?.text ?? '').length >= 8,
      ({ turn }) => `Well, ${turns[turn - 2]?.text ?? ''}`,
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
    redraw(plan, turns, random, isA('reject'), ({ slots: { about: _about, ...slots }, ...step }) => ({
      ...step,
      slots,
    })),
  'refused for another reason': (plan, turns, random) =>
    redraw(plan, turns, random, isA('reject'), (step) => refusedFor(otherAspect(plan, step, random), step)),
  'accepted too early': (_plan, turns, random) =>
    change(turns, random, isA('ask_about', 'reject'), () => `${random.pick(acceptances)} Thanks a lot!`),
  'distractor accepted': (plan, turns, random) => {
    const refused = plan.turns.filter(({ act }) => act === 'reject').map(({ slots }) => slots.title ?? '');
    if (refused.length === 0) return undefined;
    return change(turns, random, isA('accept'), () => `I will go with ${random.pick(refused)} after all. Thank you!`);
  },
  'model speaks of itself': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      ({ text }) => random.pick(metaTalk).replace('...', text),
    ),
  'other language': (_plan, turns, random) =>
    change(
      turns,
      random,
      () => true,
      () => random.pick(otherLanguages),
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
      () => random.pick(['', ' … ', '"."', '\n']),
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

const isA =
  (...acts: readonly Act[]) =>
  ({ act }: { act: Act }): boolean =>
    acts.includes(act);
const speaksOfItem = isA('recommend', 'explain');
const isNamed = (turns: readonly Turn[], itemId: string): boolean =>
  turns.some(({ namedItemIds }) => namedItemIds.includes(itemId));

const acceptances = ['Great, I will take that one.', "I'll go with it.", 'Sold!', "You've convinced me."];
const metaTalk = [
  'As an AI language model, I have no taste. ...',
  'According to my instructions I should say this: ...',
  'User: ...',
  '... [item name]',
  'The user says: ...',
];
const otherLanguages = [
  'Das klingt wirklich gut, aber ich hätte gern etwas mehr Auskunft darüber, bitte.',
  'Je cherche plutôt quelque chose de calme, avec un bon service et des prix corrects.',
  'Me gustaría saber si el servicio es tan bueno como dicen las opiniones recientes.',
  'Мне нужно что-нибудь поспокойнее, желательно недалеко от центра города.',
];

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
  written: (title: string, random: Random) => string | undefined,
): Turn[] | undefined {
  const title = plan.candidates.find(({ itemId }) => itemId === plan.targetItemId)?.title ?? '';
  const named = turns.findIndex(({ namedItemIds }) => namedItemIds.includes(plan.targetItemId));
  const shown = written(title, random);
  if (shown === undefined) return undefined;
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
