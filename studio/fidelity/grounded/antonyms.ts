import { stemmer } from 'stemmer';

/** Words that exclude each other when said of one thing, two sides a line: general English of shopping, eating out and apps. */
const pairs = `
  slow slowly sluggish delay late | fast quick quickly speedy prompt promptly swift rapid instant instantly
  cheap inexpensive affordable bargain reasonable fair | expensive pricey overpriced costly dear steep
  clean spotless tidy immaculate hygienic | dirty filthy grubby messy unclean sticky grimy
  small tiny little cramped narrow | big large huge roomy spacious generous enormous massive
  easy simple effortless straightforward intuitive easily | hard difficult tricky confusing complicated cumbersome fiddly
  loud noisy deafening | quiet silent calm peaceful
  hot warm | cold cool lukewarm chilly
  fresh | stale old rotten spoiled
  friendly kind polite nice courteous welcoming pleasant | rude unfriendly impolite nasty arrogant hostile
  attentive helpful | inattentive neglectful careless unhelpful
  soft gentle | hard rough harsh stiff
  light lightweight | heavy bulky
  strong sturdy solid durable robust | weak flimsy fragile brittle
  full filling | empty
  thick | thin
  wide | narrow
  tight snug | loose baggy
  bright | dark dim
  dry | moist wet juicy
  sharp | blunt dull
  stable steady sturdy | wobbly wobble shaky unstable
  tasty delicious flavorful yummy | bland tasteless flavorless
  sweet | bitter sour
  crowded busy packed | empty
  tender | tough chewy
  crisp crispy crunchy | soggy mushy
  accurate precise exact | inaccurate wrong off
  reliable dependable stable | unreliable unstable flaky
  comfortable comfy cozy | uncomfortable painful
  safe secure | unsafe dangerous
  long | short
  early | late
  modern new | old dated outdated old-fashioned
  free | paid
  clear | unclear confusing blurry
  interesting exciting fun entertaining | boring dull tedious
  love adore enjoy praise applaud admire delight | hate dislike detest loathe infuriate complain annoy criticize
  unlimited | limited
  smooth smoothly | bumpy choppy laggy jerky rough
`
  .trim()
  .split('\n')
  .map((line) =>
    line.split('|').map((side) =>
      side
        .trim()
        .split(/\s+/u)
        .map((word) => stemmer(word)),
    ),
  );

const opposites = new Map<string, Set<string>>();
for (const [left = [], right = []] of pairs) {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    for (const stem of side) opposites.set(stem, new Set([...(opposites.get(stem) ?? []), ...other]));
  }
}

/** Stems of words that deny the word of this stem; empty for most words. */
export const antonymStems = (stem: string): ReadonlySet<string> => opposites.get(stem) ?? none;
const none: ReadonlySet<string> = new Set();

const sides = new Map<string, readonly (readonly string[])[]>();
for (const pair of pairs)
  for (const side of pair) for (const stem of side) sides.set(stem, [...(sides.get(stem) ?? []), side]);

/** Stems of words on the same side. */
export const alikeStems = (stem: string): readonly string[] => (sides.get(stem) ?? []).flat();
