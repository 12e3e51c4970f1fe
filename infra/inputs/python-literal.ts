/** Dicts within dicts that are followed; deeper ones are no review. */
const maximumDepth = 64;

/**
 * A Python dict, as `repr` writes it, as JSON text; null when the text is not exactly one dict of strings, numbers, True, False, None, lists,
 * tuples and dicts. The `\xNN` of Python 2's byte strings are UTF-8 bytes; in a unicode string (`u'...'`) they are code points.
 */
export function pythonDictToJson(text: string): string | null {
  const reader = { text, at: 0 };
  const value = skipSpace(reader) === '{' ? readValue(reader, 0) : null;
  return value !== null && skipSpace(reader) === undefined ? value : null;
}

interface Reader {
  text: string;
  at: number;
}

function skipSpace(reader: Reader): string | undefined {
  while (reader.text[reader.at] === ' ' || reader.text[reader.at] === '\t') reader.at += 1;
  return reader.text[reader.at];
}

function readValue(reader: Reader, depth: number): string | null {
  if (depth > maximumDepth) return null;
  const first = skipSpace(reader);
  if (first === '{') return readDict(reader, depth);
  if (first === '[') return readList(reader, depth, ']');
  if (first === '(') return readList(reader, depth, ')');
  return readString(reader) ?? readWord(reader);
}

function readDict(reader: Reader, depth: number): string | null {
  const members: string[] = [];
  const isRead = readMembers(reader, '}', () => {
    skipSpace(reader);
    const key = readString(reader) ?? quoted(readWord(reader));
    if (key === null || skipSpace(reader) !== ':') return false;
    reader.at += 1;
    const value = readValue(reader, depth + 1);
    if (value !== null) members.push(`${key}:${value}`);
    return value !== null;
  });
  return isRead ? `{${members.join(',')}}` : null;
}

function readList(reader: Reader, depth: number, close: ']' | ')'): string | null {
  const members: string[] = [];
  const isRead = readMembers(reader, close, () => {
    const value = readValue(reader, depth + 1);
    if (value !== null) members.push(value);
    return value !== null;
  });
  return isRead ? `[${members.join(',')}]` : null;
}

/** Reads what stands between an opening bracket and `close`, members separated by commas, the last comma optional. */
function readMembers(reader: Reader, close: string, readMember: () => boolean): boolean {
  reader.at += 1;
  while (skipSpace(reader) !== close) {
    if (!readMember()) return false;
    if (skipSpace(reader) === ',') reader.at += 1;
    else if (reader.text[reader.at] !== close) return false;
  }
  reader.at += 1;
  return true;
}

const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };
const number = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/u;

function readWord(reader: Reader): string | null {
  const [word = ''] = /^[\w.+-]+/u.exec(reader.text.slice(reader.at, reader.at + 64)) ?? [];
  const value = words[word] ?? (number.test(word) ? word.replace(/^(-?)0+(?=\d)/u, '$1') : null);
  if (value !== null) reader.at += word.length;
  return value;
}

const quoted = (word: string | null): string | null => (word === null ? null : JSON.stringify(word));

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function readString(reader: Reader): string | null {
  const [prefix = ''] = /^[uUbB]?(?=['"])/u.exec(reader.text.slice(reader.at, reader.at + 2)) ?? [];
  const start = reader.at + prefix.length;
  const quote = reader.text[start];
  if (quote !== "'" && quote !== '"') return null;
  const end = findClosingQuote(reader.text, quote, start + 1);
  if (end < 0) return null;
  reader.at = end + 1;
  return JSON.stringify(unescape(reader.text.slice(start + 1, end), prefix.toLowerCase() === 'u'));
}

function findClosingQuote(text: string, quote: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function unescape(content: string, isUnicode: boolean): string {
  if (!content.includes('\\')) return content;
  return content.replace(
    /((?:\\x[0-9a-fA-F]{2})+)|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)/gu,
    (whole, bytes?: string, short?: string, long?: string, letter?: string) => {
      if (bytes !== undefined) return decodeBytes(bytes, isUnicode);
      const codePoint = Number.parseInt(short ?? long ?? '', 16);
      if (codePoint <= 0x10ffff) return String.fromCodePoint(codePoint);
      return (letter === undefined ? undefined : escapes[letter]) ?? whole;
    },
  );
}

function decodeBytes(escaped: string, isUnicode: boolean): string {
  const bytes = Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
  const text = bytes.toString('utf8');
  return isUnicode || text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
