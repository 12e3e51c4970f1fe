import { doubtClause } from '../doubt-clauses.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Ends without taking anything, for want of what the user insists on. */
export function leave(facts: TurnFacts): string {
  const [wish] = facts.wishes;
  const must =
    wish === undefined ? 'that matters to me' : facts.clause({ start: musts }, facts.aspect(wish.label).values);
  return facts.say({ start: frames[facts.tempo], stop }, { doubt: doubtClause(facts), must });
}

const frames = {
  terse: ['{doubt}. {stop}.', 'no. {stop}.', '{stop}, {doubt}.'],
  even: ['{doubt}, and {must}. {stop}.', '{hm} {doubt}. {stop}.', 'no, {must}. {stop}. {thanks} anyway.'],
  talkative: [
    '{hm} {doubt}, and {must}. I do not want to waste your time, so {stop}. {thanks} all the same!',
    '{thanks} for trying, but {doubt} and {must}, so {stop}.',
  ],
};
const stop = [
  'I will leave it',
  'I will look elsewhere',
  'I will leave it at that',
  'then I would rather not take any',
  'I will do without for now',
];
const musts = [
  'I insist on {the}',
  'I will not give way on {the}',
  'for me it stands or falls with {the}',
  '{the} {has} to be right',
];
