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
  return [['judges-object', groupsRight(sentence, to)]];
}
