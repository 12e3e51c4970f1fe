import { isPluralNoun, pluralOf } from '../simulation/grammar/aspect-words.ts';
import { describeDomain } from '../simulation/domain.ts';
import { createTagWords } from '../text/tag-words.ts';
import type { TagWords } from '../text/tag-words.ts';
import { wordsOf } from '../text/words.ts';
import type { PacketCandidate, PlanPacket } from './plan-packet.ts';

/** Titles of the category, the target's own among them, that make a word or two of a title the name of a kind of thing. */
const enoughTitles = 3;

/**
 * What the user asks for, where the category is a department of a shop: the most specific member of the item's path of categories; else what the target's
 * title calls the thing, by words that other titles of the department end with too; else a purpose in general words. A category that is none of these
 * stays as it is, as do those of places and apps.
 */
export function nameNeed({ candidates, titleGrams }: PlanPacket, domain: string): string | null {
  const target = candidates.find(({ role }) => role === 'target');
  if (target === undefined || describeDomain(domain).manner !== 'products') return null;
  return kindInPath(target) ?? kindInTitle(target, titleGrams) ?? purposeOf(target.category);
}

/** Whether an item is what was asked for: a purpose fits all of a department, a kind of thing those that have its name. */
export function fitsNeed(item: PacketCandidate, target: PacketCandidate, need: string | null): boolean {
  if (item.category !== target.category) return false;
  if (need === null || isPurpose(need)) return true;
  const path = kindInPath(item);
  if (path !== undefined) return path === need;
  const title = wordsOf(item.title).map(toSingular).join(' ');
  return ` ${title} `.includes(` ${wordsOf(need).map(toSingular).join(' ')} `);
}

export const isPurpose = (need: string): boolean => /^(?:something|an?) /u.test(need);

function kindInPath({ path, category }: PacketCandidate): string | undefined {
  const last = path.at(-1);
  return last === undefined || path.length < 2 || last === category ? undefined : last.toLowerCase();
}

/** The last noun before a preposition names what a title is about: "Popcorn Bags for Party", "Gaming Headset for PS4 with Mic". */
function kindInTitle({ title }: PacketCandidate, grams: PlanPacket['titleGrams']): string | undefined {
  const counts = new Map(grams.map(({ gram, items }) => [gram, items]));
  const isShared = (words: readonly string[]): boolean =>
    (counts.get(words.map(toSingular).join(' ')) ?? 0) >= enoughTitles;
  tagWords ??= createTagWords();
  const head = (title.split(/\s[-–—|]\s|[:,;(|[]/u)[0] ?? '').split(preposition)[0] ?? '';
  const words = tagWords(head.toLowerCase());
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const [word, before] = [words[at], words[at - 1]];
    if (word === undefined || word.role !== 'noun' || !isName(word.surface) || !isShared([word.surface])) continue;
    const kind =
      before !== undefined && isName(before.surface) && isShared([before.surface, word.surface])
        ? `${before.surface} ${word.surface}`
        : word.surface;
    return isPluralNoun(kind) || massNouns.has(word.surface) ? kind : pluralOf(kind);
  }
  return undefined;
}

let tagWords: TagWords | undefined;
const preposition = /\s(?:for|with|by|from|in|to|of|on|w)\s/iu;

/** As `title_grams.sql` writes the words that it counts. */
const toSingular = (word: string): string => (word.length > 3 ? word.replace(/s$/u, '') : word);

const isName = (word: string): boolean => /^\p{L}{3,}$/u.test(word) && !tells.has(word);

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Says how much, how big, what color or for whom, not what. */
const tells = list(
  'pack packs packs count piece pieces pcs set sets kit size ounce ounces pound pounds inch inches feet pair pairs box case bundle style color colors black white red blue green pink gray silver gold men women kids boys girls adult version edition series model brand product products item items quality premium original new gift use replacement refill assortment variety part parts',
);
const massNouns = list(
  'flour candy polish oil tea coffee paper tape software furniture clothing jewelry shampoo conditioner cream soap lotion glue paint wax powder sauce chocolate cheese salt sugar rice pasta spray food fabric thread yarn ink toner syrup honey butter cleaner detergent ribbon wire',
);

function purposeOf(category: string): string | null {
  return purposes.find(([department]) => department.test(category))?.[1] ?? null;
}

const purposes: readonly (readonly [RegExp, string])[] = [
  [/\bmagazine/iu, 'a magazine'],
  [/\bgift card/iu, 'a gift card'],
  [/\bvideo games?\b/iu, 'a video game'],
  [/\b(?:apps?|appstore)\b/iu, 'an app'],
  [/\b(?:books?|kindle)\b/iu, 'something to read'],
  [/\b(?:movies|prime video|dvd)\b/iu, 'something to watch'],
  [/\b(?:digital music|cds|vinyl)\b/iu, 'something to listen to'],
  [/\bmusical instruments?\b/iu, 'something for making music'],
  [/\b(?:grocery|gourmet|pantry)\b/iu, 'something for the household'],
  [/\bbeauty\b/iu, 'something to look after myself'],
  [/\bhealth\b/iu, 'something for everyday care'],
  [/\bpet\b/iu, 'something for my pet'],
  [/\bbaby\b/iu, 'something for a baby'],
  [/\btoys\b/iu, 'something to play with'],
  [/\b(?:fashion|clothing|shoes|jewelry)\b/iu, 'something to wear'],
  [/\bsports?\b/iu, 'something for sports or the outdoors'],
  [/\bautomotive\b/iu, 'something for the car'],
  [/\b(?:crafts|sewing)\b/iu, 'something for crafts'],
  [/\boffice\b/iu, 'something for the office'],
  [/\b(?:patio|lawn|garden)\b/iu, 'something for the garden'],
  [/\b(?:home improvement|industrial|hardware|tools)\b/iu, 'something for around the house'],
  [/\b(?:audio|theater)\b/iu, 'something for music and films'],
  [/\b(?:home|kitchen|furniture|appliances)\b/iu, 'something for the home'],
  [/\b(?:cell phones?|phones?)\b/iu, 'something for my phone'],
  [/\bsoftware\b/iu, 'something for my computer'],
  [/\b(?:computers?|electronics|camera|devices)\b/iu, 'something electronic'],
];
