/** The letters and digits of a text as a reader sees them, in small letters, each with the span of the text that it was read from. */
export interface ReadableLetters {
  letters: string;
  from: readonly number[];
  to: readonly number[];
}

interface Spans {
  text: string;
  from: number[];
  to: number[];
}

/**
 * `\u0073`, `\u{73}`, `\x73`, `\n`, `%73`, `0x73`, `&#115;`, `&#x73;`, the line end that quoted-printable puts inside words, and tags that stand
 * between letters; however many backslashes.
 */
const escapes =
  /\\+u([0-9a-f]{4})|\\+u\{([0-9a-f]{1,6})\}|\\+x([0-9a-f]{2})|\\+[nrtbf]|%([0-9a-f]{2})|\b0x([0-9a-f]{2})(?![0-9a-f])|&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|=\r?\n|<\/?(?:b|i|u|s|em|strong|span|code|tt|mark|sub|sup|wbr|br|p|div|li|td)\s?\/?>/giu;

/** A list of codes of letters, as a buffer of bytes is printed; one of them alone is a number. */
const codeList = /(?<![\d.])(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])(?:[\s,;]+(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])\b){7,}/gu;

/** Escapes of escapes: as many as gateways lie one behind the other. */
const mostRounds = 4;

/**
 * The ways to read a text: escapes are decoded, wide and other letters of Unicode's compatibility forms are folded, all that is no letter or digit is
 * left out; a second way takes lists of codes for letters, where there are any.
 */
export function listReadings(text: string): ReadableLetters[] {
  let spans: Spans = {
    text,
    from: Array.from({ length: text.length }, (_, at) => at),
    to: Array.from({ length: text.length }, (_, at) => at + 1),
  };
  for (let round = 0; round < mostRounds && hasEscape(spans.text); round += 1) spans = decodeOnce(spans);
  const codes = findCodes(spans.text);
  return [spans, ...(codes.length === 0 ? [] : [decode(spans, codes)])].map((read) => readLetters(read, text.length));
}

function readLetters(spans: Spans, end: number): ReadableLetters {
  const letters: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const sign of spans.text) {
    for (const letter of plainSign(sign).normalize('NFKC').toLowerCase()) {
      if (!/[a-z0-9]/u.test(letter)) continue;
      letters.push(letter);
      from.push(spans.from[at] ?? 0);
      to.push(spans.to[at + sign.length - 1] ?? end);
    }
    at += sign.length;
  }
  return { letters: letters.join(''), from, to };
}

const hasEscape = (text: string): boolean => /[\\%&=<]|0x/iu.test(text) && text.search(escapes) >= 0;

/** Unicode has invisible twins of the letters ("tags"), which some take to smuggle words. */
function plainSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code > 0xe_00_20 && code < 0xe_00_7f ? String.fromCodePoint(code - 0xe_00_00) : sign;
}

/** A part of a text that stands for a sign. */
interface Escape {
  at: number;
  length: number;
  sign: string;
}

function findCodes(text: string): Escape[] {
  return [...text.matchAll(codeList)].flatMap(({ 0: list, index }) =>
    [...list.matchAll(/\d+/gu)].map((code) => ({
      at: index + code.index,
      length: code[0].length,
      sign: String.fromCodePoint(Number(code[0])),
    })),
  );
}

const decodeOnce = (spans: Spans): Spans =>
  decode(
    spans,
    [...spans.text.matchAll(escapes)].map((match) => {
      const decimal = match[7];
      const hexadecimal = match.slice(1, 7).find((digits) => digits !== undefined) ?? '20';
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      return {
        at: match.index,
        length: match[0].length,
        sign: code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ',
      };
    }),
  );

function decode({ text, from, to }: Spans, found: readonly Escape[]): Spans {
  const decoded: Spans = { text: '', from: [], to: [] };
  let copiedTo = 0;
  const copy = (until: number): void => {
    decoded.text += text.slice(copiedTo, until);
    for (let at = copiedTo; at < until; at += 1) {
      decoded.from.push(from[at] ?? 0);
      decoded.to.push(to[at] ?? 0);
    }
  };
  for (const { at, length, sign } of found) {
    copy(at);
    decoded.text += sign;
    for (let unit = 0; unit < sign.length; unit += 1) {
      decoded.from.push(from[at] ?? 0);
      decoded.to.push(to[at + length - 1] ?? 0);
    }
    copiedTo = at + length;
  }
  copy(text.length);
  return decoded;
}
