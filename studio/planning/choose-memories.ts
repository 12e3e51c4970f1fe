import type { AspectWish, TopicName } from '../../schemas/dialog-plan.ts';
import type { Memory } from '../../schemas/quote.ts';
import { findNamedItems } from '../fidelity/find-named-items.ts';
import { speaksOf } from '../fidelity/grounded/speaks-of.ts';
import { polarityOf } from '../sentiment/polarity.ts';
import { compareText } from './compare-text.ts';
import type { OwnClause } from './plan-packet.ts';
import { findReadableClause } from './readable-clause.ts';
import type { ReadableClause } from './readable-clause.ts';
import { spokenTitle } from './spoken-title.ts';

const mostMemories = 6;
const mostOfOneItem = 2;
/** Clauses on no aspect are told where there would be fewer than so many. */
const fewMemories = 2;

/** Says a clause's topic where it is on none of the run's aspects. */
const noTopic = 'a00';

interface ReadableMemory {
  clause: OwnClause;
  read: ReadableClause;
  place: number;
}

/**
 * Up to six clauses of the user's own earlier reviews: on a wish first, in the wishes' order, then on other aspects, the clearest first, then the newest; at
 * most two of an item; what speaks of a wish agrees with it, since a user who calls the food a delight does not go on that it was just ok. Where there are fewer than two, any other readable clause will do: a person without a past is nobody. A clause that names a
 * candidate, or is about one, is no memory: the user knows none of them.
 */
export function chooseMemories(
  clauses: readonly OwnClause[],
  wishes: readonly Pick<AspectWish, 'aspectId' | 'topicId' | 'label' | 'polarity'>[],
  candidates: readonly { itemId: string; title: string }[],
): Memory[] {
  const placeOf = ({ topicId }: OwnClause, { text }: ReadableClause): number => {
    const place = wishes.findIndex((wish) => wish.topicId === topicId && speaksOf(text, wish.label));
    return place < 0 ? wishes.length : place;
  };
  const contradicts = ({ aspectId, sentiment }: OwnClause, { text }: ReadableClause): boolean =>
    wishes.some(
      (wish) => wish.aspectId === aspectId && speaksOf(text, wish.label) && isContrary(wish.polarity, sentiment, text),
    );
  const readable = clauses
    .filter(({ itemId }) => !candidates.some((candidate) => candidate.itemId === itemId))
    .flatMap((clause) => {
      const read = findReadableClause(clause);
      return read === undefined || contradicts(clause, read) ? [] : [{ clause, read, place: placeOf(clause, read) }];
    })
    .toSorted(compareMemories);
  // Asked of those alone that are about to be chosen: to look for fifteen titles in a text takes longer than all else.
  const mayBeTold = ({ clause, read }: ReadableMemory): boolean =>
    // Who is advised does not advise.
    !/\brecommend/iu.test(read.text) && findNamedItems(`${clause.itemTitle}. ${read.text}`, candidates).length === 0;
  const onAspects = pickMemories(
    readable.filter(({ clause }) => clause.topicId !== noTopic),
    mostMemories,
    mayBeTold,
  );
  const chosen =
    onAspects.length >= fewMemories
      ? onAspects
      : pickMemories(
          readable.filter(({ clause }) => clause.topicId === noTopic),
          fewMemories,
          mayBeTold,
          onAspects,
        );
  return chosen.map(toMemory);
}

/** A mild word is no reason for a wish that is told as joy, nor is praise one for a complaint. */
function isContrary(polarity: AspectWish['polarity'], sentiment: number, text: string): boolean {
  if (polarity === 'negative') return polarityOf(sentiment) !== 'negative';
  return polarity === 'positive' && (polarityOf(sentiment) !== 'positive' || lukewarm.test(text));
}
const lukewarm =
  /\b(?:(?:just|only|merely) (?:ok|okay|fine|decent|average|so-so)|but not|not (?:that|too|so|very|really|particularly|exactly|quite|the best)\b|nothing special|could (?:be|have been) better|not (?:spectacular|amazing|great|special))/iu;

/** Whether a memory speaks of a wish, by its words or kindred ones. */
export const isRemembered = (memories: readonly Memory[], { aspectId, label }: TopicName): boolean =>
  memories.some((memory) => memory.aspectId === aspectId && speaksOf(memory.text, label));

const compareMemories = (a: ReadableMemory, b: ReadableMemory): number =>
  a.place - b.place ||
  Math.round(10 * b.read.clarity) - Math.round(10 * a.read.clarity) ||
  compareText(b.clause.reviewedAt, a.clause.reviewedAt) ||
  compareText(a.clause.reviewId, b.clause.reviewId) ||
  a.read.charStart - b.read.charStart ||
  compareText(a.clause.topicId, b.clause.topicId);

/** The first ones that repeat nothing, one of each aspect before a second of any. */
function pickMemories(
  readable: readonly ReadableMemory[],
  most: number,
  mayBeTold: (memory: ReadableMemory) => boolean,
  before: readonly ReadableMemory[] = [],
): ReadableMemory[] {
  const chosen = [...before];
  for (const round of [0, 1]) {
    for (const next of readable) {
      if (chosen.length >= most) break;
      const isRepeated = chosen.some(
        ({ clause, read }) => clause.reviewId === next.clause.reviewId && read.charStart === next.read.charStart,
      );
      const ofItem = chosen.filter(({ clause }) => clause.itemId === next.clause.itemId).length;
      const ofAspect = chosen.filter(({ clause }) => clause.aspectId === next.clause.aspectId).length;
      if (!isRepeated && ofItem < mostOfOneItem && ofAspect <= round && mayBeTold(next)) chosen.push(next);
    }
  }
  return chosen;
}

const toMemory = ({ clause, read }: ReadableMemory, at: number): Memory => ({
  id: `u${at + 1}`,
  reviewId: clause.reviewId,
  itemTitle: spokenTitle(clause.itemTitle, []),
  aspectId: clause.aspectId,
  date: clause.reviewedAt.slice(0, 10),
  rating: clause.rating,
  charStart: read.charStart,
  charEnd: read.charEnd,
  text: read.text,
});
