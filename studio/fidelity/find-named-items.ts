import { areRunsAlike, isMisspelling } from './alike-words.ts';
import { commonWords } from '../text/common-words.ts';
import { wordSpansOf, wordsOf } from '../text/words.ts';

/** An item that a reader of the text would recognise, and the words that give it away. */
export interface NamedItem {
  itemId: string;
  /** The words in the text, and their place in it. */
  matched: string;
  start: number;
  end: number;
  /** `full`: the whole title; `partial`: enough of it to know which item is meant. */
  extent: 'full' | 'partial';
}

interface TitledItem {
  itemId: string;
  title: string;
}

/** Share of a title's telling words that is enough to recognise it wherever they stand in the title; and of what people call it, from its first word. */
const recognisableShare = 0.6;

/**
 * Items named in the text, as a reader would see it: whatever the case, punctuation and accents; in full or shortened ("Acer Nitro" for
 * "Acer Nitro 5 AN515, 15.6 inch"); with typos (thresholds: `alike-words.ts`). How much a run of words says is counted in words that are not everyday
 * talk, nor in `plainWords` (labels, categories), nor shared by most of the items; capitals inside a sentence or quotes count too.
 * Where two items explain the same words, the one in `known` is meant.
 */
export function findNamedItems(
  text: string,
  items: readonly TitledItem[],
  { known = new Set(), plainWords = new Set() }: { known?: ReadonlySet<string>; plainWords?: ReadonlySet<string> } = {},
): NamedItem[] {
  const spoken = spokenWords(text, plainWords);
  const titles = readTitles(items, plainWords);
  const named: NamedItem[] = [];
  for (;;) {
    const matches = titles
      .filter(({ item }) => !named.some(({ itemId }) => itemId === item.itemId))
      .flatMap(({ item, title }) => matchTitle(spoken, item.itemId, title, known.has(item.itemId)));
    // A longer match explains the words best; of equal ones, the item the reader knows already.
    const [best] = matches.toSorted(
      (a, b) => b.run.length - a.run.length || Number(known.has(b.itemId)) - Number(known.has(a.itemId)),
    );
    if (best === undefined) return named;
    const start = best.run[0]?.start ?? 0;
    const end = best.run.at(-1)?.end ?? start;
    named.push({ itemId: best.itemId, extent: best.extent, matched: text.slice(start, end), start, end });
    for (const word of best.run) word.isTaken = true;
  }
}

/** Shorter words that are not everyday talk are often names of makers or kinds. */
const rareLength = 5;

interface Match {
  itemId: string;
  extent: NamedItem['extent'];
  run: SpokenWord[];
}

function matchTitle(spoken: readonly SpokenWord[], itemId: string, title: Title, isKnown: boolean): Match[] {
  const full = findFullTitle(spoken, title, isKnown);
  if (full !== undefined) return [{ itemId, extent: 'full', run: full }];
  const partial = findPartialTitle(spoken, title, isKnown);
  return partial === undefined ? [] : [{ itemId, extent: 'partial', run: partial }];
}

interface SpokenWord {
  word: string;
  start: number;
  end: number;
  isCapitalised: boolean;
  opensSentence: boolean;
  isQuoted: boolean;
  /** A label's or a category's word: no typo of another. */
  isPlain: boolean;
  isTaken: boolean;
}

interface Title {
  words: readonly string[];
  /** Words before the first separator: what people call the item. */
  headLength: number;
  /** Whether a word distinguishes this item from everyday talk and from the other items. */
  isTelling: readonly boolean[];
}

function spokenWords(text: string, plainWords: ReadonlySet<string>): SpokenWord[] {
  const words: SpokenWord[] = [];
  for (const { text: written, start, end } of wordSpansOf(text)) {
    const before = text.slice(0, start).trimEnd();
    // "Threema's" names Threema.
    const word = wordsOf(written).join('').replace(/'s$/u, '');
    words.push({
      word,
      start,
      end,
      isCapitalised: /^\p{Lu}/u.test(written),
      opensSentence: before === '' || /[.?!…]["'”’)]*$/u.test(before),
      isQuoted: /["“”]$/u.test(before),
      isPlain: plainWords.has(word),
      isTaken: false,
    });
  }
  return words;
}

function readTitle(title: string, isPlain: (word: string) => boolean): Title {
  const head = title.split(/\s[-–—|]\s|[:,;(|[]/u).find((part) => wordsOf(part).length > 0) ?? title;
  const words = wordsOf(title).map((word) => word.replace(/'s$/u, ''));
  return {
    words,
    headLength: wordsOf(head).length,
    isTelling: words.map((word) => !isPlain(word) && (word.length > 1 || /\p{N}/u.test(word))),
  };
}

interface ReadTitle {
  item: TitledItem;
  title: Title;
}

/** A dialog's candidates stay the same from turn to turn. */
const readBefore = new WeakMap<
  readonly TitledItem[],
  { plainWords: ReadonlySet<string>; titles: readonly ReadTitle[] }
>();

function readTitles(items: readonly TitledItem[], plainWords: ReadonlySet<string>): readonly ReadTitle[] {
  const found = readBefore.get(items);
  if (found?.plainWords === plainWords) return found.titles;
  const shared = sharedWords(items);
  const isPlain = (word: string): boolean => commonWords.has(word) || plainWords.has(word) || shared.has(word);
  const titles = items.map((item) => ({ item, title: readTitle(item.title, isPlain) }));
  readBefore.set(items, { plainWords, titles });
  return titles;
}

/** Words that most of the items' titles have in common tell none of them apart. */
function sharedWords(items: readonly TitledItem[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { title } of items)
    for (const word of new Set(wordsOf(title))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > Math.max(2, items.length / 2)).map(([word]) => word));
}

/** The title's words in a row, also when written as one ("BlueDoor" for "Blue Door") or the other way round. */
function findFullTitle(spoken: readonly SpokenWord[], title: Title, isKnown: boolean): SpokenWord[] | undefined {
  const wanted = title.words.join('');
  if (wanted === '') return undefined;
  for (let from = 0; from < spoken.length; from += 1) {
    let joined = '';
    for (let to = from; to < spoken.length && joined.length < wanted.length && spoken[to]?.isTaken === false; to += 1) {
      joined += spoken[to]?.word ?? '';
      const run = spoken.slice(from, to + 1);
      if (joined === wanted && (isKnown || isWrittenAsTitle(run, title))) return run;
    }
  }
  return undefined;
}

/** A title of everyday words only counts where it is written like a title. */
const isWrittenAsTitle = (run: readonly SpokenWord[], title: Title): boolean =>
  title.isTelling.some(Boolean) || hasCapitals(run);

/** Between quotes, or in capitals with at least one inside a sentence, where only names have them. */
function hasCapitals(run: readonly SpokenWord[]): boolean {
  if (run[0]?.isQuoted === true) return true;
  const content = run.filter(({ word }) => !linkingWords.has(word));
  return (
    content.some(({ opensSentence, isCapitalised }) => isCapitalised && !opensSentence) &&
    content.every(({ isCapitalised, word }) => isCapitalised || /^\p{N}/u.test(word))
  );
}

const linkingWords: ReadonlySet<string> = new Set('a an and at by for from in of on or s the to with'.split(' '));

/** The longest run of the title's words that stands in the text, if it is enough to recognise the item. */
function findPartialTitle(spoken: readonly SpokenWord[], title: Title, isKnown: boolean): SpokenWord[] | undefined {
  const free = spoken.filter(({ isTaken }) => !isTaken);
  let best: SpokenWord[] = [];
  for (let start = 0; start < free.length; start += 1) {
    for (let from = 0; from < title.words.length; from += 1) {
      let length = 0;
      while (isSameWord(free[start + length], title.words[from + length])) length += 1;
      const run = free.slice(start, start + length);
      if (length > best.length && isRecognisable(title, from, run, isKnown)) best = run;
    }
  }
  return best.length === 0 ? undefined : best;
}

function isSameWord(spoken: SpokenWord | undefined, written: string | undefined): boolean {
  if (spoken === undefined || written === undefined) return false;
  const isEqual = spoken.word === written || spoken.word === `${written}s` || `${spoken.word}s` === written;
  return isEqual || (!spoken.isPlain && isMisspelling(spoken.word, written));
}

function isRecognisable(title: Title, from: number, run: readonly SpokenWord[], isKnown: boolean): boolean {
  const spoken = run.map(({ word }) => word);
  if (!areRunsAlike(spoken, title.words.slice(from, from + run.length))) return false;
  const telling = title.isTelling.slice(from, from + run.length).filter(Boolean).length;
  const allTelling = title.isTelling.filter(Boolean).length;
  const content = run.filter(({ word }) => !linkingWords.has(word)).length;
  const startsTitle = title.words.slice(0, from).every((word) => linkingWords.has(word));
  // What people call an item they know is read as that item, however it is written.
  if (isKnown && startsTitle && from + run.length >= title.headLength && (telling > 0 || hasCapitals(run))) return true;
  // Written as a name, the title's start is enough: one word where people call the item by one, else two.
  if (startsTitle && hasCapitals(run) && (content >= 2 || (title.headLength === 1 && telling === 1))) return true;
  if (content < 2 || telling === 0) return false;
  // "pavonis pro": the first words of a title, the first a rare one, are what people call the item.
  const first = run.findIndex(({ word }) => !linkingWords.has(word));
  const opensRarely = title.isTelling[from + first] === true && (run[first]?.word.length ?? 0) >= rareLength;
  const isHead = startsTitle && (opensRarely || (from + run.length) / title.headLength >= recognisableShare);
  return isHead || telling / allTelling >= recognisableShare || (telling >= 2 && (startsTitle || content >= 3));
}
