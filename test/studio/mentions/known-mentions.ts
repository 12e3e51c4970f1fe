import { extractMentions } from '../../../studio/mentions/extract-mentions.ts';
import type { Mention, MentionKnowledge } from '../../../studio/mentions/extract-mentions.ts';
import { noTerms } from '../../../studio/mentions/learn-terms.ts';
import { createOpinionLexicon } from '../../../studio/mentions/opinion-lexicon.ts';

/** Rules alone: nothing learned, and every opinion is claimed. */
export const rulesOnly: MentionKnowledge = {
  lexicon: createOpinionLexicon(),
  terms: noTerms,
  confidence: { bias: 9, weights: {} },
};

/** Mentions of a text as "term polarity", in reading order. */
export function opinionsIn(text: string, knowledge: MentionKnowledge = rulesOnly): string[] {
  return extractMentions(text, knowledge).map(({ term, polarity }: Mention) => `${term} ${polarity}`);
}
