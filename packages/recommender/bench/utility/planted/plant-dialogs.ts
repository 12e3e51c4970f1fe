import type { EarlyTurn, HeardDialog, Interaction, RecommenderData, Split } from '../../../data/recommender-data.ts';
import type { TermModel } from '../../../data/turn-vectors.ts';
import { createVocabulary } from '../../../../../studio/profiling/term-matrix.ts';
import { createRandom, deriveSeed } from '../../../../../studio/random.ts';
import type { Random } from '../../../../../studio/random.ts';
import { extractTerms } from '../../../../../studio/text/terms.ts';
import { drawNormal } from './draw-normal.ts';
import {
  allPhrases,
  askWishes,
  aspects,
  kinds,
  sayClaim,
  sayGreeting,
  sayKind,
  sayRefusal,
  sayWhere,
  sayWish,
} from './phrases.ts';
import { buildTown, monthMs, monthOf, months, parts } from './town.ts';
import type { Town } from './town.ts';

/** What decides a planted dataset; each of the strengths is in [0, 1]. */
export interface Plant {
  seed: number;
  users: number;
  items: number;
  /** Chance that a visit is in the user's own part of town; else anywhere. */
  history: number;
  /** Share of dialogs with their own words; the others have those of another dialog of their split. */
  dialog: number;
  /** Share of dialogs that ask for the part of town opposite to the user's. */
  turned: number;
  /** What one deviation of quality on a stated aspect adds to a place's score; 0: what is stated decides nothing. */
  aspects: number;
}

/** What was drawn for a dialog, for rules that know the plant. */
export interface DialogTruth {
  kind: number;
  wishes: readonly number[];
  isAcross: boolean;
  /** Whether the words are its own. */
  isHeard: boolean;
}

export interface PlantedData {
  data: RecommenderData;
  termModel: TermModel;
  town: Town;
  truthOf: ReadonlyMap<string, DialogTruth>;
}

/** Each user has one dialog, at the end of a history; the latest users are tested. */
export function plantDialogs(plant: Plant): PlantedData {
  const town = buildTown(plant.items, plant.seed);
  const dialogs: RecommenderData['dialogs'][number][] = [];
  const notTaken: RecommenderData['notTaken'][number][] = [];
  const truthOf = new Map<string, DialogTruth>();
  for (let user = 0; user < plant.users; user += 1) {
    const { heard, target, truth } = drawUser(town, plant, user);
    truthOf.set(heard.dialogId, truth);
    if (target === null) notTaken.push({ ...heard, outcome: 'left' });
    else dialogs.push({ ...heard, target });
  }
  const data: RecommenderData = {
    items: town.items,
    dialogs: swapWords(dialogs, truthOf, plant),
    notTaken,
    ...(plant.aspects === 0 ? {} : { profiles: town.profiles }),
  };
  return { data, termModel: drawTermModel(plant.seed), town, truthOf };
}

/** Users come one after another: the last 30 per cent of the dialogs are of the last months. */
function splitOf(user: number, users: number): Split {
  const share = user / users;
  return share < 0.7 ? 'train' : share < 0.85 ? 'valid' : 'test';
}

/** Where the best a place can offer is below this, about half of the users leave. */
const leastWorth = 0.6;

function drawUser(
  town: Town,
  plant: Plant,
  user: number,
): { heard: HeardDialog; target: number | null; truth: DialogTruth } {
  const random = createRandom(deriveSeed(plant.seed, 'user', user));
  const home = random.integer(0, parts - 1);
  const atMs = Math.floor((months / 3 + ((2 * months) / 3 - 1) * (user / plant.users) + random.unit()) * monthMs);
  const history = drawHistory(town, plant, { home, atMs, random });
  const had = new Set(history.map(({ item }) => item));
  const kind = random.integer(0, kinds.length - 1);
  const wishes = random.shuffle(aspects.map((_aspect, at) => at)).slice(0, random.integer(1, 2));
  const isAcross = random.chance(plant.turned);
  const isAnywhere = !random.chance(plant.history);
  const part = isAcross ? (home + parts / 2) % parts : home;
  const isThere = (item: number): boolean => !had.has(item) && (town.items[item]?.firstAtMs ?? 0) < atMs;
  const ofKind = [...town.kindOf.keys()].filter((item) => town.kindOf[item] === kind && isThere(item));
  const near = ofKind.filter((item) => isAnywhere || town.partOf[item] === part);
  const worth = (item: number): number =>
    wishes.reduce((sum, aspect) => sum + town.quality(item, aspect, monthOf(atMs)), 0) / Math.sqrt(wishes.length);
  const best = Math.max(...near.map(worth));
  const isLeft = near.length === 0 || (plant.aspects > 0 && best + 0.5 * drawNormal(random) < leastWorth);
  const target = isLeft
    ? null
    : random.pickWeighted(near, (item) => (town.popularity[item] ?? 0) * Math.exp(plant.aspects * worth(item)));
  const others = ofKind.filter((item) => item !== target);
  const turns = speak({ kind, wishes, isAcross, says: plant.turned > 0, others, town, atMs, random });
  const userId = `user-${user}`;
  const dialogId = `dialog-${String(user).padStart(6, '0')}`;
  const heard = { dialogId, userId, atMs, split: splitOf(user, plant.users), history, turns };
  return { heard, target, truth: { kind, wishes, isAcross, isHeard: true } };
}

function drawHistory(
  town: Town,
  { history }: Plant,
  { home, atMs, random }: { home: number; atMs: number; random: Random },
): Interaction[] {
  const times = Array.from({ length: random.integer(4, 12) }, () => Math.floor(atMs * (0.2 + 0.8 * random.unit())));
  const had = new Set<number>();
  return times
    .toSorted((a, b) => a - b)
    .flatMap((visitMs) => {
      const isNear = random.chance(history);
      const open = [...town.partOf.keys()].filter(
        (item) =>
          !had.has(item) && (town.items[item]?.firstAtMs ?? 0) < visitMs && (!isNear || town.partOf[item] === home),
      );
      if (open.length === 0) return [];
      const item = random.pickWeighted(open, (place) => town.popularity[place] ?? 0);
      had.add(item);
      return [{ item, atMs: visitMs }];
    });
}

interface Speech {
  kind: number;
  wishes: readonly number[];
  isAcross: boolean;
  /** Whether the user speaks of where to go at all. */
  says: boolean;
  /** Places of the kind that may be refused. */
  others: readonly number[];
  town: Town;
  atMs: number;
  random: Random;
}

/** Up to the turn that would name the target. What cites reviews has evidence: the user's wishes, the system's claims, the refusals. */
function speak({ kind, wishes, isAcross, says, others, town, atMs, random }: Speech): EarlyTurn[] {
  const where = says ? ` ${sayWhere(isAcross, random)}` : '';
  const turns = [
    say('system', sayGreeting(random)),
    say('user', `${sayKind(kind, random)}${where}`),
    say('system', askWishes(random)),
    ...wishes.map((aspect) => say('user', sayWish(aspect, random), true)),
  ];
  for (let round = 0; round < 2 && others.length > 0 && random.chance(0.5); round += 1) {
    const aspect = random.pick(wishes);
    const [first, second] = [random.pick(others), random.pick(others)];
    // The one that looks worse on what the user wishes for.
    const profile = town.profiles.at(atMs);
    const levelOf = (item: number): number => profile[item * aspects.length + aspect] ?? 0;
    const refused = levelOf(first) < levelOf(second) ? first : second;
    turns.push(say('system', sayClaim(aspect, random), true, [refused]), say('user', sayRefusal(aspect, random), true));
  }
  return turns;
}

function say(speaker: EarlyTurn['speaker'], text: string, hasEvidence = false, namedItems: number[] = []): EarlyTurn {
  return { speaker, text, hasEvidence, namedItems };
}

/** Gives the share of each split's dialogs that is not heard one another's turns; no mark then names the target. */
function swapWords(
  dialogs: RecommenderData['dialogs'],
  truthOf: Map<string, DialogTruth>,
  { dialog: share, seed }: Plant,
): RecommenderData['dialogs'] {
  if (share === 1) return dialogs;
  const random = createRandom(deriveSeed(seed, 'swapped words'));
  const turnsOf = new Map<string, readonly EarlyTurn[]>();
  for (const split of ['train', 'valid', 'test'] as const) {
    const chosen = dialogs.filter((dialog) => dialog.split === split && !random.chance(share));
    const others = random.shuffle(chosen);
    for (const [at, { dialogId, target }] of chosen.entries()) {
      const turns = others[at]?.turns ?? [];
      turnsOf.set(
        dialogId,
        turns.map((turn) => ({ ...turn, namedItems: turn.namedItems.filter((item) => item !== target) })),
      );
      const truth = truthOf.get(dialogId);
      if (truth !== undefined) truthOf.set(dialogId, { ...truth, isHeard: false });
    }
  }
  return dialogs.map((dialog) => ({ ...dialog, turns: turnsOf.get(dialog.dialogId) ?? dialog.turns }));
}

const wordDimensions = 48;

/** A direction for each word, drawn at random: that two wordings mean the same is for the models to learn. */
function drawTermModel(seed: number): TermModel {
  const terms = [...new Set(allPhrases.flatMap((text) => extractTerms(text.toLowerCase())))].toSorted();
  const random = createRandom(deriveSeed(seed, 'words'));
  const rows = Float32Array.from(
    { length: terms.length * wordDimensions },
    () => drawNormal(random) / Math.sqrt(wordDimensions),
  );
  return {
    vocabulary: createVocabulary(terms, new Float32Array(terms.length).fill(1)),
    projection: { dimensions: wordDimensions, rows },
  };
}
