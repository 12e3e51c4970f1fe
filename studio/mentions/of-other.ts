import { negators } from '../text/negators.ts';
import type { Opinion } from './opinion.ts';
import type { Token } from './read-tokens.ts';

/** Whether an opinion is no verdict on what is reviewed now: it was so once, somebody else's view, praise of another place, advice, or a trial. */
export function isOfOther(tokens: readonly Token[], opinion: Opinion): boolean {
  const before = wordsBefore(tokens, opinion.from);
  return (
    wasOnce(before) ||
    isOthersView(before) ||
    praisesElsewhere(tokens, opinion) ||
    advises(tokens, opinion) ||
    isTrial(tokens, opinion)
  );
}

const farthest = 7;

function wordsBefore(tokens: readonly Token[], from: number): Token[] {
  const before = tokens.slice(Math.max(0, from - farthest), from);
  const stop = before.findLastIndex(({ word }) => /^(?:[,;:.!?()]|but|now)$/u.test(word));
  return before.slice(stop + 1);
}

/** "They used to have great soups", not "I am used to good service". */
function wasOnce(before: readonly Token[]): boolean {
  const at = before.findIndex(({ word }, index) => word === 'used' && before[index + 1]?.word === 'to');
  const after = before[at + 2];
  return (
    at >= 0 &&
    !/^(?:be|get|become)$/u.test(before[at - 1]?.lemma ?? '') &&
    after?.pos !== 'NOUN' &&
    after?.pos !== 'ADJ'
  );
}

/** "It reinforces the idea that vegetarian food is bland." */
const isOthersView = (before: readonly Token[]): boolean =>
  before.some(
    ({ lemma }, at) =>
      /^(?:idea|notion|myth|stereotype|cliche|rumor|claim)$/u.test(lemma) && before[at + 1]?.word === 'that',
  );

/** "The best dumplings are still at Dim Sum Garden", "I prefer the dumplings from Sakura". */
function praisesElsewhere(tokens: readonly Token[], { from, to }: Opinion): boolean {
  const judge = tokens[from];
  const isComparison = judge !== undefined && (/^(?:best|better)$/u.test(judge.word) || judge.lemma === 'prefer');
  if (!isComparison) return false;
  const sentence = tokens.slice(to, to + 10);
  const stop = sentence.findIndex(({ word }) => /^(?:[,;:.!?()]|but|because|than)$/u.test(word));
  const after = stop < 0 ? sentence : sentence.slice(0, stop);
  return after.some(({ word }, at) => {
    const isPlaced =
      judge.lemma === 'prefer'
        ? /^(?:from|at|over)$/u.test(word)
        : /^(?:from|at)$/u.test(word) && isSaidToBe(after, at);
    const place = after[at + 1]?.pos === 'DET' ? after[at + 2] : after[at + 1];
    // "at Five Guys"
    return isPlaced && (place?.pos === 'PROPN' || (place?.pos === 'NUM' && after[at + 2]?.pos === 'PROPN'));
  });
}

function isSaidToBe(tokens: readonly Token[], at: number): boolean {
  let left = at - 1;
  while (tokens[left]?.pos === 'ADV') left -= 1;
  return /^(?:is|are|'s|was|were)$/u.test(tokens[left]?.word ?? '');
}

/** "It is best to call ahead": what is done is not what is judged. */
const advises = (tokens: readonly Token[], { from }: Opinion): boolean =>
  /^(?:best|better)$/u.test(tokens[from]?.word ?? '') && tokens[from + 1]?.word === 'to';

/**
 * "We tried the ribs", "I wanted to try the ribs" and "did not try the ribs" say nothing yet; "try the ribs" and "you have to go for the ribs" speak for
 * them.
 */
function isTrial(tokens: readonly Token[], { from, to }: Opinion): boolean {
  const verb = tokens[from];
  if (tokens[to - 1]?.word !== 'the' || (verb?.lemma !== 'try' && verb?.lemma !== 'go')) return false;
  if (verb.word !== verb.lemma) return true;
  let at = from - 1;
  while (tokens[at]?.pos === 'ADV' && !negators.has(tokens[at]?.word ?? '')) at -= 1;
  const before = tokens[at];
  if (before === undefined || before.pos === 'PUNCT' || before.pos === 'CCONJ') return false;
  if (before.word === 'to') return !/^(?:have|need|got|get)$/u.test(tokens[at - 1]?.lemma ?? '');
  return !/^(?:must|should|please)$/u.test(before.word);
}
