import { shapeOf } from '../../schemas/secret-shape.ts';
import { findNearSpans } from './nearest-span.ts';
import { listReadings } from './readable-letters.ts';
import type { ReadableLetters } from './readable-letters.ts';
import { coreOf, listSecretForms, listSecretParts, partLength } from './secret-forms.ts';

/** What stands in place of a secret. */
export const scrubbed = '[key]';

/** A text without what shows a secret. */
export type Scrub = (text: string) => string;

type Span = [from: number, to: number];

/**
 * Takes out secrets, whole or in part and in whatever disguise an endpoint may echo them: with blanks, line breaks or signs between their
 * letters, escaped, encoded, backwards, in other case, less some letters, as a hint ("sk-…6789"). A word that stands in texts by chance is no
 * secret (`shapeOf`), and of one that is only long the whole is taken out alone: dummies garble nothing. Parts of less than eight letters
 * cannot be told from words.
 */
export function createScrubber(secrets: readonly string[]): Scrub {
  const finders = [...new Set(secrets)].flatMap((secret) => {
    const shape = shapeOf(secret);
    if (shape === 'none') return [];
    return [findWhole(secret), ...(shape === 'strong' ? [findStrong(secret)] : [])];
  });
  if (finders.length === 0) return (text) => text;
  return (text) => {
    if (text.length < 2) return text;
    const readings = listReadings(text);
    return replaceSpans(
      text,
      finders.flatMap((find) => readings.flatMap((letters) => find(text, letters))),
    );
  };
}

type FindSpans = (text: string, letters: ReadableLetters) => Span[];

/** The secret itself, as a word of its own. */
function findWhole(secret: string): FindSpans {
  return (text) => {
    const spans: Span[] = [];
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      const end = at + secret.length;
      if (!isLetter(text[at - 1]) && !isLetter(text[end])) spans.push([at, end]);
    }
    return spans;
  };
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[a-z0-9]/iu.test(sign);

/** As a share of the secret's length, for short and for long ones: no text comes as near by chance. */
const mostDifferent = { short: 0.4, long: 0.42 };
const longLength = 30;
/** No answer is longer; a page of many megabytes would keep the process busy for minutes. Parts are found in any. */
const longestCompared = 200_000;

function findStrong(secret: string): FindSpans {
  const forms = listSecretForms(secret);
  const parts = listSecretParts(forms);
  const partLengths = [...new Set([...parts.keys()].map(({ length }) => length))];
  const plain = forms.filter(({ isPlain }) => isPlain).map(({ core }) => core.toLowerCase());
  return (text, readable) => {
    const { letters, from, to } = readable;
    const found: Span[] = [];
    for (const length of partLengths) {
      for (let at = 0; at + length <= letters.length; at += 1) {
        for (const part of parts.get(letters.slice(at, at + length)) ?? []) {
          found.push(extend(letters, at, part, length));
        }
      }
    }
    for (const word of plain) {
      if (letters.length < partLength || letters.length > longestCompared) break;
      found.push(
        ...findNearSpans(
          word,
          letters,
          Math.floor(word.length * mostDifferent[word.length < longLength ? 'short' : 'long']),
        ),
      );
    }
    const spans = found.map(([first, end]): Span => [from[first] ?? 0, to[end - 1] ?? text.length]);
    return [...spans, ...findHints(secret, text)];
  };
}

/** A part that was found, with the letters before and after it that go on as the secret does. */
function extend(letters: string, at: number, part: { form: string; at: number }, length: number): Span {
  let before = 0;
  while (before < Math.min(at, part.at) && letters[at - before - 1] === part.form[part.at - before - 1]) before += 1;
  let end = length;
  while (part.at + end < part.form.length && letters[at + end] === part.form[part.at + end]) end += 1;
  return [at - before, at + end];
}

/** Signs that stand for letters that are not shown: "sk-...6789", "sk-ab****6789", "sk-xxxx6789". */
const masks = /[*•·█●]+|[._#-]{2,}|…|\[(?:…|\.{3}|redacted|hidden|masked)\]|<(?:redacted|hidden|masked)>|[xX]{3,}/gu;
const longestHint = 24;
const announcements = /\b(?:end(?:s|ing|ed)?|last|final|tail|suffix|finish(?:es|ing)?)\b/giu;
const longestAnnounced = 60;

/** What is shown before and after a mask, and an end of the secret that a text announces as such ("ending in 6789"). */
function findHints(secret: string, text: string): Span[] {
  const hints: Span[] = [];
  for (const { 0: mask, index } of text.matchAll(masks)) {
    const left = longestSuffix(text.slice(Math.max(0, index - longestHint), index), (part) => secret.startsWith(part));
    const after = index + mask.length;
    const right = longestPrefix(text.slice(after, after + longestHint), (part) => secret.endsWith(part));
    if (right >= 4 || left >= 6 || (left >= 2 && right >= 2)) hints.push([index - left, after + right]);
  }
  for (const { 0: words, index } of text.matchAll(announcements)) {
    const start = index + words.length;
    const near = text.slice(start, start + longestAnnounced);
    for (const { 0: word, index: at } of near.matchAll(/[^\s"'‘’“”`()[\],;:]{4,}/gu)) {
      const bare = word.replace(/[.!?]+$/u, '');
      if (bare.length >= 4 && secret.toLowerCase().endsWith(bare.toLowerCase())) {
        hints.push([start + at, start + at + bare.length]);
      }
    }
  }
  return hints;
}

function longestSuffix(text: string, fits: (part: string) => boolean): number {
  for (let length = text.length; length > 0; length -= 1) if (fits(text.slice(-length))) return length;
  return 0;
}

function longestPrefix(text: string, fits: (part: string) => boolean): number {
  for (let length = text.length; length > 0; length -= 1) if (fits(text.slice(0, length))) return length;
  return 0;
}

/** Spans that meet, or have only signs between them, are one. */
function replaceSpans(text: string, spans: readonly Span[]): string {
  let result = '';
  let writtenTo = 0;
  for (const [from, to] of mergeSpans(text, spans)) {
    result += `${text.slice(writtenTo, from)}${scrubbed}`;
    writtenTo = to;
  }
  return `${result}${text.slice(writtenTo)}`;
}

function mergeSpans(text: string, spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && (from <= last[1] || coreOf(text.slice(last[1], from)) === ''))
      last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}
