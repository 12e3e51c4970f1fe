import type { TurnFacts } from '../turn-facts.ts';
import { wishClause } from '../wish-clauses.ts';

/** Answers from the user's own earlier reviews. */
export function answerHistory(facts: TurnFacts): string {
  const [wish] = facts.wishes;
  if (wish === undefined) return facts.say({ start: ['Nothing that I remember.'] });
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
