import type { Random } from '../../../studio/random.ts';

/** What people call an item: its title up to the first separator, at most three words of it; undefined where that is the whole title. */
export function shortened(title: string): string | undefined {
  const head = title.split(/\s[-–—|]\s|[:,;(|[]/u).find((part) => part.trim() !== '') ?? title;
  const words = head.trim().split(/\s+/u);
  const short = words.slice(0, /^\p{L}{3,}$/u.test(words[2] ?? '') ? 3 : 2).join(' ');
  return short === title.trim() ? undefined : short;
}

/** The title with one letter of one longer word left out, doubled, swapped with its neighbour or replaced; undefined where no word is long enough. */
export function misspelled(title: string, random: Random): string | undefined {
  const name = shortened(title) ?? title;
  // Alone, a word of four letters with a typo is another word.
  const words = [...name.matchAll(/\s/u.test(name) ? /\p{L}{4,}/gu : /\p{L}{5,}/gu)];
  if (words.length === 0) return undefined;
  const word = random.pick(words);
  // The first letter is what readers and typists get right.
  const at = random.integer(1, word[0].length - 2);
  const [before, letter, next, after] = [word[0].slice(0, at), word[0][at], word[0][at + 1], word[0].slice(at + 2)];
  const typo = random.pick([
    `${before}${next}${after}`,
    `${before}${letter}${letter}${next}${after}`,
    ...(letter === next ? [] : [`${before}${next}${letter}${after}`]),
    `${before}${letter === 'e' ? 'a' : 'e'}${next}${after}`,
  ]);
  return name.slice(0, word.index) + typo + name.slice(word.index + word[0].length);
}

/** Another item with a similar title: the last word of the name, or its number, is a different one. */
export function resemblingTitle(title: string, random: Random): string | undefined {
  const name = shortened(title) ?? title;
  const number = /\d+/u.exec(name);
  if (number !== null) return name.replace(number[0], String(Number(number[0]) + random.integer(1, 9)));
  const words = name.split(/\s+/u);
  if (words.length < 2) return undefined;
  return [...words.slice(0, -1), random.pick(['Cantina', 'Walrus', 'Parrot', 'Zephyr', 'Tundra', 'Mistral'])].join(' ');
}
