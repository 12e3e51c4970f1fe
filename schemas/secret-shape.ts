/**
 * How much a word looks like a key. `none`: a dummy or a word of a language, which may stand in any text by chance ("x", "EMPTY",
 * "sk-no-key-required"). `weak`: long enough that it stands nowhere by chance as a whole, but parts of it may. `strong`: long and mixed of
 * letters and digits, so that a part of it gives it away as well.
 */
export type SecretShape = 'none' | 'weak' | 'strong';

/** By length and by how the kinds of letters change; pure. */
export function shapeOf(word: string): SecretShape {
  const { length } = word.match(/[a-z0-9]/giu) ?? [];
  const isOfWordsAlone = /^[a-z]+(?:[^a-z0-9]+[a-z]+)*$|^[A-Z]+(?:[^a-z0-9]+[A-Z]+)*$/u.test(word);
  if (length < shortest || (isOfWordsAlone && length < shortestOfWords)) return 'none';
  return length >= shortestStrong && (isMixed(word) || length >= longestUnmixed) ? 'strong' : 'weak';
}

/** Letters and digits without what stands between them. */
const shortest = 8;
/** Longer than what is written in place of a key; a passphrase of several words is this long. */
const shortestOfWords = 20;
const shortestStrong = 16;
/** Letters of one case only that are longer are no word either. */
const longestUnmixed = 28;

/** Digits beside letters, or small and capital letters that change more than once: no word of a language. */
export function isMixed(part: string): boolean {
  if (/\d/u.test(part) && /[a-z]/iu.test(part)) return true;
  return (part.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/gu) ?? []).length >= 3;
}
