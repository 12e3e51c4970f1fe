import type { AspectWish } from '../../../schemas/dialog-plan.ts';
import { isOrdinary, standsAlone } from './aspect-words.ts';
import type { AspectWords } from './aspect-words.ts';
import { carefulFrames } from './careful-frames.ts';
import type { Rules } from './expand.ts';
import { hopeFrames } from './hope-frames.ts';
import { pastFrames } from './past-frames.ts';
import type { TurnFacts } from './turn-facts.ts';
import type { Frames } from './wish-frames.ts';

/** A clause, without a full stop, in which the user says what an aspect has been like so far or what to hope of it. */
export function wishClause(facts: TurnFacts, wish: AspectWish): string {
  const aspect = facts.aspect(wish.label);
  const frames = framesOf(wish, aspect);
  return facts.clause(
    { start: facts.tempo === 'terse' ? frames.short : frames.long, ...goodPhrases(aspect) },
    aspect.values,
  );
}

function framesOf(wish: AspectWish, aspect: AspectWords): Frames {
  if (!isOrdinary(aspect)) return carefulFrames[wish.polarity];
  const alone = standsAlone(aspect);
  const frames = wish.source === 'profile' ? pastFrames[wish.polarity] : hopeFrames[wish.polarity];
  return {
    short: alone ? [...frames.short, ...frames.shortAlone] : frames.short,
    long: alone ? [...frames.long, ...frames.longAlone] : frames.long,
  };
}

/** "with good coffee" needs a label that stands without an article; the rest fits every label. */
const goodPhrases = (aspect: AspectWords): Rules => ({
  withGood: [
    'where {the} {is} good',
    'that gets {the} right',
    'where {the} really {works}',
    'that takes care of {the}',
    'where I can count on {the}',
    ...(standsAlone(aspect) ? ['with {goodOne}', 'with {goodOne}', 'that has {goodOne}'] : []),
  ],
  withGoodAll: [
    'where {the} {is} good',
    'that get {the} right',
    'where {the} really {works}',
    'that take care of {the}',
    'where I can count on {the}',
    ...(standsAlone(aspect) ? ['with {goodOne}', 'with {goodOne}', 'that have {goodOne}'] : []),
  ],
  fine: ['good', 'spot on', 'done right', 'really good', 'just right', 'as good as it gets'],
  before: ['before', 'in the past', 'more than once', 'a few times', 'before, and not just once'],
});
