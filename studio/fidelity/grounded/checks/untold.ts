import type { GroundedCheck } from '../check.ts';
import { zipfOf } from '../word-rarity.ts';

/**
 * The user knows only what was said: a demonstrative takes a thing for granted ("that checklist"), and several rare words of one quote are
 * no chance, where nobody has spoken of it yet.
 */
export const findUntoldProblems: GroundedCheck = ({ turn, allEvidence, sentences, saidStems, ownStems }) => {
  if (turn.speaker === 'system') return [];
  const told = (stem: string): boolean => saidStems.has(stem) || ownStems.has(stem);
  const words = sentences.flatMap((sentence) => sentence.words);
  const shown = new Set(
    sentences.flatMap((sentence) =>
      [...sentence.text.matchAll(demonstrated)].flatMap(([, one, two]) => [one ?? '', two ?? '']),
    ),
  );
  return allEvidence.quotes
    .flatMap(({ quote, clauses }) => {
      const quoted = new Map(
        clauses
          .flatMap((clause) => clause.words)
          .filter(({ isContent }) => isContent)
          .map((word) => [word.stem, word]),
      );
      const untold = words.filter(({ stem, isContent }) => isContent && quoted.has(stem) && !told(stem));
      const rare = [...new Set(untold.filter(({ word }) => zipfOf(word) < rareZipf).map(({ word }) => word))];
      const assumed = untold
        .filter(({ word, role }) => role === 'noun' && shown.has(word) && zipfOf(word) < 4.2)
        .map(({ word }) => word);
      if (assumed.length > 0)
        return [{ check: 'target-leak', detail: `knows of "${assumed.join(' ')}", which was not told` }];
      return rare.length >= leastRare
        ? [{ check: 'target-leak', detail: `knows what was not told: ${rare.join(', ')} (${quote.id})` }]
        : [];
    })
    .slice(0, 1);
};

/** Below twenty in a million. */
const rareZipf = 4.3;
const leastRare = 3;
const demonstrated = /\b(?:that|those|these) ([a-z]+)(?: ([a-z]+))?/giu;
