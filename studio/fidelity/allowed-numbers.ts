import type { Claim } from '../../schemas/claim.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { TurnCheckContext } from './check.ts';
import { monthNames } from '../text/month-names.ts';
import { oncePer } from '../once-per.ts';
import { wordsOf } from '../text/words.ts';

/** Numbers and months that a turn may say, each found in what the speaker was given or in what was said before. */
export interface AllowedNumbers {
  numbers: ReadonlySet<number>;
  /** `YYYY-MM`. */
  months: ReadonlySet<string>;
  years: ReadonlySet<string>;
}

export const allowedNumbers = oncePer(({ plan, turn, transcript, namedItemIds }: TurnCheckContext): AllowedNumbers => {
  const { slots, speaker } = turn;
  const named = plan.candidates.filter(({ itemId }) => namedItemIds.has(itemId) || itemId === slots.itemId);
  const claims = [
    ...(slots.claims ?? []),
    ...(speaker === 'system' ? named.flatMap((candidate) => candidate.claims) : []),
  ];
  const wishes = slots.wishes ?? [];
  const names = [
    ...named.map(({ title }) => title),
    ...plan.wishes.map(({ label }) => label),
    ...claims.map(({ label }) => label),
    slots.category ?? '',
  ];
  const said = transcript.map(({ text }) => text);
  const numbers = new Set<number>([
    ...[...names, ...said].flatMap(numbersIn),
    ...claims.flatMap(countsOf),
    ...(slots.claims ?? []).map((_claim, at) => at + 1),
    ...wishes.map((_wish, at) => at + 1),
    ...(slots.price === undefined || slots.price === null
      ? []
      : [slots.price, Math.round(slots.price), Math.floor(slots.price)]),
  ]);
  const evidence: Evidence[] = [...claims, ...wishes].flatMap((cited) => cited.evidence);
  const dates = [...claims.flatMap(({ since }) => since ?? []), ...evidence.map(({ month }) => month)];
  return {
    numbers,
    months: new Set([...dates.map((date) => date.slice(0, 7)), ...said.flatMap(monthsIn)]),
    years: new Set([
      ...dates.map((date) => date.slice(0, 4)),
      ...said.flatMap((text) => text.match(/\b(?:19|20)\d\d\b/gu) ?? []),
    ]),
  };
});

/** Counts of a claim, and their shares in percent. */
function countsOf({ n, positive, negative }: Claim): number[] {
  const counts = [n, positive, negative, positive + negative, n - positive - negative, n - positive, n - negative];
  return [...counts, ...[positive, negative].map((count) => Math.round((100 * count) / n))];
}

const spelled =
  'zero . two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** Numbers written in digits, and in words from two to twenty; "one" is a pronoun more often than a number. */
export function numbersIn(text: string): number[] {
  const digits = (text.match(/\d+(?:,\d{3})*(?:\.\d+)?/gu) ?? []).map((match) => Number(match.replaceAll(',', '')));
  const inWords = wordsOf(text).flatMap((word) => {
    const value = spelled.indexOf(word);
    return value > 1 ? [value] : [];
  });
  return [...digits, ...inWords];
}

/** `YYYY-MM` of each month with its year, and `MM` of each month without one ("since March"). "may" needs a capital and a year or preposition. */
export function monthsIn(text: string): string[] {
  const pattern = new RegExp(
    `(?:\\b(since|in|of|until|from|by|about|early|late|mid) )?\\b(${monthNames.join('|')})\\b(?:,? (\\d{4}))?`,
    'gu',
  );
  return [...text.matchAll(pattern)].flatMap(([, preposition, name, year]) => {
    if (preposition === undefined && year === undefined) return [];
    const month = String(monthNames.indexOf(name ?? '') + 1).padStart(2, '0');
    return [year === undefined ? month : `${year}-${month}`];
  });
}
