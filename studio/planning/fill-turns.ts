import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, PlannedTurn, TurnSlots, UserStyle } from '../../schemas/dialog-plan.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { Memory } from '../../schemas/quote.ts';
import type { Act, SuperNodeGraph, SuperNodeName } from '../../schemas/super-node.ts';
import { isRemembered } from './choose-memories.ts';
import { isGood } from './doubts.ts';
import type { Comparison, Question, ShownItem } from './shown-items.ts';
import { putOnTable } from './put-on-table.ts';
import type { OnTable } from './put-on-table.ts';
import { topicOf } from './topics.ts';
import { isAskable } from './wishes.ts';

export interface DialogContent {
  /** Null where the data knows none. */
  category: string | null;
  wishes: readonly AspectWish[];
  shown: readonly ShownItem[];
  style: UserStyle;
  outcome: Outcome;
  memories: readonly Memory[];
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

/** The path with a clarifying question in place of one for the user's past where no memory speaks of what would be asked. */
export function recallMemoriesOnly(
  graph: SuperNodeGraph,
  path: readonly SuperNodeName[],
  content: DialogContent,
): SuperNodeName[] {
  const acts = path.flatMap(
    (name) => graph.nodes.find((node) => node.name === name)?.turns.map(({ act }) => act) ?? [],
  );
  const { details } = shareOutWishes(content, acts);
  if (details.some((wish) => isRemembered(content.memories, wish))) return [...path];
  return path.map((name) => (name === 'Recall' ? 'Clarify' : name));
}

/** Everything on the table is of the category the user asks for, so each turn from then on may name it. */
function categoryOf(act: Act, { category }: DialogContent): TurnSlots {
  return act === 'greet' || category === null ? {} : { category };
}

/** Hands out the slots act by act, in the order of the path. */
function createSlotFiller(content: DialogContent, allActs: readonly Act[]): (act: Act) => TurnSlots {
  const { need, stated, details } = shareOutWishes(content, allActs);
  const waitingDetails = [...details];
  const waitingItems = [...content.shown];
  let detail: AspectWish | undefined;
  let onTable: OnTable | undefined;
  let shown = 0;
  const spokenOf: AspectWish[] = [];

  const fill = (act: Act): TurnSlots => {
    if (act === 'ask_detail' || act === 'ask_history') detail = waitingDetails.shift();
    if (act === 'recommend') {
      const item = waitingItems.shift();
      onTable = item === undefined ? undefined : putOnTable(item, chooseQuestions(item, allActs, shown), spokenOf);
      shown += 1;
    }
    if (act === 'ask_about' && onTable !== undefined) onTable = { ...onTable, place: onTable.place + 1 };
    if (act === 'state_need') return need.length > 0 ? { wishes: need } : {};
    if (act === 'state_aspects') return { wishes: stated };
    if (detail !== undefined && (act === 'ask_detail' || act === 'ask_history')) return { about: topicOf(detail) };
    if (detail !== undefined && (act === 'answer_detail' || act === 'answer_history'))
      return { about: topicOf(detail), wishes: [detail] };
    if (onTable === undefined) return {};
    return itemSlots(act, onTable, content);
  };
  return (act) => {
    const slots = fill(act);
    if (onTable === undefined) spokenOf.push(...(slots.wishes ?? []));
    return slots;
  };
}

function itemSlots(act: Act, onTable: OnTable, { wishes, outcome }: DialogContent): TurnSlots {
  const { item, asked, place, unknown, askedNext } = onTable;
  const { candidate, doubt, comparison, own } = item;
  const { itemId, title, price } = candidate;
  const slots = { itemId, title };
  const question = asked[place];
  switch (act) {
    case 'recommend':
      return {
        ...slots,
        price,
        claims: item.recommended,
        ...(unknown.length === 0 ? {} : { unknown: [...unknown] }),
        ...(askedNext.length === 0 ? {} : { askedNext: [...askedNext] }),
      };
    case 'ask_about':
      return question === undefined ? slots : { ...slots, about: question.about };
    case 'explain':
      return question === undefined
        ? slots
        : { ...slots, about: question.about, claims: question.claim === undefined ? [] : [question.claim] };
    case 'ask_compare':
    case 'compare':
      return comparison === undefined ? slots : { ...slots, ...comparisonOf(comparison, act) };
    case 'drop_wish':
    case 'note_change':
      return question === undefined ? slots : { ...slots, dropped: question.about };
    case 'reject':
      return doubt === undefined || doubt.claim === null ? slots : { ...slots, ...refusalOf(doubt.claim, wishes) };
    case 'accept':
      return {
        ...slots,
        price,
        ...acceptanceOf(item, asked, wishes),
        ...(doubt === undefined ? {} : { doubt }),
        // What nobody knows is let go of in the open.
        ...(unknown[0] === undefined ? {} : { dropped: unknown[0] }),
      };
    case 'postpone':
      return doubt === undefined ? slots : { ...slots, about: doubt.about, doubt };
    case 'leave':
      // The wish that is insisted on comes first.
      return doubt === undefined ? slots : { ...slots, about: doubt.about, doubt, wishes: wishes.slice(0, 1) };
    case 'recognise':
      return own === undefined ? slots : { ...slots, wishes: own.wishes, ownReviews: own.reviews };
    case 'close':
      return { ...slots, outcome };
    default:
      return slots;
  }
}

function comparisonOf({ other, about, claims }: Comparison, act: 'ask_compare' | 'compare'): TurnSlots {
  const named = { other: { itemId: other.itemId, title: other.title }, about };
  return act === 'compare' ? { ...named, claims } : named;
}

/** The wish that the claim disappoints, under the claim's own name for it. */
function refusalOf(claim: Claim, wishes: readonly AspectWish[]): TurnSlots {
  return {
    about: topicOf(claim),
    claims: [claim],
    wishes: wishes.filter(({ topicId }) => topicId === claim.topicId),
  };
}

/**
 * Which wishes are said where: one with the need by a talkative user or where there is no category to ask for, one to three when asked
 * for aspects, and for each clarifying question one that the system may ask for (`isAskable`).
 */
function shareOutWishes({ wishes, style, category, memories }: DialogContent, allActs: readonly Act[]) {
  const questions = allActs.filter((act) => act === 'ask_detail' || act === 'ask_history');
  const detailsAsked = questions.length;
  const askable = wishes.filter(isAskable);
  // Where the user is asked for aspects they name the first ones themselves, and the system asks for those that follow.
  const firstDetail = allActs.includes('state_aspects') ? Math.max(0, askable.length - detailsAsked) : 0;
  const details = askable.slice(firstDetail, firstDetail + detailsAsked);
  // What the user is asked of their past is what a memory speaks of.
  const recalled = questions.indexOf('ask_history');
  const remembered = recalled < 0 ? undefined : details.find((wish) => isRemembered(memories, wish));
  if (remembered !== undefined) {
    details.splice(details.indexOf(remembered), 1);
    details.splice(recalled, 0, remembered);
  }
  const free = wishes.filter((wish) => !details.includes(wish));
  const isNeeded = category === null || (style.talkativeness >= 0.6 && free.length >= 2);
  const need = isNeeded ? (free.length > 0 ? free : wishes).slice(0, 1) : [];
  const rest = free.filter((wish) => !need.includes(wish)).slice(0, 1 + Math.round(style.talkativeness * 2));
  return { need, stated: rest.length > 0 ? rest : wishes.slice(0, 1), details };
}

/** The questions about an item in doubt end with the one whose answer raises it; those about any other begin with the best. */
function chooseQuestions({ questions, doubt }: ShownItem, allActs: readonly Act[], place: number): Question[] {
  const count = countQuestions(allActs, place);
  return doubt === undefined ? questions.slice(0, count) : questions.slice(questions.length - count);
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

/**
 * What wins the user over: an aspect that the system praised, a wished-for one first. Nothing where nothing was praised: then it is a guess
 * on category and price. A wish of which nothing is known is no reason to accept.
 */
function acceptanceOf(item: ShownItem, asked: readonly Question[], wishes: readonly AspectWish[]): TurnSlots {
  const said: Claim[] = [...item.recommended, ...asked.flatMap(({ claim }) => (claim === undefined ? [] : [claim]))];
  const praised = said.filter(isGood);
  const wishesFor = ({ topicId }: Claim): AspectWish[] => wishes.filter((wish) => wish.topicId === topicId);
  const claim = praised.find((candidate) => wishesFor(candidate).length > 0) ?? praised[0];
  if (claim === undefined) return {};
  const wished = wishesFor(claim);
  return { about: topicOf(claim), claims: [claim], ...(wished.length === 0 ? {} : { wishes: wished }) };
}

function evidenceOf({ wishes = [], claims = [], doubt }: TurnSlots): Evidence[] {
  const doubted = doubt?.claim === null || doubt === undefined ? [] : [doubt.claim];
  const cited = [...wishes, ...claims, ...doubted].flatMap(({ evidence }) => evidence);
  return cited.filter((mention, at) => cited.indexOf(mention) === at);
}
