import { negators } from '../text/negators.ts';
import { abilityVerbs, dutyVerbs, forcedVerbs, goodToKeep, ownThings, people } from './failing-words.ts';
import { isNoun } from './noun-groups.ts';
import { functionVerbs } from './opinion-words.ts';
import { plainWord } from './plain-words.ts';
import type { Token } from './read-tokens.ts';

/** Who or what does what a verb says. */
type Doer = 'self' | 'pronoun' | 'named' | 'unsaid' | 'other';

const selves: ReadonlySet<string> = new Set("i we you i've i'm im ive".split(' '));
const pronouns: ReadonlySet<string> = new Set(
  'it they this that these those which he she nobody everything anything something everyone none who noone'.split(' '),
);
const openings: ReadonlySet<string> = new Set(['PUNCT', 'CCONJ', 'SCONJ', 'SYM', 'INTJ']);

/** Verbs between a subject and what it fails to do: "seems to", "keeps", "wants to". */
const between: ReadonlySet<string> = new Set(
  'seem want keep start begin continue try manage tend go get let allow end have'.split(' '),
);

const isBetween = (token: Token): boolean =>
  token.pos === 'AUX' ||
  token.pos === 'ADV' ||
  token.pos === 'PART' ||
  token.word === 'to' ||
  negators.has(plainWord(token)) ||
  (token.pos === 'VERB' && between.has(token.lemma));

/** Reads who does what the verb at `at` says, over auxiliaries, adverbs and verbs such as "seem". */
export function doerOf(tokens: readonly Token[], at: number): Doer {
  let left = at - 1;
  for (; left >= 0; left -= 1) {
    const token = tokens[left];
    if (token === undefined || pronouns.has(token.word) || !isBetween(token)) break;
  }
  const token = tokens[left];
  if (token === undefined || openings.has(token.pos)) return 'unsaid';
  if (selves.has(token.word)) return 'self';
  if (pronouns.has(token.word) || (token.word === 'one' && tokens[left - 1]?.word === 'no')) return 'pronoun';
  if (!isNoun(token)) return 'other';
  return people.has(token.lemma) ? 'self' : 'named';
}

/** How the verb at `at` is denied: it is not done ("will not open"), or somebody cannot do it ("can't open", "won't let me open"). */
export function denialOf(tokens: readonly Token[], at: number): 'undone' | 'unable' | undefined {
  let isAbility = false;
  for (let left = at - 1; left >= 0 && left >= at - 6; left -= 1) {
    const token = tokens[left];
    if (token === undefined) return undefined;
    const word = plainWord(token);
    if (word === 'unable' || word === 'cannot' || word === 'impossible') return 'unable';
    if (word === 'one' && tokens[left - 1]?.word === 'no') return 'undone';
    if (word === 'nothing' || word === 'none' || word === 'without' || word === 'only') return undefined;
    // "a reason not to open it", "it should not open"
    if (/^(?:should|may|might|if)$/u.test(word)) return undefined;
    if (negators.has(word)) {
      if (tokens[left + 1]?.word === 'to') return undefined;
      const before = tokens[left - 1];
      if (before !== undefined && /^(?:should|may|might)$/u.test(before.word)) return undefined;
      return isAbility || (before !== undefined && isAble.test(plainWord(before))) ? 'unable' : 'undone';
    }
    if (isAble.test(word) || /^(?:let|allow|get)$/u.test(token.lemma)) isAbility = true;
    if (token.pos === 'VERB' && /^(?:fail|refuse|decline)$/u.test(token.lemma)) return 'undone';
    const isObject = token.pos === 'PRON' && /^(?:get|let|allow)$/u.test(tokens[left - 1]?.lemma ?? '');
    if (word === 'no' || (!isBetween(token) && !isObject)) return undefined;
  }
  return undefined;
}

const isAble = /^(?:can|could|able)$/u;

/**
 * Tokens that tell a failing from the verb at `at` on, end exclusive, or `undefined`: a thing that does not do its work, people who do not do
 * theirs, a long wait, what somebody was made to do or lost.
 */
export function readFailing(tokens: readonly Token[], at: number): number | undefined {
  const { word = '', lemma = '', pos = '' } = tokens[at] ?? {};
  if (pos !== 'VERB' && pos !== 'AUX') return undefined;
  const next = tokens[at + 1];
  const isBilled = lemma === 'charge' && /^(?:me|us|you)$/u.test(next?.word ?? '');
  if (functionVerbs.has(lemma) && !isBilled) {
    const denial = denialOf(tokens, at);
    if (denial === 'unable' || (denial === 'undone' && isOfThing(tokens, at))) return at + 1;
  }
  if (abilityVerbs.has(lemma) && denialOf(tokens, at) === 'unable' && !isPraise(tokens, at)) return at + 1;
  if (lemma === 'keep' && next?.pos === 'VERB' && next.word.endsWith('ing') && !goodToKeep.has(next.lemma)) {
    const doer = doerOf(tokens, at);
    return doer !== 'self' && doer !== 'other' && denialOf(tokens, at) === undefined ? at + 2 : undefined;
  }
  if (dutyVerbs.has(lemma) && denialOf(tokens, at) === 'undone') {
    const doer = doerOf(tokens, at);
    if (doer === 'pronoun' || doer === 'named') return at + 1;
  }
  // "I never got a response"
  if (/^(?:got|gotten|received)$/u.test(word) && tokens[at - 1]?.word === 'never' && doerOf(tokens, at) === 'self')
    return at + 1;
  if (/^(?:stop|quit|cease)$/u.test(lemma) && next?.pos === 'VERB' && next.word.endsWith('ing')) {
    const isWorking =
      functionVerbs.has(next.lemma) && doerOf(tokens, at) !== 'self' && denialOf(tokens, at) === undefined;
    return isWorking ? at + 2 : undefined;
  }
  if (lemma === 'have' && next?.word === 'to' && forcedVerbs.has(tokens[at + 2]?.lemma ?? '')) {
    return denialOf(tokens, at) === undefined && tokens[at - 1]?.word !== 'only' ? at + 3 : undefined;
  }
  if (lemma === 'lose') return losesOwn(tokens, at) ? at + 1 : undefined;
  if (isBilled) return denialOf(tokens, at) === undefined ? at + 1 : undefined;
  return undefined;
}

/** "couldn't find a better one", "can't get enough" */
const isPraise = (tokens: readonly Token[], at: number): boolean =>
  tokens
    .slice(at + 1, at + 5)
    .some(({ word }) => /^(?:better|enough|over|wrong|past|cheaper|anywhere|elsewhere|nicer|fault|more)$/u.test(word));

/** Not "I don't play it", "do not download", "haven't played". */
function isOfThing(tokens: readonly Token[], at: number): boolean {
  const doer = doerOf(tokens, at);
  if (doer !== 'unsaid') return doer !== 'self';
  return !tokens.slice(Math.max(0, at - 4), at).some(({ word }) => /^(?:do|have|please)$/u.test(word));
}

/** "lost all of my progress" */
function losesOwn(tokens: readonly Token[], at: number): boolean {
  const after = tokens.slice(at + 1, at + 6);
  const own = after.findIndex(({ word }) => /^(?:my|our|all|everything|the)$/u.test(word));
  return own >= 0 && own < 2 && after.some(({ lemma, word }) => ownThings.has(lemma) || word === 'everything');
}

/** Where a complaint is told, of whom: the verb that names it, over auxiliaries and verbs such as "keep". */
export function mainVerbOf(tokens: readonly Token[], from: number, to: number): number {
  for (let at = to - 1; at > from; at -= 1) {
    const token = tokens[at];
    if (token?.pos === 'VERB' && functionVerbs.has(token.lemma)) return at;
  }
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token?.pos === 'VERB' && !/^(?:have|do|be|keep|stop|quit|fail|refuse|let|get)$/u.test(token.lemma)) return at;
  }
  return Math.max(from, to - 1);
}
