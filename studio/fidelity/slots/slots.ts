import type { Act } from '../../../schemas/super-node.ts';
import type { TurnSlots } from '../../../schemas/dialog-plan.ts';
import type { TurnCheck, TurnCheckContext } from '../check.ts';
import { executional } from '../check.ts';
import { namedInTurn, withoutTitles } from '../named-in-turn.ts';
import { mentionsLabel, wordsOf } from '../../text/words.ts';

/**
 * A line that was to name the step's aspects names them, and says more than their names: a small model answers with the bare name of what it
 * was to speak of.
 */
export const findSlotProblems: TurnCheck = (context) => {
  const { act, slots } = context.turn;
  const labels = labelsToName[act]?.(slots) ?? [];
  const unnamed = labels
    .filter((label) => !mentionsLabel(context.text, label))
    .map((label) => `does not mention "${label}"`);
  return [...unnamed, ...unnamedOther(context), ...bareNames(context)].map((detail) =>
    executional('slots', `${act}: ${detail}`),
  );
};

const about = ({ about: aspect }: TurnSlots): string[] => (aspect === undefined ? [] : [aspect.label]);
const wished = ({ wishes = [] }: TurnSlots): string[] => wishes.map(({ label }) => label);

/** The aspect just asked for may be "it"; any other wish must be named. */
const wishedBesides = ({ wishes = [], about: asked }: TurnSlots): string[] =>
  wished({ wishes: wishes.filter(({ topicId }) => topicId !== asked?.topicId) });

const labelsToName: Partial<Record<Act, (slots: TurnSlots) => string[]>> = {
  state_need: wished,
  state_aspects: wished,
  ask_detail: about,
  answer_detail: wishedBesides,
  ask_history: about,
  answer_history: wishedBesides,
  ask_about: about,
  explain: about,
  ask_compare: about,
  compare: about,
  drop_wish: ({ dropped }) => (dropped === undefined ? [] : [dropped.label]),
  reject: about,
  accept: ({ dropped }) => (dropped === undefined ? [] : [dropped.label]),
};

/** Both items of a comparison are named, whole or in part. */
function unnamedOther(context: TurnCheckContext): string[] {
  const { act, slots } = context.turn;
  if (act !== 'compare') return [];
  const { other } = slots;
  if (other === undefined) return ['the plan gives no item to compare with'];
  return namedInTurn(context).some(({ itemId }) => itemId === other.itemId) ? [] : [`does not name "${other.title}"`];
}

function bareNames(context: TurnCheckContext): string[] {
  const { act, slots } = context.turn;
  if (act !== 'state_need' && act !== 'explain' && act !== 'compare') return [];
  const named = new Set([slots.about?.label, slots.category].flatMap((label) => wordsOf(label ?? '')));
  const says = wordsOf(withoutTitles(context)).some((word) => word !== 'it' && !named.has(word));
  return says ? [] : ['says nothing of what it names'];
}
