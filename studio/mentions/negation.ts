import { negators } from '../text/negators.ts';
import type { Opinion } from './opinion.ts';
import { isNoun } from './noun-groups.ts';
import { copulas } from './opinion-words.ts';
import { contrasts, plainWord } from './plain-words.ts';
import type { Token } from './read-tokens.ts';

const hardStops: ReadonlySet<string> = new Set([';', ':', '.', '!', '?', '(', ')', '…', '--', '-', '—', '/', '"']);

const negationReach = 7;
const raising: ReadonlySet<string> = new Set('think believe feel find say seem expect'.split(' '));
const light: ReadonlySet<string> = new Set('have do get'.split(' '));

/**
 * Whether a negator before `at` reaches it: over its own noun phrase, a copula, "think"; not over a stop, a contrast or another verb.
 */
export function isInNegation(tokens: readonly Token[], at: number, { role }: Opinion): boolean {
  let crossedVerbs = 0;
  let crossedNouns = 0;
  let isRaised = false;
  for (let left = at - 1; left >= 0 && at - left <= negationReach; left -= 1) {
    const token = tokens[left];
    if (token === undefined) return false;
    const word = plainWord(token);
    if (word === 'only' && plainWord(tokens[left - 1] ?? token) === 'not') return false;
    // "less impressive", "less than comfortable"
    if ((word === 'less' || word === 'least') && left >= at - (tokens[at - 1]?.word === 'than' ? 2 : 1)) return true;
    if (negators.has(word)) {
      // "no" and "without" negate their own noun phrase.
      if ((word === 'no' || word === 'without' || word === 'zero') && (crossedVerbs > 0 || crossedNouns > 0))
        return false;
      // "I don't think the soup is good" is of the soup; "no soup, but good" is not.
      return crossedNouns === 0 || crossedVerbs > 0 || isRaised;
    }
    // "not-so-fresh" is one word.
    const isHyphen = token.word === '-' && tokens[left - 1]?.end === token.start;
    // "not that impressive"
    const isDegree = word === 'that' && negators.has(plainWord(tokens[left - 1] ?? token));
    if ((hardStops.has(token.word) && !isHyphen) || (contrasts.has(word) && !isDegree)) return false;
    if (token.word === ',') return false;
    if (token.pos === 'NOUN' || token.pos === 'PROPN' || (token.pos === 'PRON' && role !== 'adjective')) {
      crossedNouns += 1;
      if (crossedNouns > 1 && crossedVerbs === 0) return false;
    }
    if (token.pos === 'VERB') {
      crossedVerbs += 1;
      if (raising.has(token.lemma)) isRaised = true;
      if (isRaised || light.has(token.lemma) || copulas.has(token.lemma)) crossedVerbs -= 1;
      else if (role === 'judges-subject' || role === 'judges-object') return false;
      if (crossedVerbs > 1) return false;
    }
    if (token.pos === 'CCONJ' && (word === 'and' || word === 'but') && crossedVerbs + crossedNouns > 0) return false;
  }
  return false;
}

/** Whether the verb at `at` is negated: "will not", "no longer". */
export const isRefused = (tokens: readonly Token[], at: number): boolean => {
  for (let left = at - 1; left >= 0 && left >= at - 3; left -= 1) {
    const token = tokens[left];
    if (token === undefined) return false;
    if (negators.has(plainWord(token))) return true;
    if (token.pos !== 'ADV' && token.pos !== 'AUX' && token.pos !== 'PART') return false;
  }
  return false;
};

/** "would be great", "I want a quiet room", "if you like jazz": nobody says that it is. */
export function isSupposed(tokens: readonly Token[], from: number, { to, role }: Opinion): boolean {
  if (isAskedAfter(tokens, from)) return true;
  if (role === 'judges-object') {
    return tokens.slice(Math.max(0, from - 3), from).some(({ word }) => /^(?:if|unless|whether)$/u.test(word));
  }
  if (role !== 'adjective') return false;
  let at = from - 1;
  while (/^(?:ADV|DET|ADJ|ADP|CCONJ)$/u.test(tokens[at]?.pos ?? '') && from - at < 5) at -= 1;
  const verb = tokens[at];
  const isBeforeNoun = tokens[to]?.pos === 'ADJ' || isNoun(tokens[to]);
  if (isBeforeNoun && verb !== undefined && wanting.has(verb.lemma) && verb.pos !== 'NOUN') return true;
  // "I would pay more to get better food"
  const isSought = verb?.lemma === 'get' || verb?.lemma === 'have' || verb?.lemma === 'find';
  if (
    isBeforeNoun &&
    isSought &&
    tokens[at - 1]?.word === 'to' &&
    /^(?:better|nicer|more)$/u.test(tokens[from]?.word ?? '')
  )
    return true;
  if (verb?.word !== 'be' && verb?.word !== 'been') return false;
  return tokens.slice(Math.max(0, at - 3), at).some(({ word }) => /^(?:would|could|should|might|may|'d)$/u.test(word));
}

/** "Tried it to see if the generic dishes are as good": what was to be found out. */
function isAskedAfter(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at > 0 && from - at < 9; at -= 1) {
    const word = tokens[at]?.word ?? '';
    if (hardStops.has(word) || word === ',') return false;
    if (word === 'if' || word === 'whether')
      return /^(?:see|find|know|check|wonder|out|tell)$/u.test(tokens[at - 1]?.lemma ?? '');
  }
  return false;
}

const wanting: ReadonlySet<string> = new Set('want wish need hope expect seek require look search'.split(' '));

/** "could be better", "should have been cheaper": what is wished for is not there. */
export function isWished(tokens: readonly Token[], from: number, { to, role }: Opinion): boolean {
  const word = tokens[to - 1]?.word ?? '';
  const isComparative =
    /(?:[^e]er|better|worse)$/u.test(word) || tokens[from]?.word === 'more' || tokens[from - 1]?.word === 'more';
  if (role !== 'adjective' || !isComparative) return false;
  const before = tokens.slice(Math.max(0, from - 6), from).map(plainWord);
  const modal = before.findLastIndex((each) => each === 'could' || each === 'should');
  if (modal < 0) return false;
  const after = before.slice(modal);
  return (after.includes('be') || after.includes('been')) && !after.some((each) => /^(?:not|,|and|but)$/u.test(each));
}
