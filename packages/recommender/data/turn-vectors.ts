import type { AspectModel } from '../../../studio/profiling/aspect-model.ts';
import { projectTerms } from '../../../studio/profiling/clause-vectors.ts';
import { extractTerms } from '../../../studio/text/terms.ts';
import { itemMark } from './mask-titles.ts';
import type { EarlyTurn } from './recommender-data.ts';

/** What turns a text into a vector: the words' rows of a run's aspect model. */
export type TermModel = Pick<AspectModel, 'vocabulary' | 'projection'>;

/** The turn's terms in the space of the aspects (a unit vector, or zeros), then 1 where the user speaks, then 1 where a title stood. */
export function vectorOfTurn({ speaker, text }: EarlyTurn, { vocabulary, projection }: TermModel): Float32Array {
  const vector = new Float32Array(vectorDimensions({ projection }));
  const terms = extractTerms(text.replaceAll(itemMark, ' ')).flatMap((term) => vocabulary.index.get(term) ?? []);
  const weights = terms.map((term) => vocabulary.rarities[term] ?? 0);
  projectTerms(terms, weights, projection.rows, vector.subarray(0, projection.dimensions));
  vector[projection.dimensions] = speaker === 'user' ? 1 : 0;
  vector[projection.dimensions + 1] = text.includes(itemMark) ? 1 : 0;
  return vector;
}

export const vectorDimensions = ({ projection }: Pick<TermModel, 'projection'>): number => projection.dimensions + 2;
