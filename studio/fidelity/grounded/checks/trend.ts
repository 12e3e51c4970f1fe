import type { GroundedCheck } from '../check.ts';

/** "Getting better lately" is a trend of the plan, or a clause's word. */
export const findTrendProblems: GroundedCheck = ({ turn, sentences, evidence }) => {
  if (turn.speaker === 'user' || !['recommend', 'explain', 'compare'].includes(turn.act)) return [];
  const rises = evidence.facts.some(({ trend }) => trend === 'rising');
  const falls = evidence.facts.some(({ trend }) => trend === 'falling');
  return sentences.flatMap(({ text, isQuestion }) => {
    if (isQuestion) return [];
    return trends.flatMap(({ pattern, direction }) => {
      const match = pattern.exec(text)?.[0];
      if (match === undefined || evidence.text.includes(match.toLowerCase())) return [];
      const isTrue = direction === 'up' ? rises : direction === 'down' ? falls : rises || falls;
      return isTrue ? [] : [{ check: 'trend', detail: `"${match}": the reviews show no such trend` }];
    });
  });
};

const trends: readonly { pattern: RegExp; direction: 'up' | 'down' | 'any' }[] = [
  {
    pattern:
      /\b(?:getting|gets|got|become|becoming|has become|have become|been getting|keeps getting) (?:even |ever |much |a lot |steadily )?(?:better|faster|nicer|friendlier|cheaper|stronger)\b|\b(?:on the (?:rise|up)|(?:has|have|is|are|been) improv(?:ed|ing)|improves? (?:with|every|each)|more and more (?:people|guests|users|praise))\b/iu,
    direction: 'up',
  },
  {
    pattern:
      /\b(?:getting|gets|become|becoming|has become|have become|been getting|keeps getting) (?:even |ever |much |a lot |steadily )?(?:worse|slower|dirtier|pricier|ruder|weaker)\b|\b(?:gone|going|went|goes) (?:down ?hill|down|south)\b|\b(?:declin(?:ed|ing)|deteriorat\w+|slipp(?:ed|ing)|isn't what it (?:was|used to be)|used to be better)\b/iu,
    direction: 'down',
  },
  {
    pattern: /\b(?:lately|these days|as of late|of late|in recent (?:months|years|weeks|reviews))\b/iu,
    direction: 'any',
  },
];
