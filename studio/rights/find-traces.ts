/** Ids and texts to look for. */
export interface Forgotten {
  /** Ids. */
  users: readonly string[];
  reviews: readonly string[];
  /** What those reviews say. */
  texts: readonly string[];
  /** Spans of those texts that a quote may hold alone, as clauses. */
  clauses: readonly string[];
}

export interface Trace {
  what: 'id' | 'words';
  /** The id, or the words as they were compared: small letters, single blanks. */
  value: string;
}

export interface TraceFinder {
  /** Looks through a value of JSON, texts that are JSON themselves included. */
  inValue: (value: unknown) => Trace[];
  /** Looks through a text without a structure, such as a page. */
  inText: (text: string) => Trace[];
}

/** So many words in a row are one person's. */
export const wordsInARow = 8;
/** A quote of fewer words than this is anyone's. */
const wordsOfAQuote = 4;

/**
 * Returns functions that find an id, a quote that is one of the clauses and has four words or more, and eight words in a row of a text. Short ids and
 * numbers are looked for under the names of columns for them only (`user_id`, `reviewId`): elsewhere they may mean anything.
 */
export function createTraceFinder({ users, reviews, texts, clauses }: Forgotten): TraceFinder {
  const userIds = new Set(users);
  const reviewIds = new Set(reviews);
  const telling = [...users, ...reviews].filter(isTelling);
  const tellingWords = new Set(telling.filter((id) => isPlain.test(id)));
  const otherIds = telling.filter((id) => !tellingWords.has(id));
  const quotes = new Set(
    clauses.map(wordsOf).flatMap((words) => (words.length < wordsOfAQuote ? [] : words.join(' '))),
  );
  const runs = new Set(texts.flatMap((text) => listRuns(wordsOf(text))));
  const starts = new Set([...runs].map((run) => run.split(' ', 3).join(' ')));

  const findIds = (text: string): string[] => [
    ...(text.match(plainWords) ?? []).flatMap((word) => {
      const trimmed = word.replaceAll(/^[-_]+|[-_]+$/gu, '');
      return tellingWords.has(word) ? word : tellingWords.has(trimmed) ? trimmed : [];
    }),
    ...otherIds.filter((id) => text.includes(id)),
  ];
  const findRuns = (words: readonly string[]): string[] => {
    const found: string[] = [];
    for (let at = 0; at + wordsInARow <= words.length; at += 1) {
      if (!starts.has(`${words[at]} ${words[at + 1]} ${words[at + 2]}`)) continue;
      const run = words.slice(at, at + wordsInARow).join(' ');
      if (runs.has(run)) found.push(run);
    }
    return found;
  };
  const inText = (text: string): Trace[] => traces(findIds(text), findRuns(wordsOf(text)));
  const inLeaf = (text: string, key: string): Trace[] => {
    const parsed = /^\s*[[{]/u.test(text) ? parseJson(text) : undefined;
    if (parsed !== undefined) return inValue(parsed, key);
    // Payloads of Temporal's histories.
    if (key === 'data' && base64.test(text)) return inText(decodeBase64(text));
    const isId = (userKey.test(key) && userIds.has(text)) || (reviewKey.test(key) && reviewIds.has(text));
    const words = wordsOf(text);
    const whole = words.join(' ');
    return traces(
      [...(isId ? [text] : []), ...findIds(text)],
      [...(quotes.has(whole) ? [whole] : []), ...findRuns(words)],
    );
  };
  const inValue = (value: unknown, key = ''): Trace[] => {
    if (typeof value === 'string') return inLeaf(value, key);
    if (typeof value === 'number') return inLeaf(String(value), key);
    if (Array.isArray(value)) return value.flatMap((part) => inValue(part, key));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, part]) => [...traces(findIds(name), []), ...inValue(part, name)]);
  };
  return { inText, inValue: (value) => inValue(value) };
}

const traces = (ids: readonly string[], words: readonly string[]): Trace[] => [
  ...[...new Set(ids)].map((value): Trace => ({ what: 'id', value })),
  ...[...new Set(words)].map((value): Trace => ({ what: 'words', value })),
];

const isTelling = (id: string): boolean => id.length >= 8 && !/^\d*$/u.test(id);
const isPlain = /^[A-Za-z0-9_-]+$/u;
const plainWords = /[A-Za-z0-9_-]{8,}/gu;
const userKey = /(?:^|_)user_id$|^userId$/u;
const reviewKey = /(?:^|_)review_ids?$|^reviewIds?$/u;

const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/u;
const decodeBase64 = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll(/\\[nrt"]/gu, ' ')
    .replaceAll(/&(?:quot|amp|lt|gt|apos|#\d+);/gu, ' ')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const listRuns = (words: readonly string[]): string[] =>
  words
    .slice(0, Math.max(0, words.length - wordsInARow + 1))
    .map((_, at) => words.slice(at, at + wordsInARow).join(' '));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
