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

/** `\u0073`, `\x73`, `\n`, `%73`, `&#115;`, `&#x73;`, and the line end that quoted-printable puts inside words; however many backslashes. */
const escapes =
  /\\+u\{?([0-9a-f]{4,6})\}?|\\+x([0-9a-f]{2})|\\+[nrtbf]|%([0-9a-f]{2})|&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|=\r?\n/giu;

/** Escapes of escapes: as many as gateways lie one behind the other. */
const mostRounds = 4;

/** Escapes are decoded, wide and other letters of Unicode's compatibility forms are folded, all that is no letter or digit is left out. */
export function readLetters(text: string): ReadableLetters {
  let spans: Spans = {
    text,
    from: Array.from({ length: text.length }, (_, at) => at),
    to: Array.from({ length: text.length }, (_, at) => at + 1),
  };
  for (let round = 0; round < mostRounds && hasEscape(spans.text); round += 1) spans = decodeOnce(spans);
  const letters: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const sign of spans.text) {
    for (const letter of sign.normalize('NFKC').toLowerCase()) {
      if (!/[a-z0-9]/u.test(letter)) continue;
      letters.push(letter);
      from.push(spans.from[at] ?? 0);
      to.push(spans.to[at + sign.length - 1] ?? text.length);
    }
    at += sign.length;
  }
  return { letters: letters.join(''), from, to };
}

const hasEscape = (text: string): boolean => /[\\%&=]/u.test(text) && text.search(escapes) >= 0;

function decodeOnce({ text, from, to }: Spans): Spans {
  const decoded: Spans = { text: '', from: [], to: [] };
  let copiedTo = 0;
  const copy = (until: number): void => {
    decoded.text += text.slice(copiedTo, until);
    for (let at = copiedTo; at < until; at += 1) {
      decoded.from.push(from[at] ?? 0);
      decoded.to.push(to[at] ?? 0);
    }
  };
  for (const match of text.matchAll(escapes)) {
    copy(match.index);
    const end = match.index + match[0].length;
    const [, unicode, byte, percent, hexEntity, entity] = match;
    const code =
      entity === undefined ? Number.parseInt(unicode ?? byte ?? percent ?? hexEntity ?? '20', 16) : Number(entity);
    const sign = code <= 0x10_ff_ff ? String.fromCodePoint(code) : ' ';
    decoded.text += sign;
    for (let unit = 0; unit < sign.length; unit += 1) {
      decoded.from.push(from[match.index] ?? 0);
      decoded.to.push(to[end - 1] ?? 0);
    }
    copiedTo = end;
  }
  copy(text.length);
  return decoded;
}
