import { characterEntities } from 'character-entities';

/** Its characters 128 to 159; Node's own decoder takes them for control characters. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Names of all HTML entities, and what they stand for. The numbers 128 to 159 are characters of Windows-1252, as in HTML. */
export const htmlEntities: Readonly<Record<string, string>> = {
  ...characterEntities,
  nbsp: ' ',
  NBSP: ' ',
  APOS: "'",
  '#160': ' ',
  '#xa0': ' ',
  ...Object.fromEntries(Array.from(windows1252, (character, at) => [`#${128 + at}`, character])),
};

const entity = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/giu;
const blockTag = /<(?:\/?(?:p|div|li|ul|ol|h[1-6]|tr|table|blockquote|hr)(?:\s[^<>]{0,300})?|br\s*)\/?>/giu;
const inlineTag =
  /<\/?(?:a|abbr|b|big|center|cite|code|del|em|font|i|img|ins|mark|pre|q|s|small|span|strike|strong|sub|sup|td|th|tt|u)(?:\s[^<>]{0,2000})?\/?>/giu;

/** The text without tags, its entities as the characters they stand for, once: `&amp;lt;` gives `&lt;`. */
export function decodeEntities(text: string): string {
  return withoutTags(text, () => ' ').replaceAll(entity, decode);
}

/** The text with its entities as the characters they stand for, and tags as they are. */
export const decodeCharacters = (text: string): string => (text.includes('&') ? text.replaceAll(entity, decode) : text);

/** A text of the same length in which each entity is filled with what it stands for (`don&#39;t` gives `don'''''t`) and each tag with blanks. */
export function fillEntities(text: string): string {
  return withoutTags(text, (tag) => ' '.repeat(tag.length)).replaceAll(entity, (written, name: string) => {
    const character = decode(written, name);
    return (character.length === 1 ? character : '&').repeat(written.length);
  });
}

/** A block tag ends a line. */
function withoutTags(text: string, fill: (tag: string) => string): string {
  if (!text.includes('<')) return text;
  return text.replaceAll(blockTag, (tag) => `\n${fill(tag).slice(1)}`).replaceAll(inlineTag, fill);
}

function decode(written: string, name: string): string {
  const known = Object.hasOwn(htmlEntities, name) ? name : name.toLowerCase();
  if (Object.hasOwn(htmlEntities, known)) return htmlEntities[known] ?? written;
  if (!name.startsWith('#')) return written;
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // Control characters and halves of pairs are no text.
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return written;
  return String.fromCodePoint(code);
}
