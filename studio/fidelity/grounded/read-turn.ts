import type { CheckedItem, CheckedTurn } from '../../../schemas/checked-turn.ts';
import { oncePer } from '../../once-per.ts';
import { withoutQuotations } from '../without-quotations.ts';
import { findNamedItems } from '../find-named-items.ts';
import { wordsOf } from '../../text/words.ts';
import { readEvidence } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { readSentences, stemsOf } from './said-words.ts';
import type { SaidSentence } from './said-words.ts';
import { isSpokenWord, zipfOf } from './word-rarity.ts';

/** A turn as the checks see it: its words beside the evidence for the items that it speaks of. */
export interface TurnReading {
  turn: CheckedTurn;
  /** The turn's text with plain apostrophes. */
  text: string;
  /** The same with "it" for each title that stands there in full: what a title says is nobody's claim. */
  plainText: string;
  sentences: readonly SaidSentence[];
  /** The same with "it" for each clause of the evidence that stands there word for word: what a reviewer wrote is no statement of the speaker's. */
  ownSentences: readonly SaidSentence[];
  /** Candidates that the text names, in full or in part. */
  namedHere: readonly CheckedItem[];
  /** The item that the system named last before the turn. */
  lastOffered: CheckedItem | undefined;
  /** What the turn's statements are about: the items it names, else the one offered last. */
  focus: readonly CheckedItem[];
  /** All that the focus items' evidence holds. */
  evidence: Evidence;
  /** What is known of all candidates. */
  allEvidence: Evidence;
  /** All candidates that are not in the focus. */
  others: readonly CheckedItem[];
  /** Stems of the words that were said before, and of the wishes. */
  saidStems: ReadonlySet<string>;
  ownStems: ReadonlySet<string>;
}

export function readTurn(turn: CheckedTurn): TurnReading {
  const text = turn.text.replaceAll('’', "'");
  const namedHere = findCandidates(turn, text);
  const lastOffered = findLastOffered(turn);
  const focus = chooseFocus(turn, namedHere, lastOffered);
  const plainText = maskTitles(text, turn.candidates);
  const evidence = readEvidence(focus);
  const quotations =
    turn.speaker === 'user' ? turn.own.map((clause) => clause.text) : evidence.quotes.map(({ quote }) => quote.text);
  return {
    turn,
    text,
    plainText,
    sentences: readSentences(plainText),
    ownSentences: readSentences(withoutQuotations(plainText, quotations)),
    namedHere,
    lastOffered,
    focus,
    evidence,
    allEvidence: readEvidence(turn.candidates),
    others: turn.candidates.filter((item) => !focus.includes(item)),
    saidStems: stemsOf(
      [...turn.transcript.map((utterance) => utterance.text), ...turn.wishes.map(({ aspect }) => aspect)].join(' . '),
    ),
    ownStems: stemsOf(turn.own.map(({ item, text: clause }) => `${item} . ${clause}`).join(' . ')),
  };
}

/** At a comparison both sides are spoken of, also by what they are ("the electric set"). */
function chooseFocus(
  turn: CheckedTurn,
  namedHere: readonly CheckedItem[],
  lastOffered: CheckedItem | undefined,
): readonly CheckedItem[] {
  if (turn.act === 'compare') return turn.candidates;
  if (namedHere.length > 0) return namedHere;
  const asked = turn.speaker === 'system' ? namedInLast(turn) : [];
  return [...new Set([...asked, ...(lastOffered === undefined ? [] : [lastOffered])])];
}

/** Items that the user has just asked about by name. */
function namedInLast(turn: CheckedTurn): readonly CheckedItem[] {
  const last = turn.transcript.at(-1);
  if (last === undefined || last.speaker !== 'user') return [];
  const offered = turn.candidates.filter(({ title }) => turn.named_titles.includes(title));
  if (offered.length > 1 && pointing.test(last.text)) return offered;
  const stems = stemsOf(last.text);
  const meant = offered.filter((item) => [...ownTitleStems(item, turn.candidates)].some((stem) => stems.has(stem)));
  return meant;
}

const pointing =
  /\b(?:first|other|second|last|previous|former|earlier|both|two|either|each|them|original) (?:one|ones|place|app|game|item)?\b|\bthe (?:two|others?)\b/iu;

/** Stems of title words that no other candidate's title has: "the water thing". */
export function ownTitleStems(item: CheckedItem, candidates: readonly CheckedItem[]): ReadonlySet<string> {
  const others = new Set(candidates.filter((other) => other !== item).flatMap(({ title }) => [...stemsOf(title)]));
  return new Set([...stemsOf(item.title)].filter((stem) => stem.length > 2 && !others.has(stem)));
}

/** Candidates named in a text, read with what is known by then: titles named before and, from the system, those it may name now. */
export function findCandidates(turn: CheckedTurn, text: string): readonly CheckedItem[] {
  const { candidates, speaker, named_titles: namedTitles } = turn;
  const read = readingsOf(candidates);
  const key = JSON.stringify([speaker === 'system' ? [] : namedTitles, speaker, text]);
  const found = read.get(key) ?? findNamedCandidates(turn, text);
  read.set(key, found);
  return found;
}

/** What was said is read again at each turn of a dialog, whose candidates stay the same. */
const readingsOf = oncePer((_candidates: readonly CheckedItem[]) => new Map<string, readonly CheckedItem[]>());

function findNamedCandidates(
  { candidates, speaker, named_titles: namedTitles }: CheckedTurn,
  text: string,
): CheckedItem[] {
  const items = itemsOf(candidates);
  const known = new Set(speaker === 'system' ? candidates.map(({ title }) => title) : namedTitles);
  const named = findNamedItems(text, items, { known, plainWords: plainWordsOf(candidates) });
  const said = new Set(wordsOf(text).map((word) => word.replace(/'s$/u, '')));
  const verbatim = candidates.filter(({ title }) => text.includes(title)).map(({ title }) => title);
  const coined = candidates
    .filter(
      ({ title }) =>
        known.has(title) &&
        (coinedWords(title, candidates).some((word) => said.has(word)) || isCalled(title, text, candidates)),
    )
    .map(({ title }) => title);
  const found = new Set([...verbatim, ...coined, ...named.map(({ itemId }) => itemId)]);
  return candidates.filter(({ title }) => found.has(title));
}

/** By the first word of its title, written as a name, which no other title has: "Peacock" of "Peacock TV: Stream TV & Movies". */
function isCalled(title: string, text: string, candidates: readonly CheckedItem[]): boolean {
  const [first = ''] = title.match(/[\p{L}\p{N}'’]{4,}/u) ?? [];
  if (
    !title.startsWith(first) ||
    candidates.some((other) => other.title !== title && wordsOf(other.title).includes(first.toLowerCase()))
  )
    return false;
  const at = text.indexOf(first);
  if (first === '' || at < 0 || !/^\p{Lu}/u.test(first) || /^[\p{L}\p{N}]/u.test(text.slice(at + first.length)))
    return false;
  const opensSentence = at === 0 || /[.?!…:"“]\s*$/u.test(text.slice(0, at));
  return !opensSentence || zipfOf(first.toLowerCase()) < 4;
}

/** Words that only this name has: "joom" is enough of "Joom. Shopping for every day." */
const coinedWords = (title: string, candidates: readonly CheckedItem[]): string[] =>
  wordsOf(title).filter(
    (word) =>
      word.length >= 4 &&
      !/^\d/u.test(word) &&
      !isSpokenWord(word) &&
      !candidates.some((other) => other.title !== title && wordsOf(other.title).includes(word)),
  );

const itemsOf = oncePer((candidates: readonly CheckedItem[]) =>
  candidates.map(({ title }) => ({ itemId: title, title })),
);

/** Words of aspects and categories name no item. */
const plainWordsOf = oncePer((candidates: readonly CheckedItem[]): ReadonlySet<string> => {
  const labels = candidates.flatMap(({ category, facts }) => [category, ...facts.map(({ aspect }) => aspect)]);
  return new Set(labels.flatMap(wordsOf));
});

function findLastOffered(turn: CheckedTurn): CheckedItem | undefined {
  for (const { speaker, text } of turn.transcript.toReversed()) {
    if (speaker !== 'system') continue;
    const named = findCandidates({ ...turn, speaker: 'system' }, text).filter(({ title }) =>
      turn.named_titles.includes(title),
    );
    const [only] = named;
    if (only !== undefined && named.length === 1) return only;
  }
  const last = turn.named_titles.at(-1);
  return turn.candidates.find(({ title }) => title === last);
}

/** Longer titles first: a short one may be a part of another. */
export const maskTitles = (text: string, candidates: readonly CheckedItem[]): string =>
  candidates
    .map(({ title }) => title.replaceAll('’', "'"))
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, title) => masked.replaceAll(title, 'it'), text);
