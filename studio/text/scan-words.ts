/** 0 not looked up yet; else what a UTF-16 unit is to a word. */
const kinds = new Uint8Array(0x1_0000);
const [other, letter, joiner, unspaced] = [1, 2, 3, 4];

const letters = /[\p{L}\p{N}]/u;
const joiners = /[\p{M}'’]/u;
/** Written without spaces between words: each character counts as one. */
const unspacedLetters =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Visits the words of `text` from UTF-16 unit `from` to `to`, in order, until `visit` returns false. A word is a letter or digit with what
 * follows of letters, digits, marks and apostrophes; in scripts without spaces it is a single letter.
 */
export function scanWords(
  text: string,
  from: number,
  to: number,
  visit: (start: number, end: number) => boolean,
): void {
  for (let at = from; at < to;) {
    const kind = kindAt(text, at);
    if (kind !== letter && kind !== unspaced) {
      at += 1;
      continue;
    }
    const start = at;
    at += widthAt(text, at);
    while (at < to && belongs(kind, kindAt(text, at))) at += widthAt(text, at);
    if (!visit(start, at)) return;
  }
}

/** Words between two UTF-16 units, at most `limit`. */
export function countWords(text: string, from: number, to: number, limit: number): number {
  let count = 0;
  scanWords(text, from, to, () => {
    count += 1;
    return count < limit;
  });
  return count;
}

const belongs = (first: number, next: number): boolean => next === joiner || (first === letter && next === letter);

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const widthAt = (text: string, at: number): number =>
  isHighSurrogate(text.charCodeAt(at)) && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  // A pair's kind is not its half's: these are looked up each time.
  if (isHighSurrogate(unit)) return kindOf(String.fromCodePoint(text.codePointAt(at) ?? 0));
  const known = kinds[unit] ?? 0;
  if (known !== 0) return known;
  return (kinds[unit] = kindOf(String.fromCharCode(unit)));
}

function kindOf(character: string): number {
  if (unspacedLetters.test(character)) return letters.test(character) ? unspaced : joiner;
  if (letters.test(character)) return letter;
  return joiners.test(character) ? joiner : other;
}
