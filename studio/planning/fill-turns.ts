import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, PlannedTurn, TurnSlots, UserStyle } from '../../schemas/dialog-plan.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { Act, SuperNodeGraph, SuperNodeName } from '../../schemas/super-node.ts';
import type { Question, ShownItem } from './shown-items.ts';

export interface DialogContent {
  /** Null where the data knows none. */
  category: string | null;
  wishes: readonly AspectWish[];
  shown: readonly ShownItem[];
  style: UserStyle;
}

/** The turns of a path, each act with its slots and the evidence that backs them. */
export function fillTurns(
  graph: SuperNodeGraph,
  path: readonly SuperNodeName[],
  content: DialogContent,
): PlannedTurn[] {
  const steps = path.flatMap(
    (name) => graph.nodes.find((node) => node.name === name)?.turns.map((turn) => ({ ...turn, superNode: name })) ?? [],
  );
  const nextSlots = createSlotFiller(
    content,
    steps.map(({ act }) => act),
  );
  return steps.map(({ speaker, act, superNode }, turn) => {
    const slots = { ...categoryOf(act, content), ...nextSlots(act) };
    return { turn, speaker, superNode, act, slots, evidence: evidenceOf(slots) };
  });
}

/** Everything on the table is of the category the user asks for, so each turn from then on may name it. */
function categoryOf(act: Act, { category }: DialogContent): TurnSlots {
  return act === 'greet' || category === null ? {} : { category };
}

/** Hands out the slots act by act, in the order of the path. */
function createSlotFiller(content: DialogContent, allActs: readonly Act[]): (act: Act) => TurnSlots {
  const { need, stated, details } = shareOutWishes(content, allActs);
  const waitingDetails = [...details];
  const waitingItems = content.shown.map((item, place) => ({ item, asked: chooseQuestions(item, allActs, place) }));
  let detail: AspectWish | undefined;
  let onTable: OnTable | undefined;
  let question: Question | undefined;
  let asked = 0;

  return (act) => {
    if (act === 'ask_detail') detail = waitingDetails.shift();
    if (act === 'recommend') [onTable, asked] = [waitingItems.shift(), 0];
    if (act === 'ask_about') [question, asked] = [onTable?.asked[asked], asked + 1];
    if (act === 'state_need') return need.length > 0 ? { wishes: need } : {};
    if (act === 'state_aspects') return { wishes: stated };
    if (act === 'ask_detail' && detail !== undefined) return { about: aspectOf(detail) };
    if (act === 'answer_detail' && detail !== undefined) return { about: aspectOf(detail), wishes: [detail] };
    return itemSlots(act, onTable, question, content.wishes);
  };
}

interface OnTable {
  item: ShownItem;
  /** The questions the path asks about it. */
  asked: readonly Question[];
}

function itemSlots(
  act: Act,
  onTable: OnTable | undefined,
  question: Question | undefined,
  wishes: readonly AspectWish[],
): TurnSlots {
  if (onTable === undefined) return {};
  const { item, asked } = onTable;
  const { itemId, title, price } = item.candidate;
  const slots = { itemId, title };
  if (act === 'recommend') return { ...slots, price, claims: item.recommended };
  if (act === 'ask_about' && question !== undefined) return { ...slots, about: question.about };
  if (act === 'explain' && question !== undefined) {
    return { ...slots, about: question.about, claims: question.claim === undefined ? [] : [question.claim] };
  }
  if (act === 'reject' && item.refusal !== undefined) {
    const { wish, claim } = item.refusal;
    return { ...slots, about: aspectOf(wish), claims: [claim], wishes: [wish] };
  }
  return act === 'accept' ? { ...slots, ...acceptanceOf(item, asked, wishes) } : slots;
}

/**
 * Which wishes are said where: one with the need by a talkative user or where there is no category to ask for, one to three when asked
 * for aspects, and for each clarifying question one from the profile, which the system may know of; the intent is never asked for.
 */
function shareOutWishes({ wishes, style, category }: DialogContent, allActs: readonly Act[]) {
  const detailsAsked = allActs.filter((act) => act === 'ask_detail').length;
  const fromProfile = wishes.filter(({ source }) => source === 'profile');
  // Where the user is asked for aspects they name the first ones themselves, and the system asks for those that follow.
  const firstDetail = allActs.includes('state_aspects') ? Math.max(0, fromProfile.length - detailsAsked) : 0;
  const details = fromProfile.slice(firstDetail, firstDetail + detailsAsked);
  const free = wishes.filter((wish) => !details.includes(wish));
  const isNeeded = category === null || (style.talkativeness >= 0.6 && free.length >= 2);
  const need = isNeeded ? (free.length > 0 ? free : wishes).slice(0, 1) : [];
  const rest = free.filter((wish) => !need.includes(wish)).slice(0, 1 + Math.round(style.talkativeness * 2));
  return { need, stated: rest.length > 0 ? rest : wishes.slice(0, 1), details };
}

/** A refused item's questions end with the one whose answer is refused; the target's begin with the best. */
function chooseQuestions({ questions, refusal }: ShownItem, allActs: readonly Act[], place: number): Question[] {
  const count = countQuestions(allActs, place);
  return refusal === undefined ? questions.slice(0, count) : questions.slice(questions.length - count);
}

/** Questions the path asks about the item shown at `place`. */
function countQuestions(allActs: readonly Act[], place: number): number {
  let at = -1;
  let count = 0;
  for (const act of allActs) {
    if (act === 'recommend') at += 1;
    if (act === 'ask_about' && at === place) count += 1;
  }
  return count;
}

/** The aspect that wins the user over: one the system praised, a wished-for one first; else a wish the item is given a chance on. */
function acceptanceOf(item: ShownItem, asked: readonly Question[], wishes: readonly AspectWish[]): TurnSlots {
  const said: Claim[] = [...item.recommended, ...asked.flatMap(({ claim }) => (claim === undefined ? [] : [claim]))];
  const praised = said.filter(({ polarity }) => polarity === 'positive');
  const wishOf = ({ aspectId }: { aspectId: string }): AspectWish | undefined =>
    wishes.find((wish) => wish.aspectId === aspectId);
  const claim = praised.find((candidate) => wishOf(candidate) !== undefined) ?? praised[0];
  if (claim !== undefined) {
    const wish = wishOf(claim);
    return { about: aspectOf(claim), claims: [claim], ...(wish === undefined ? {} : { wishes: [wish] }) };
  }
  const unsaid = wishes.filter((wish) => !said.some(({ aspectId }) => aspectId === wish.aspectId));
  const hoped = unsaid.find(({ polarity }) => polarity === 'positive') ?? unsaid[0] ?? wishes[0];
  return hoped === undefined ? {} : { about: aspectOf(hoped), wishes: [hoped] };
}

const aspectOf = ({ aspectId, label }: { aspectId: string; label: string }) => ({ aspectId, label });

function evidenceOf({ wishes = [], claims = [] }: TurnSlots): Evidence[] {
  return [...wishes, ...claims].flatMap(({ evidence }) => evidence);
}
