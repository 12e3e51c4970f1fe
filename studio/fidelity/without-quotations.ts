import { spokenForm } from '../text/spoken-form.ts';

/** Shorter ones are everyday phrases, which a speaker may say without quoting anyone. Words. */
const shortestQuotation = 3;

/**
 * The text with "it" for each of the given clauses that it repeats word for word: whatever a reviewer wrote beside the point is no statement of the
 * speaker's.
 */
export function withoutQuotations(text: string, clauses: readonly string[]): string {
  let masked = text;
  // One clause may be the beginning of another.
  for (const clause of clauses.toSorted((a, b) => b.length - a.length)) {
    // The mark at its end stays: it parts the quotation from the speaker's next sentence.
    const said = spokenForm(clause)
      .replaceAll('’', "'")
      .replace(/[!?]+$/u, '');
    if (said.split(/\s+/u).length < shortestQuotation) continue;
    const at = masked.toLowerCase().indexOf(said.toLowerCase());
    if (at >= 0) masked = `${masked.slice(0, at)}it${masked.slice(at + said.length)}`;
  }
  return masked;
}
