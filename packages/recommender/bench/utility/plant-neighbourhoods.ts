import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, deriveSeed } from '../../../../studio/random.ts';
import { groupBy } from '../../../../test/fixtures/group-by.ts';

/** Parts of town: a user lives in one, a place stands in one, whatever its kind. */
export const neighbourhoods = 8;

const reviewFile = 'yelp_academic_dataset_review.json';
const businessFile = 'yelp_academic_dataset_business.json';

/**
 * A copy of a simulated Yelp sample in which users go to places of their own part of town, with this probability a review: the place is then
 * another one of the same kind there, drawn by how often it is reviewed. The sample's own planted tastes are mostly for kinds of places,
 * which a dialog states in its first turns; this is a signal that only the history holds.
 */
export async function plantNeighbourhoods(from: string, to: string, strength: number, seed: number): Promise<void> {
  const places = await readPlaces(from, seed);
  const lines = (await readFile(join(from, reviewFile), 'utf8')).split('\n');
  const reviews = lines.map(parseReview);
  const counts = new Map<string, number>();
  for (const review of reviews)
    if (review !== undefined) counts.set(review.business_id, (counts.get(review.business_id) ?? 0) + 1);
  const cells = groupBy([...places], ([, { kind, part }]) => `${kind} ${part}`);
  const visited = new Map<string, Set<string>>();
  const changed = reviews.map((review, line) => {
    const place = review === undefined ? undefined : places.get(review.business_id);
    if (review === undefined || place === undefined) return lines[line] ?? '';
    const random = createRandom(deriveSeed(seed, 'visit', line));
    const been = visited.get(review.user_id) ?? new Set();
    visited.set(review.user_id, been);
    const home = partOfUser(seed, review.user_id);
    const near = (cells.get(`${place.kind} ${home}`) ?? []).flatMap(([id]) => (been.has(id) ? [] : [id]));
    const goesHome = random.chance(strength) && near.length > 0;
    const id = goesHome ? random.pickWeighted(near, (other) => 1 + (counts.get(other) ?? 0)) : review.business_id;
    been.add(id);
    return JSON.stringify({ ...review, business_id: id });
  });
  await rm(`${to}.new`, { recursive: true, force: true });
  await mkdir(`${to}.new`, { recursive: true });
  await writeFile(join(`${to}.new`, reviewFile), changed.join('\n'));
  await cp(join(from, businessFile), join(`${to}.new`, businessFile));
  await rename(`${to}.new`, to);
}

interface Review {
  user_id: string;
  business_id: string;
}

/** Undefined for the sample's broken rows, which stay as they are. */
function parseReview(line: string): Review | undefined {
  try {
    const row: unknown = JSON.parse(line);
    const isReview = typeof row === 'object' && row !== null && 'user_id' in row && 'business_id' in row;
    return isReview ? { ...row, user_id: String(row.user_id), business_id: String(row.business_id) } : undefined;
  } catch {
    return undefined;
  }
}

async function readPlaces(folder: string, seed: number): Promise<Map<string, { kind: string; part: number }>> {
  const places = new Map<string, { kind: string; part: number }>();
  for (const line of (await readFile(join(folder, businessFile), 'utf8')).split('\n')) {
    if (line === '') continue;
    const { business_id: id, categories } = JSON.parse(line);
    places.set(String(id), { kind: String(categories), part: partOfPlace(seed, String(id)) });
  }
  return places;
}

export const partOfUser = (seed: number, userId: string): number => deriveSeed(seed, 'user', userId) % neighbourhoods;

export const partOfPlace = (seed: number, itemId: string): number => deriveSeed(seed, 'place', itemId) % neighbourhoods;
