import { negators } from '../text/negators.ts';
import { idioms } from './idioms.ts';
import type { Idiom } from './idioms.ts';
import { isInNegation, isSupposed, isWished } from './negation.ts';
import { isOfOther } from './of-other.ts';
import type { OpinionLexicon } from './opinion-lexicon.ts';
import type { Opinion } from './opinion.ts';
import { intensities } from './opinion-words.ts';
import { plainWord } from './plain-words.ts';
import { plainOpinion, readOpinionWord } from './read-opinion-word.ts';
import type { Token } from './read-tokens.ts';

/** Opinion expressions of a sentence in order, without overlap. */
export function findOpinions(tokens: readonly Token[], lexicon: OpinionLexicon): Opinion[] {
  const found: Opinion[] = [];
  for (let at = 0; at < tokens.length;) {
    const opinion = findIdiom(tokens, at) ?? readOpinionWord(tokens, at, lexicon);
    if (opinion === undefined) {
      at += 1;
      continue;
    }
    const made =
      opinion.source === 'idiom'
        ? negateIdiom(tokens, opinion)
        : toldRoles.has(opinion.role)
          ? opinion
          : modify(tokens, opinion);
    if (made.role !== 'none' && !isOfOther(tokens, made)) found.push(made);
    at = opinion.to;
  }
  return found;
}

function findIdiom(tokens: readonly Token[], at: number): Opinion | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const word = plainWord(token);
  return (
    matchIdiom(tokens, at, idioms.get(word)) ??
    (word === token.lemma ? undefined : matchIdiom(tokens, at, idioms.get(token.lemma)))
  );
}

function matchIdiom(tokens: readonly Token[], at: number, candidates: readonly Idiom[] = []): Opinion | undefined {
  const idiom = candidates.find((candidate) => matches(tokens, at, candidate));
  if (idiom === undefined) return undefined;
  const { role, score, words } = idiom;
  return { ...plainOpinion, from: at, to: at + words.length, role, score, source: 'idiom' };
}

const matches = (tokens: readonly Token[], at: number, { words }: Idiom): boolean =>
  words.every((word, offset) => {
    const token = tokens[at + offset];
    return token !== undefined && (plainWord(token) === word || token.lemma === word);
  });

/** "not great" is not as bad as "terrible". */
const negatedPraise = -0.7;
/** "not bad" is not as good as "great" either. */
const negatedBlame = -0.6;

function modify(tokens: readonly Token[], opinion: Opinion): Opinion {
  let score = opinion.score;
  let { from } = opinion;
  while (from > 0) {
    const intensity = intensities.get(tokens[from - 1]?.word ?? '');
    if (intensity === undefined) break;
    if (!opinion.isAmount) score *= intensity;
    from -= 1;
  }
  if (opinion.source === 'pattern' && opinion.isNegated) return opinion;
  if (isWished(tokens, from, opinion))
    return { ...opinion, from, score: -0.4, isAmount: false, source: 'pattern', isExcess: true };
  if (isSupposed(tokens, from, opinion)) return { ...opinion, from, role: 'none' };
  const isNegated = isInNegation(tokens, from, opinion);
  if (isNegated) score *= score > 0 ? negatedPraise : negatedBlame;
  return { ...opinion, from, score: clip(score), isNegated };
}

/** Roles of complaints that say nothing once they are denied: "I did not have to return it". */
const toldRoles: ReadonlySet<string> = new Set(['failing', 'verdict', 'lack']);

function negateIdiom(tokens: readonly Token[], opinion: Opinion): Opinion {
  const isNegated =
    opinion.score !== 0 &&
    !tokens.slice(opinion.from, opinion.to).some((token) => negators.has(plainWord(token))) &&
    isInNegation(tokens, opinion.from, opinion);
  if (isNegated && toldRoles.has(opinion.role)) return { ...opinion, role: 'none' };
  return isNegated
    ? { ...opinion, score: opinion.score * (opinion.score > 0 ? negatedPraise : negatedBlame), isNegated }
    : opinion;
}

const clip = (score: number): number => Math.max(-1, Math.min(1, score));
