import { isOrdinary } from './aspect-words.ts';
import type { TurnFacts } from './turn-facts.ts';

/** A clause, without a full stop, in which the user says what speaks against the item on the table; empty where nothing does. */
export function doubtClause(facts: TurnFacts): string {
  const { doubt } = facts;
  if (doubt === null) return '';
  const aspect = facts.aspect(doubt.about.label);
  return facts.clause({ start: framesOf(doubt.claim, isOrdinary(aspect)) }, aspect.values);
}

function framesOf(claim: NonNullable<TurnFacts['doubt']>['claim'], isNoun: boolean): readonly string[] {
  if (claim === null) return unknown;
  if (claim.polarity === 'positive') return falling;
  if (claim.polarity === 'mixed') return divided;
  const many = claim.negative > 1 ? complained : [];
  return [...unhappy, ...many, ...(isNoun ? weak : [])];
}

const unknown = [
  'nobody can tell me about {the}',
  'I still know nothing about {the}',
  'nobody has said a word on {the}',
  'I would have liked to know about {the}',
];
const falling = ['{the} {seems} to be getting worse', 'people were happier with {the} before'];
const divided = [
  'people do not agree on {the}',
  'some are not happy with {the}',
  'I have heard both sides on {the}',
  'I am not sure about {the}',
];
const complained = ['people complain about {the}', 'there are complaints about {the}'];
const unhappy = [
  'I do not like what they say about {the}',
  'I am not happy with what I hear about {the}',
  'I have my doubts about {the}',
];
const weak = ['{the} {does} not sound good', '{the} would bother me'];
