import type { TurnSlots } from '../../schemas/dialog-plan.ts';
import type { Act, Speaker } from '../../schemas/super-node.ts';

type Slot = keyof TurnSlots;

export interface ActRule {
  speakers: readonly Speaker[];
  /** Each entry must be met: by its slot, or by any one of its slots where several are listed. */
  slots: readonly (readonly Slot[])[];
  /** Lists among the slots that may be empty: an empty `claims` says that no earlier review speaks of the item or the aspect. */
  mayBeEmpty: readonly Slot[];
}

/** What each act must carry and who may say it. */
export const acts: Readonly<Record<Act, ActRule>> = {
  greet: { speakers: ['system'], slots: [], mayBeEmpty: [] },
  // A category the data does not know ('unknown') cannot be asked for: then the need is a wish.
  state_need: { speakers: ['user'], slots: [['category', 'wishes']], mayBeEmpty: [] },
  ask_aspects: { speakers: ['system'], slots: [], mayBeEmpty: [] },
  state_aspects: { speakers: ['user'], slots: [['wishes']], mayBeEmpty: [] },
  ask_detail: { speakers: ['system'], slots: [['about']], mayBeEmpty: [] },
  answer_detail: { speakers: ['user'], slots: [['about'], ['wishes']], mayBeEmpty: [] },
  ask_history: { speakers: ['system'], slots: [['about']], mayBeEmpty: [] },
  answer_history: { speakers: ['user'], slots: [['about'], ['wishes']], mayBeEmpty: [] },
  recommend: { speakers: ['system'], slots: [['itemId'], ['title'], ['price'], ['claims']], mayBeEmpty: ['claims'] },
  ask_about: { speakers: ['user'], slots: [['itemId'], ['title'], ['about']], mayBeEmpty: [] },
  explain: { speakers: ['system'], slots: [['itemId'], ['title'], ['about'], ['claims']], mayBeEmpty: ['claims'] },
  ask_compare: { speakers: ['user'], slots: [['itemId'], ['title'], ['other'], ['about']], mayBeEmpty: [] },
  compare: { speakers: ['system'], slots: [['itemId'], ['title'], ['other'], ['about'], ['claims']], mayBeEmpty: [] },
  drop_wish: { speakers: ['user'], slots: [['itemId'], ['title'], ['dropped']], mayBeEmpty: [] },
  note_change: { speakers: ['system'], slots: [['itemId'], ['title'], ['dropped']], mayBeEmpty: [] },
  reject: { speakers: ['user'], slots: [['itemId'], ['title'], ['about'], ['claims'], ['wishes']], mayBeEmpty: [] },
  // An acceptance without an aspect is a guess on category and price.
  accept: { speakers: ['user'], slots: [['itemId'], ['title']], mayBeEmpty: [] },
  postpone: { speakers: ['user'], slots: [['itemId'], ['title'], ['doubt']], mayBeEmpty: [] },
  leave: { speakers: ['user'], slots: [['itemId'], ['title'], ['doubt'], ['wishes']], mayBeEmpty: [] },
  recognise: { speakers: ['user'], slots: [['itemId'], ['title'], ['wishes'], ['ownReviews']], mayBeEmpty: [] },
  close: { speakers: ['system'], slots: [['itemId'], ['title'], ['outcome']], mayBeEmpty: [] },
};

/** Slots that `act` needs and `slots` lacks, one sentence each. */
export function findSlotProblems(act: Act, slots: TurnSlots): string[] {
  const rule = acts[act];
  return rule.slots
    .filter((alternatives) => !alternatives.some((slot) => isFilled(slots[slot], rule.mayBeEmpty.includes(slot))))
    .map((alternatives) => `${act} lacks ${alternatives.join(' or ')}`);
}

/** Null is a value: an unknown price is said to be unknown. */
function isFilled(value: TurnSlots[Slot], mayBeEmpty: boolean): boolean {
  if (value === undefined) return false;
  return mayBeEmpty || !Array.isArray(value) || value.length > 0;
}
