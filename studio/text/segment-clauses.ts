import { fillEntities } from './html-entities.ts';
import { countWords, scanWords } from './scan-words.ts';

/** A clause of one text. Offsets are Unicode code points into that text, end exclusive. */
export interface Clause {
  clauseNo: number;
  charStart: number;
  charEnd: number;
  text: string;
}

/** A clause has at least so many words, so that it can speak of something. */
export const minimumWords = 2;
/** Text without punctuation is cut after so many words: twice a long spoken sentence. */
export const maximumWords = 40;
/** A "word" past this many UTF-16 units is no word of a language (a pasted URL, a held-down key); the clause ends after it. */
const maximumWordLength = 60;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

const contrast =
  'but|however|although|though|whereas|while|nevertheless|nonetheless|yet|except|despite|unfortunately|thankfully|luckily';
const pronoun = '(?:i(?!\\.)|we|they|it|he|she|you)\\b';
/** A determiner and at most five words, then a verb that reviews put after a subject. */
const newSubject =
  "(?:the|their|its|our|my|his|her|this|that|these|those|everything|everyone)\\s+(?:[^\\s,]+\\s+){0,5}?(?:is|are|was|were|(?:is|are|was|were|do|does|did)n['’]?t|has|have|had|can|could|will|would|does|did|comes?|came|takes?|took|makes?|made|gets?|got|arrived|works?|worked|looks?|looked|tastes?|tasted|feels?|felt|seems?|seemed|never)\\b";
/** Full stops that end no sentence, whatever follows. */
const endsInAbbreviation = /(?:^|[\s(])(?:mr|mrs|ms|dr|st|vs|e\.g|i\.e|approx)\.\s*$/iu;
/** A full stop ends a clause also before a small letter, where the sentence rules see none, unless it ends one of these. */
const abbreviation = '\\b(?:mr|mrs|ms|dr|st|vs|e\\.g|i\\.e|etc|approx|inc|jr|sr|no)';

/**
 * Where one sentence changes its subject: strong punctuation, line breaks and their tags; contrast words ("nothing but" and its like
 * contrast nothing) and the comma that ends "although ...,"; and a coordination or comma that starts a clause with a subject of its own.
 */
const borders = new RegExp(
  [
    String.raw`[;!?…()[\]{}•|\r\n\t；，：؛]+|\.{2,}|:(?!\d)|(?<=\p{L}{2})(?<!${abbreviation})\.\s{1,3}(?=[\p{L}\p{N}])|(?<=\p{L}{3})\.(?=\p{L}{2})`,
    String.raw`\s[-–~*]{1,9}\s|[—―]|--|<br\s*\/?>|(?<=\p{Extended_Pictographic}\uFE0F?)\s`,
    String.raw`(?<!\b(?:nothing|anything|everything|all|help))[,\s]\s{0,3}(?=(?:${contrast})\b)`,
    String.raw`,(?<=^\W*(?:although|though|even\s+though|while|whereas|despite)\b[^,]*,)`,
    String.raw`[,\s]\s{0,3}(?=(?:and|so|plus)\s+(?:${newSubject}|${pronoun}|also\b))`,
    String.raw`,\s{0,3}(?=${newSubject}|${pronoun}|plus\b)`,
  ].join('|'),
  'giu',
);

/**
 * Cuts a text into clauses, in reading order, without overlap: sentences (Unicode's rules, through `Intl.Segmenter`), then their parts
 * between borders. A part of fewer than `minimumWords` words joins the part before it; a sentence with fewer gives no clause.
 * Every clause's text equals its span of the input, HTML entities included, inside which nothing is cut.
 */
export function segmentClauses(text: string): Clause[] {
  const clauses: Clause[] = [];
  const filled = fillEntities(text);
  let unit = 0;
  let codePoint = 0;
  const toCodePoint = (target: number): number => {
    while (unit < target) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      codePoint += 1;
    }
    return codePoint;
  };
  for (const { segment, index } of splitSentences(filled)) {
    for (const [start, end] of splitClauses(segment)) {
      const charStart = toCodePoint(index + start);
      const charEnd = toCodePoint(index + end);
      clauses.push({ clauseNo: clauses.length, charStart, charEnd, text: text.slice(index + start, index + end) });
    }
  }
  return clauses;
}

type Span = [start: number, end: number];

interface Sentence {
  segment: string;
  /** Place of its first UTF-16 unit in the text. */
  index: number;
}

/** Unicode's sentences, but for the ends it sees in "Dr. Who". */
function* splitSentences(text: string): Generator<Sentence> {
  let open: Sentence | undefined;
  for (const { segment, index } of sentences.segment(text)) {
    open = open === undefined ? { segment, index } : { segment: open.segment + segment, index: open.index };
    if (endsInAbbreviation.test(segment.slice(-10))) continue;
    yield open;
    open = undefined;
  }
  if (open !== undefined) yield open;
}

function splitClauses(sentence: string): Span[] {
  const parts: Span[] = [];
  let start = 0;
  borders.lastIndex = 0;
  for (let border = borders.exec(sentence); border !== null; border = borders.exec(sentence)) {
    parts.push([start, border.index]);
    start = border.index + border[0].length;
  }
  parts.push([start, sentence.length]);
  return joinShortParts(sentence, parts)
    .flatMap((part) => cutLongPart(sentence, part))
    .map((part) => trimSpan(sentence, part))
    .filter(([from, to]) => countWords(sentence, from, to, minimumWords) === minimumWords);
}

/** "Great, but slow" stays one clause: a part too short to stand alone belongs to the part before it, the first one to the next. */
function joinShortParts(sentence: string, parts: readonly Span[]): Span[] {
  const joined: Span[] = [];
  let open: Span | undefined;
  for (const [start, end] of parts) {
    const span: Span = open === undefined ? [start, end] : [open[0], end];
    const wordCount = countWords(sentence, start, end, minimumWords);
    if (wordCount === 0) continue;
    const last = joined.at(-1);
    if (wordCount === minimumWords) {
      joined.push(span);
      open = undefined;
    } else if (last !== undefined) {
      last[1] = end;
    } else {
      open = span;
    }
  }
  if (open !== undefined) joined.push(open);
  return joined;
}

function cutLongPart(sentence: string, [start, end]: Span): Span[] {
  // Too short for too many words, or for one that is too long.
  if (end - start < maximumWords) return [[start, end]];
  const cuts: Span[] = [];
  let from = start;
  let count = 0;
  scanWords(sentence, start, end, (wordStart, wordEnd) => {
    count += 1;
    if (count < maximumWords && (wordEnd - wordStart <= maximumWordLength || count < minimumWords)) return true;
    cuts.push([from, wordEnd]);
    from = wordEnd;
    count = 0;
    return true;
  });
  cuts.push([from, end]);
  return cuts;
}

const edge = /[\s\p{P}]/u;

/** Spaces and punctuation around a clause are not part of its span; symbols (an emoji, a currency sign) are. */
function trimSpan(sentence: string, [start, end]: Span): Span {
  let [from, to] = [start, end];
  while (from < to && edge.test(sentence.charAt(from))) from += 1;
  while (from < to && edge.test(sentence.charAt(to - 1))) to -= 1;
  return [from, to];
}
