import type { GroundedCheck } from '../check.ts';
import { holdsKindred } from '../kindred-words.ts';
import { contentStems } from '../said-words.ts';

/** A yes to a question that no clause answers: neither what was asked about nor anything in the answer stands in the evidence. */
export const findUnsupportedAnswerProblems: GroundedCheck = ({ turn, sentences, plainText, evidence }) => {
  if (turn.speaker === 'user' || turn.act !== 'explain' || !affirms.test(plainText)) return [];
  const question = turn.transcript.at(-1);
  if (question?.speaker !== 'user') return [];
  const isCarried = (stem: string): boolean => holdsKindred(evidence.stems, stem);
  const asked = contentStems(question.text);
  const answered = sentences.flatMap(({ words }) => words).filter(({ isContent }) => isContent);
  return asked.some(isCarried) || answered.some(({ stem }) => isCarried(stem)) || asked.length === 0
    ? []
    : [{ check: 'unsupported', detail: 'affirms what no clause speaks of' }];
};

const affirms =
  /^\W*(?:yes|yeah|yep|sure|of course|absolutely|definitely|certainly|indeed|no worries|no problem|good news)\b/iu;
