import type { TurnFacts } from '../turn-facts.ts';
import { memorySentence } from '../quote-sentences.ts';
import { wishClause } from '../wish-clauses.ts';

/** Answers from the user's own earlier reviews. */
export function answerHistory(facts: TurnFacts): string {
  const [wish] = facts.wishes;
  if (wish === undefined) return facts.say({ start: ['Nothing that I remember.'] });
  const remembered = facts.random.chance(0.85) ? memorySentence(facts, wish) : '';
  if (remembered !== '') {
    const comment =
      facts.tempo === 'talkative' ? facts.say({ start: ['So {clause}.'] }, { clause: wishClause(facts, wish) }) : '';
    return [remembered, comment].filter((part) => part !== '').join(' ');
  }
  const memory = facts.clause({ start: memories[wish.polarity] }, facts.aspect(wish.label).values);
  const clause = facts.tempo === 'talkative' ? wishClause(facts, wish) : '';
  return facts.say(
    {
      start:
        facts.tempo === 'talkative'
          ? ['{memory}, so I would say {clause}.', '{hm} {memory}.']
          : ['{memory}.', '{hm} {memory}.'],
    },
    { memory, clause },
  );
}

const memories = {
  positive: [
    'I was happy with {the} the last time',
    '{the} {was} good the last time, I remember that',
    'no complaints about {the} the last time',
  ],
  negative: [
    '{the} let me down the last time',
    'I had trouble with {the} the last time',
    'I was not happy with {the} the last time',
  ],
  mixed: ['{the} {was} good once and bad another time', 'I was happy with {the} once, and once not at all'],
  neutral: ['{the} {was} there, no more and no less', 'I noticed {the} the last time, without much of an opinion'],
};
