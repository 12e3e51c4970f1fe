import { isMixed } from '../../schemas/secret-shape.ts';

/** One way in which an endpoint may write a secret, by its letters and digits alone. */
export interface SecretForm {
  /** With its capitals, which show how much of it is no word. */
  core: string;
  /** A word that differs from it in few places is the secret as well. */
  isPlain: boolean;
  hasMark: boolean;
}

/** Letters and digits of a text in their order: what stands between them is no part of a secret's identity. */
export const coreOf = (text: string): string => text.replaceAll(/[^a-z0-9]/giu, '');

/**
 * The forms that a strong secret is looked for in: plain, backwards, with neighbours changed, turned by 13 letters or 47 signs, in base64 (alone or
 * behind "Bearer" or a user's name, or that once more), in base32 and in hex, of bytes or of UTF-16; the encoded ones backwards as well.
 */
export function listSecretForms(secret: string): SecretForm[] {
  const backwards = reverse(secret);
  const bytes = [secret, backwards, secret.toUpperCase(), secret.toLowerCase()].map((text) => Buffer.from(text));
  const wide = Buffer.from(secret, 'utf16le');
  const base64 = [...bytes, wide].flatMap((part) => shifts.map((shift) => encodeBase64(part, shift)));
  const twice = base64
    .slice(0, shifts.length)
    .flatMap((text) => shifts.map((shift) => encodeBase64(Buffer.from(text), shift)));
  const hex = [Buffer.from(secret), wide].map((part) => part.toString('hex'));
  const base32 = fiveShifts.map((shift) => encodeBase32(Buffer.from(secret), shift));
  const encoded = [...base64, ...twice, ...hex, ...base32];
  const turned = [turn(secret), turnSigns(secret), changeNeighbours(secret, 0), changeNeighbours(secret, 1)];
  const forms = [secret, backwards].map((text) => ({
    core: coreOf(text),
    isPlain: true,
    hasMark: beginsWithMark.test(text),
  }));
  const others = [...encoded, ...encoded.map(reverse), ...turned].map((text) => ({
    core: coreOf(text),
    isPlain: false,
    hasMark: false,
  }));
  return [...forms, ...others];
}

/** A vendor's mark and what follows it: "sk-" before a word is no prose. */
const beginsWithMark = /^[a-z]{2,6}[-_]/iu;

const reverse = (text: string): string => text.split('').toReversed().join('');

/** A group of base64 is three bytes, one of base32 five. */
const shifts = [0, 1, 2] as const;
const fiveShifts = [0, 1, 2, 3, 4] as const;

/** The part of a base64 text that bytes decide which begin `shift` bytes after the start of a group. */
function encodeBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/u, '');
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}

/** The same in base32. */
function encodeBase32(bytes: Buffer, shift: number): string {
  const all = Buffer.concat([Buffer.alloc(shift), bytes]);
  const bits = Array.from(all, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{5}/gu) ?? []).map((five) => base32Letters[Number.parseInt(five, 2)] ?? '');
  return letters.slice(Math.ceil((shift * 8) / 5)).join('');
}

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** ROT47: among the printable signs. */
const turnSigns = (text: string): string =>
  text.replaceAll(/[!-~]/gu, (sign) => String.fromCodePoint(33 + (((sign.codePointAt(0) ?? 33) - 33 + 47) % 94)));

const changeNeighbours = (text: string, from: 0 | 1): string =>
  text.slice(0, from) + text.slice(from).replaceAll(/(.)(.)/gu, '$2$1');

const turn = (text: string): string =>
  text.replaceAll(/[a-z]/giu, (letter) => {
    const first = letter >= 'a' ? 97 : 65;
    return String.fromCodePoint((((letter.codePointAt(0) ?? first) - first + 13) % 26) + first);
  });

/** A part of a form, in small letters, with the place where it begins there. */
export type SecretParts = ReadonlyMap<string, readonly { form: string; at: number }[]>;

/** So many letters and digits in a row give a secret away where they are mixed, ... */
export const partLength = 8;
/** ... and so many in any case. */
const longPartLength = 12;

/** The shortest parts that give a secret away: mixed ones, long ones, and its beginning where that is a vendor's mark. */
export function listSecretParts(forms: readonly SecretForm[]): SecretParts {
  const parts = new Map<string, { form: string; at: number }[]>();
  for (const { core, hasMark } of forms) {
    const form = core.toLowerCase();
    for (const length of [partLength, longPartLength]) {
      for (let at = 0; at + length <= core.length; at += 1) {
        const part = form.slice(at, at + length);
        if (length === longPartLength || (hasMark && at === 0) || isMixed(core.slice(at, at + length))) {
          parts.set(part, [...(parts.get(part) ?? []), { form, at }]);
        }
      }
    }
  }
  return parts;
}
