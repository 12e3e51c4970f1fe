/** A span of a review whose words a dialog may repeat. */
export interface SourceText {
  reviewId: string;
  /** Code points of the review before the span. */
  charStart: number;
  text: string;
}

/** Fewer words in a row than this are anyone's. */
export const shortestRun = 4;

/**
 * How a review's words may have been changed where a dialog repeats them, character by character, so that spans stay what they are: white space is one
 * blank, as on one line; `s`: its quotation marks are single ones, as inside somebody's sentence; `l`: in small letters.
 */
const changes = ['', 's', 'l', 'sl'] as const;
type Change = (typeof changes)[number];

const change = (text: string, how: Change): string => {
  let changed = text.replaceAll(/\s/gu, ' ');
  if (how.includes('s')) changed = changed.replaceAll(/["“”«»]/gu, "'");
  if (how.includes('l')) changed = changed.replaceAll(/\p{Lu}/gu, toSmall);
  return changed;
};

/** A letter whose small form is longer stays as it is. */
const toSmall = (letter: string): string => {
  const small = letter.toLowerCase();
  return small.length === letter.length ? small : letter;
};

const words = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

interface Place {
  reviewId: string;
  charStart: number;
  how: Change;
  changed: string;
  /** UTF-16 offset of the run's first word. */
  start: number;
}

/**
 * Returns a function that puts a reference `⟦r:REVIEW:START-END:CHANGE⟧` instead of every run of four or more words that a text repeats of one
 * of the spans; START and END are code points of the review's text, end exclusive. What stands in one of the `kept` texts (titles) stays. `restore`
 * is its exact inverse.
 */
export function createBlanker(sources: readonly SourceText[], kept: readonly string[]): (text: string) => string {
  const places = new Map<string, Place[]>();
  for (const { reviewId, charStart, text } of sources) {
    let plain: string | undefined;
    for (const how of changes) {
      const changed = change(text, how);
      if (how !== '' && changed === plain) continue;
      plain ??= changed;
      for (const { start, run } of listRuns(changed)) {
        const known = places.get(run) ?? [];
        known.push({ reviewId, charStart, how, changed, start });
        places.set(run, known);
      }
    }
  }
  const titles = kept.map((title) => title.toLowerCase());
  const isKept = (run: string): boolean => titles.some((title) => title.includes(run.toLowerCase()));
  return (text) => {
    let blanked = '';
    let done = 0;
    for (const { start, run } of listRuns(text)) {
      const found = start < done ? [] : (places.get(run) ?? []);
      const lengths = found.map((place) => sharedLength(text, start, place));
      const length = Math.max(0, ...lengths);
      const place = found[lengths.indexOf(length)];
      if (place === undefined || isKept(text.slice(start, start + length))) continue;
      blanked += escape(text.slice(done, start)) + reference(place, length);
      done = start + length;
    }
    return blanked + escape(text.slice(done));
  };
}

/** Every run of so many words, by where it begins. */
function listRuns(text: string): { start: number; run: string }[] {
  const found = [...text.matchAll(words)];
  return found.slice(0, Math.max(0, found.length - shortestRun + 1)).map((first, at) => {
    const last = found[at + shortestRun - 1] ?? first;
    return { start: first.index, run: text.slice(first.index, last.index + last[0].length) };
  });
}

/** UTF-16 units that the text shares with the review from these places on, to the end of a whole word in both. */
function sharedLength(text: string, start: number, place: Place): number {
  let length = 0;
  while (start + length < text.length && text[start + length] === place.changed[place.start + length]) length += 1;
  const shared = text.slice(start, start + length);
  const isInWord = isWordPart(text, start + length) || isWordPart(place.changed, place.start + length);
  // A word that goes on in one of them alone is not shared; neither is half of a surrogate pair.
  const whole = isInWord ? shared.replace(/[\p{L}\p{N}]*$/u, '') : shared.replace(/[\uD800-\uDBFF]$/u, '');
  return whole.replace(/[^\p{L}\p{N}]+$/u, '').length;
}

const isWordPart = (text: string, at: number): boolean => /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));

function reference({ reviewId, charStart, how, changed, start }: Place, length: number): string {
  const from = charStart + countPoints(changed.slice(0, start));
  const to = from + countPoints(changed.slice(start, start + length));
  return `⟦r:${encodeURIComponent(reviewId)}:${from}-${to}:${how}⟧`;
}

const countPoints = (text: string): number => Array.from(text).length;

/** A text may hold the sign that references begin with. */
const escape = (text: string): string => text.replaceAll('⟦', '⟦.⟧');

const references = /⟦(?:\.|r:([^:⟧]*):(\d+)-(\d+):(s?l?))⟧/gu;

export interface Restored {
  text: string;
  /** Ids of reviews that are not there, or are shorter than the reference says; their references stay. */
  missing: string[];
}

/** Puts the reviews' words back where references stand. `find` gives a review's text by its id. */
export function restore(text: string, find: (reviewId: string) => string | undefined): Restored {
  const missing: string[] = [];
  const restored = text.replaceAll(references, (whole, id?: string, from?: string, to?: string, how?: string) => {
    if (id === undefined) return '⟦';
    const reviewId = decode(id);
    const points = Array.from(find(reviewId) ?? '');
    if (Number(to) > points.length) {
      missing.push(reviewId);
      return whole;
    }
    return change(points.slice(Number(from), Number(to)).join(''), changes.find((known) => known === how) ?? '');
  });
  return { text: restored, missing };
}

/** Ids of reviews that a text refers to. */
export const listReferences = (text: string): string[] =>
  [...text.matchAll(references)].flatMap(([, id]) => (id === undefined ? [] : [decode(id)]));

const decode = (id: string): string => {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
};
