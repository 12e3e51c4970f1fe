/** How an endpoint may echo a key: by chance, by a careless gateway, or so that nobody finds it. */
export const keyDisguises: Readonly<Record<string, (key: string) => string>> = {
  unchanged: (key) => key,
  'its beginning': (key) => key.slice(0, 16),
  'its end': (key) => key.slice(-12),
  'its middle': (key) => key.slice(9, 22),
  'two halves apart': (key) => `${key.slice(0, 20)} is followed by ${key.slice(20)}`,
  'less some letters': (key) => key.slice(0, 6) + key.slice(8, 19) + key.slice(21),
  'less every fourth letter': (key) =>
    key
      .split('')
      .filter((_letter, at) => at % 4 !== 3)
      .join(''),
  'with some other letters': (key) =>
    key
      .split('')
      .map((letter, at) => (at % 5 === 1 ? 'q' : letter))
      .join(''),
  'stars for every third letter': (key) =>
    key
      .split('')
      .map((letter, at) => (at % 3 === 1 ? '*' : letter))
      .join(''),
  'with blanks': (key) => key.split('').join(' '),
  'with line breaks': (key) => key.replaceAll(/.{5}/gu, '$&\n'),
  'with dashes': (key) => key.split('').join('-'),
  'with zero-width characters': (key) => key.split('').join('\u200B'),
  'in capitals': (key) => key.toUpperCase(),
  'in small letters': (key) => key.toLowerCase(),
  'in wide letters': (key) =>
    key.replaceAll(/[!-~]/gu, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfe_e0)),
  backwards: (key) => key.split('').toReversed().join(''),
  'percent-encoded': (key) => percent(key),
  'percent-encoded twice': (key) => encodeURIComponent(percent(key)),
  'escaped as in JSON': (key) => escape(key),
  'escaped twice': (key) => escape(key).replaceAll('\\', '\\\\'),
  'as entities of HTML': (key) =>
    key
      .split('')
      .map((letter) => `&#${letter.codePointAt(0)};`)
      .join(''),
  'in base64': (key) => base64(key),
  'the header in base64': (key) => base64(`Bearer ${key}`),
  'a user and the key in base64': (key) => base64(`user:${key}`),
  'in base64 for addresses': (key) => Buffer.from(`key=${key}`).toString('base64url'),
  'in hex': (key) => Buffer.from(key).toString('hex'),
  'the base64 of base64': (key) => base64(base64(key)),
  'base64 backwards': (key) => base64(key).split('').toReversed().join(''),
  'base64 of UTF-16': (key) => Buffer.from(`key ${key}`, 'utf16le').toString('base64'),
  'in base64 over lines': (key) => base64(`authorization: bearer ${key}`).replaceAll(/.{8}/gu, '$&\n'),
  'in base32': (key) => base32(key),
  'in hex, byte by byte': (key) =>
    codesOf(key)
      .map((code) => `0x${code.toString(16)}`)
      .join(', '),
  'in hex with blanks': (key) =>
    codesOf(key)
      .map((code) => code.toString(16))
      .join(' '),
  'as a printed buffer': (key) => JSON.stringify(Buffer.from(key)),
  'as code points': (key) =>
    codesOf(key)
      .map((code) => `\\u{${code.toString(16)}}`)
      .join(''),
  'as entities in hex': (key) =>
    codesOf(key)
      .map((code) => `&#x${code.toString(16)};`)
      .join(''),
  'letter by letter in tags': (key) =>
    key
      .split('')
      .map((letter) => `<b>${letter}</b>`)
      .join(''),
  'in invisible letters': (key) => String.fromCodePoint(...codesOf(key).map((code) => 0xe_00_00 + code)),
  'with neighbours changed': (key) => key.replaceAll(/(.)(.)/gu, '$2$1'),
  'turned by 47 signs': (key) => String.fromCodePoint(...codesOf(key).map((code) => 33 + ((code - 33 + 47) % 94))),
  'in letters of other scripts': (key) => key.replaceAll(/[aeopcxAEO]/gu, (letter) => twins[letter] ?? letter),
  'in an address': (key) => `https://api.example.org/v1?api_key=${key}&model=m`,
  'in a header': (key) => `Authorization: Bearer ${key}`,
  'as JSON in JSON': (key) => JSON.stringify(JSON.stringify({ key })),
  'a hint with dots': (key) => `${key.slice(0, 3)}...${key.slice(-4)}`,
  'a hint with stars': (key) => `${key.slice(0, 8)}${'*'.repeat(24)}${key.slice(-4)}`,
  'a hint with an ellipsis': (key) => `${key.slice(0, 5)}…${key.slice(-6)}`,
  'a hint in words': (key) => `the key ending in "${key.slice(-4)}"`,
};

const codesOf = (text: string): number[] => text.split('').map((letter) => letter.codePointAt(0) ?? 0);
const twins: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  A: 'А',
  E: 'Е',
  O: 'О',
};
const base32 = (text: string): string =>
  (
    codesOf(text)
      .map((code) => code.toString(2).padStart(8, '0'))
      .join('')
      .match(/.{1,5}/gu) ?? []
  )
    .map((bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(bits.padEnd(5, '0'), 2)])
    .join('');
const percent = (text: string): string =>
  text
    .split('')
    .map((letter) => `%${letter.codePointAt(0)?.toString(16).toUpperCase()}`)
    .join('');
const escape = (text: string): string =>
  text
    .split('')
    .map((letter) => `\\u${letter.codePointAt(0)?.toString(16).padStart(4, '0')}`)
    .join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Long enough that no text holds as much of a key by chance. */
const tellingLength = 8;

/**
 * What of a key a text shows, undefined where it shows nothing: eight of its letters in a row whatever stands between them, forwards,
 * backwards, or in an encoding; or one of its disguises word by word.
 */
export function findKey(text: string, key: string): string | undefined {
  const forms = [key, key.split('').toReversed().join(''), Buffer.from(key).toString('hex')];
  const encoded = ['', 'a', 'ab'].map((before) => base64(before + key).slice(4, -4));
  const seen = coreOf(
    text
      .replaceAll(/\\+u([0-9a-f]{4})|%([0-9a-f]{2})/giu, (_all, unicode?: string, byte?: string) =>
        String.fromCodePoint(Number.parseInt(unicode ?? byte ?? '', 16)),
      )
      .normalize('NFKC'),
  );
  for (const form of [...forms, ...encoded].map(coreOf)) {
    for (let at = 0; at + tellingLength <= form.length; at += 1) {
      const part = form.slice(at, at + tellingLength);
      if (/\d/u.test(part) && /[a-z]/u.test(part) && seen.includes(part)) return part;
    }
  }
  const written = Object.entries(keyDisguises).find(([, disguise]) => text.includes(disguise(key)));
  return written?.[0];
}

const coreOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
