import { detect } from 'tinyld';
import type { ReadingProblem } from './find-reading-problem.ts';

/** How many of the reviews looked at are in which language, the most frequent first; '' where none was told. */
export interface LanguageShares {
  reviews: number;
  /** In [0, 1], of the reviews whose language was told; 1 where none was. */
  english: number;
  counts: readonly (readonly [code: string, reviews: number])[];
}

/** Fewer texts say nothing about a source. */
const fewestTexts = 20;
/** Below this share of English the aspects are those of another language, or none. */
const leastEnglish = 0.5;

/** The language of each text, offline: tinyld was right for more short reviews than franc-min (98 % against 81 %). */
export function findLanguages(texts: readonly string[]): LanguageShares {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const code = detect(text);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const told = texts.length - (counts.get('') ?? 0);
  return {
    reviews: texts.length,
    english: told === 0 ? 1 : (counts.get('en') ?? 0) / told,
    counts: [...counts].toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)),
  };
}

/** Why these reviews give no English dialogs; undefined where enough of them are English, or are too few to tell. */
export function findLanguageProblem(shares: LanguageShares): ReadingProblem | undefined {
  if (shares.reviews < fewestTexts || shares.english >= leastEnglish) return undefined;
  return {
    problem: `the reviews are not English: of ${describeLanguages(shares)}. Aspects, sentiments and dialogs are made for English`,
    remedy:
      'Give the English reviews, or translated ones. To go on all the same: --language any (source.language in the config).',
  };
}

/** "1,000 reviews looked at 98 % are English, 1 % German". */
export function describeLanguages({ reviews, counts }: LanguageShares): string {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const shown = counts
    .slice(0, 3)
    .map(([code, count]) => ({ code, share: Math.round((100 * count) / Math.max(1, reviews)) }))
    .filter(({ share }) => share > 0)
    .map(({ code, share }) => `${share} % ${code === '' ? 'of no known language' : names.of(code)}`);
  return `${reviews.toLocaleString('en')} reviews looked at ${shown.join(', ')}`;
}
