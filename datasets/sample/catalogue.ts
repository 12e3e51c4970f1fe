import { formats } from './formats.ts';
import { createStream, drawFrom } from './random.ts';
import { streams } from './streams.ts';
import { expand } from './template.ts';
import type { World } from './world.ts';

/** What the files call the items, by item; ids and titles are unique. */
export interface Catalogue {
  readonly ids: readonly string[];
  readonly titles: readonly string[];
}

export function createCatalogue(world: World): Catalogue {
  const { settings, language, itemCount } = world;
  const format = formats[settings.domain];
  const ids: string[] = [];
  const titles: string[] = [];
  const taken = new Set<string>();
  for (let item = 0; item < itemCount; item += 1) {
    const rng = createStream(settings.seed, streams.itemIds, item);
    const category = world.categories[item] ?? 0;
    const wording = { rng, category, isStrong: false };
    const names = language.names[category] ?? [];
    const title = claimUnique(taken, (attempt) => {
      const name = expand(drawFrom(rng, names), wording);
      if (attempt < 3) return name;
      return attempt < 12 ? `${name}${expand(language.nameSuffix, wording)}` : `${name} ${item}`;
    });
    titles.push(title);
    ids.push(claimUnique(taken, (attempt) => format.createItemId(rng, attempt < 5 ? title : `${item} ${title}`)));
  }
  return { ids, titles };
}

function claimUnique(taken: Set<string>, propose: (attempt: number) => string): string {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const proposal = propose(attempt);
    if (taken.has(proposal)) continue;
    taken.add(proposal);
    return proposal;
  }
  throw new RangeError('no unique name was found in 100 attempts');
}
