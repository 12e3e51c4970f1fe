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

/** The forms that a strong secret is looked for in: plain, backwards, in base64 (alone or behind "Bearer" or a user's name), in hex, and turned by 13 letters. */
export function listSecretForms(secret: string): SecretForm[] {
  const backwards = secret.split('').toReversed().join('');
  const encoded = [0, 1, 2].map((shift) => encodeBase64(secret, shift));
  const hex = Buffer.from(secret).toString('hex');
  const forms = [secret, backwards].map((text) => ({
    core: coreOf(text),
    isPlain: true,
    hasMark: beginsWithMark.test(text),
  }));
  const others = [...encoded, hex, turn(secret)].map((text) => ({
    core: coreOf(text),
    isPlain: false,
    hasMark: false,
  }));
  return [...forms, ...others];
}

/** A vendor's mark and what follows it: "sk-" before a word is no prose. */
const beginsWithMark = /^[a-z]{2,6}[-_]/iu;

/** The part of a base64 text that a secret decides which begins `shift` bytes after the start of a group of three. */
function encodeBase64(secret: string, shift: number): string {
  const text = Buffer.from(`${'\0'.repeat(shift)}${secret}`)
    .toString('base64')
    .replace(/=+$/u, '');
  const decidedFrom = Math.ceil((shift * 8) / 6);
  const decidedTo = Math.floor(((shift + secret.length) * 8) / 6);
  return text.slice(decidedFrom, decidedTo);
}

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
