import { contrasts, plainWord } from './find-opinions.ts';
import type { Token } from './read-tokens.ts';

/** Why a sentence may not say that its opinion holds. */
export interface Irrealis {
  /** "if", "unless", "whether". */
  isConditional: boolean;
  /** "should", "could", "might", "supposed to". */
  isModal: boolean;
  /** "want", "need", "wish", "hope", "looking for", "expect". */
  isWanted: boolean;
  isQuestion: boolean;
  /** "than" follows: the judged may be what is compared with. */
  isCompared: boolean;
}

const conditionals = new Set('if unless whether until'.split(' '));
const modals = new Set("should could would might 'd supposed ought".split(' '));
const wanting = new Set(
  'want wish hope need look search expect seek prefer imagine suppose try hear read claim say advertise think consider'.split(
    ' ',
  ),
);
const assertive = new Set('recommend say definitely'.split(' '));

/** Reads the words of the same clause before the opinion, and what ends the sentence. */
export function findIrrealis(tokens: readonly Token[], from: number, to: number): Irrealis {
  const found: Irrealis = {
    isConditional: false,
    isModal: false,
    isWanted: false,
    isQuestion: tokens.at(-1)?.word === '?',
    isCompared: false,
  };
  for (let at = Math.min(from, to) - 1; at >= 0 && from - at < 12; at -= 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const word = plainWord(token);
    if (conditionals.has(word)) found.isConditional = true;
    if (/^[;:.!?()]$/u.test(word) || (contrasts.has(word) && word !== 'that')) break;
    if (modals.has(word) && !assertive.has(tokens[at + 1]?.lemma ?? '')) found.isModal = true;
    if (wanting.has(token.lemma) && (token.pos === 'VERB' || token.pos === 'AUX')) found.isWanted = true;
  }
  for (let at = to; at < tokens.length && at < to + 6; at += 1) {
    const token = tokens[at];
    if (token === undefined || /^[;:.!?()]$/u.test(token.word)) break;
    if (token.word === 'than') found.isCompared = true;
    if (conditionals.has(token.word)) found.isConditional = true;
  }
  return found;
}
