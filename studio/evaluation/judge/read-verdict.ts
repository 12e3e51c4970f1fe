import { z } from 'zod';
import { ComparisonSchema, JudgementSchema } from '../../../schemas/judgement.ts';
import type { Comparison, Judgement } from '../../../schemas/judgement.ts';
import { ratingScales } from '../../../schemas/rating.ts';
import { parseStructured } from '../../simulation/read-answer.ts';

/** The judgement in an answer, with fences, remarks, digits in quotes or without reasons; undefined where no whole one is in it. */
export const readJudgement = (content: string): Judgement | undefined => parseStructured(content, LooseJudgementSchema);

export const readComparison = (content: string): Comparison | undefined =>
  parseStructured(content, LooseComparisonSchema);

const LooseJudgementSchema = loosen('score').pipe(JudgementSchema);
const LooseComparisonSchema = loosen('better').pipe(ComparisonSchema);

/** `{"naturalness": 4}` and `{"naturalness": {"score": "4"}}` say as much as what was asked for. */
function loosen(verdict: 'score' | 'better') {
  const answer = z.union([
    z.looseObject({ [verdict]: z.unknown() }).transform((given) => ({
      reason: typeof given['reason'] === 'string' ? given['reason'] : '',
      [verdict]: plain(given[verdict]),
    })),
    z.union([z.number(), z.string()]).transform((given) => ({ reason: '', [verdict]: plain(given) })),
  ]);
  return z.looseObject(Object.fromEntries(ratingScales.map((scale) => [scale, answer])));
}

function plain(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (/^[1-5]$/u.test(text)) return Number(text);
  if (/^(?:dialog )?[ab]$/iu.test(text)) return text.slice(-1).toUpperCase();
  return text.toLowerCase() === 'tie' ? 'tie' : value;
}
