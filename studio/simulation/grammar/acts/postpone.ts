import { doubtClause } from '../doubt-clauses.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Decides nothing today, and says what is in the way. */
export const postpone = (facts: TurnFacts): string =>
  facts.say({ start: frames[facts.tempo], later, meanwhile }, { doubt: doubtClause(facts) });

const frames = {
  terse: ['{later}. {doubt}.', '{hm} {doubt}. {later}.'],
  even: ['{hm} {doubt}. {later}.', '{later}, because {doubt}.', '{doubt}, so {later}. {thanks} so far.'],
  talkative: [
    '{hm} {doubt}, and that is not a small thing for me. {later}. {meanwhile} {thanks} so far!',
    '{thanks} for looking that up. {doubt}, so {later}. {meanwhile}',
  ],
};
const later = [
  'I will think about it',
  'let me sleep on it',
  'I will not decide that today',
  'maybe later',
  'I need to think about that one',
  'I will hold off for now',
];
const meanwhile = ['I may come back to it.', 'I will keep it in mind.', 'I might ask around first.'];
