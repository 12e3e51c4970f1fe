import { people } from './failing-words.ts';
import { groupsRight, verbPhrase } from './find-objects.ts';
import { subjectOf } from './find-subjects.ts';
import { failingVerb } from './find-told.ts';
import type { FoundTargets } from './link.ts';
import type { Opinion } from './opinion.ts';
import { isGerund, skip } from './parsed-sentence.ts';
import type { ParsedSentence, Target } from './parsed-sentence.ts';

/** "The lid won't close" blames the lid; where no thing is named, or only the item, the verb names what fails. */
export function ofFailing(sentence: ParsedSentence, opinion: Opinion): FoundTargets[] {
  return [
    ['judges-subject', subjectsOf(sentence, opinion.from)],
    ['failing', failingVerb(sentence, opinion)],
  ];
}

const subjectsOf = (sentence: ParsedSentence, verb: number): Target[] =>
  subjectOf(sentence, verb).filter(({ head }) => !people.has(sentence.tokens[head]?.lemma ?? ''));

export function ofSubjectVerb(sentence: ParsedSentence, opinion: Opinion): FoundTargets[] {
  const { from, to } = opinion;
  const subject = subjectsOf(sentence, from);
  // "the soup lacked flavor" blames both.
  const lacked = sentence.tokens[from]?.lemma === 'lack' ? groupsRight(sentence, to) : [];
  if (subject.length + lacked.length > 0)
    return [
      ['judges-subject', subject],
      ['judges-object', lacked],
      ['failing', opinion.score < 0 ? failingVerb(sentence, opinion) : []],
    ];
  if (opinion.score < 0) return [['failing', failingVerb(sentence, opinion)]];
  // "a long forgotten review" names no feature.
  const verb = Math.max(from, to - 1);
  return /(?:ed|en|ing)$/u.test(sentence.tokens[verb]?.word ?? '') ? [] : [['verb', verbPhrase(sentence, verb)]];
}

export function ofObjectVerb(sentence: ParsedSentence, { from, to }: Opinion): FoundTargets[] {
  // "Anyone who loves jazz" is not who speaks.
  if (sentence.tokens[from - 1]?.word === 'who') return [];
  // "I love (being able to) edit(ing) my photos"
  const verb = skip(sentence, to, ({ word, pos }) => /^(?:being|able|to)$/u.test(word) || pos === 'ADV');
  if (isGerund(sentence, verb) || (verb > to && sentence.tokens[verb]?.pos === 'VERB')) {
    return [['to-verb', verbPhrase(sentence, verb)]];
  }
  const objects = groupsRight(sentence, to);
  return isTaste(sentence, from, to, objects[0]) ? [] : [['judges-object', objects]];
}

/**
 * "I love Thai food", "I am not a big fan of anchovies": what the writer likes of all there is, and no verdict on this one. Said in the present, by the
 * writer, of a noun without an article; "I love fries from here" is of these.
 */
function isTaste({ tokens }: ParsedSentence, from: number, to: number, object: Target | undefined): boolean {
  const verb = tokens[from];
  if (object === undefined || verb === undefined) return false;
  const isFan = tokens[to - 1]?.word === 'of';
  if (!isFan && !tasting.has(verb.word)) return false;
  let subject = from - 1;
  while (subject >= 0 && from - subject < 6 && beforeTaste.test(tokens[subject]?.word ?? '')) subject -= 1;
  if (!/^(?:i|we|i'm|we're)$/u.test(tokens[subject]?.word ?? '')) return false;
  const isOfThese =
    tokens.slice(to, object.head).some(({ pos, word }) => pos === 'DET' || pos === 'NUM' || possessive.test(word)) ||
    tokens
      .slice(object.to, object.to + 5)
      .some(({ word }) => /^(?:here|there|from|at|they|this|that|these)$/u.test(word));
  return !isOfThese;
}

/** In the present alone: "I loved dumplings" is about those that were eaten. */
const tasting: ReadonlySet<string> = new Set('love like enjoy prefer adore hate dislike'.split(' '));
const beforeTaste =
  /^(?:do|don't|not|n't|really|always|usually|generally|typically|also|just|absolutely|normally|am|are|'m|'re|a|big|huge|such|very|never|been|'ve|have)$/u;
const possessive = /^(?:its|their|his|her|your|these|those|this|that|all)$/u;
