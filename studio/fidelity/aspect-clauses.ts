import { namesLabel, sentencesOf } from '../text/words.ts';

/**
 * What a text says of one aspect, without the label's own words ("sound quality" is no praise): clauses that name the label, the rest of
 * their sentence up to another of `labels`, and sentences after it that go on with a pronoun. Where the text names no label at all, the
 * whole text is about it ("it has let me down").
 */
export function clausesAbout(text: string, label: string, labels: readonly string[]): string {
  const others = labels.filter((other) => other !== label);
  const own: string[] = [];
  let isOwn = false;
  for (const sentence of sentencesOf(text)) {
    if (!goesOn.test(sentence)) isOwn = false;
    for (const clause of sentence.split(clauseBreaks)) {
      if (namesLabel(clause, label)) isOwn = true;
      else if (others.some((other) => namesLabel(clause, other))) isOwn = false;
      if (isOwn) own.push(clause);
    }
  }
  const isSilent = own.length === 0 && !others.some((other) => namesLabel(text, other));
  return (isSilent ? text : own.join(' ')).replaceAll(new RegExp(escaped(label), 'giu'), 'it');
}

/** Where a sentence may turn to another point. */
const clauseBreaks =
  /(?<=[,;:])\s+(?=(?:and|but|while|whereas|though|although|yet|plus|also|then|as for)\b)|;\s+|\s+[–—]\s+/giu;
const goesOn = /^(?:it|they|that|those|this|these|which|he|she)\b/iu;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
