/** Entities that review files hold unescaped; a text may hold others, which stand as they are. */
const named: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', nbsp: ' ', quot: '"' };

const entity = /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|apos|gt|lt|nbsp|quot));/giu;

/** The text with its entities as the characters they stand for, once: `&amp;lt;` gives `&lt;`. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(entity, (written, decimal?: string, hexadecimal?: string, name?: string) =>
    decode(written, decimal, hexadecimal, name),
  );
}

/** A text of the same length in which each entity is filled with what it stands for: `don&#39;t` gives `don'''''t`. */
export function fillEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(entity, (written, decimal?: string, hexadecimal?: string, name?: string) => {
    const character = decode(written, decimal, hexadecimal, name);
    return (character.length === 1 ? character : '&').repeat(written.length);
  });
}

function decode(written: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) return named[name.toLowerCase()] ?? written;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  // Control characters and halves of pairs are no text.
  if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return written;
  return String.fromCodePoint(code);
}
