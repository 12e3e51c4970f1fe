import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensureSample } from '../../../../datasets/sample/ensure-sample.ts';
import { readRecommenderData } from '../../activities/read-recommender-data.ts';
import { aspectModelPath } from '../../../../activities/profiling/induce-aspects.ts';
import type { DialogPlan } from '../../../../schemas/dialog-plan.ts';
import { decodeAspectModel } from '../../../../studio/profiling/aspect-model.ts';
import { createRandom, deriveSeed } from '../../../../studio/random.ts';
import { splits } from '../../data/recommender-data.ts';
import type { RecommendedDialog, RecommenderData } from '../../data/recommender-data.ts';
import type { TermModel } from '../../data/turn-vectors.ts';
import { withStages } from '../../../../bench/plan-in-process.ts';
import { plantNeighbourhoods } from './plant-neighbourhoods.ts';
import { realizeRun } from './realize-run.ts';
import { turnTargets } from './turn-targets.ts';

/** Kept between calls: data and trainings are found again by what decides them. */
export const cacheFolder = join(homedir(), '.cache', 'convrec-studio', 'bench', 'utility');

/** Raised when the same dataset would now be another. */
const version = 2;

/** Where dialogs come from: simulated reviews with planted signals, or a folder of real ones. */
export type BenchDataset = {
  name: string;
  /** Leaves the system's claims out of every plan: no trajectory is cited. */
  withoutTrajectories?: boolean;
} & (
  | {
      kind: 'simulated';
      users: number;
      items: number;
      seed: number;
      /** Strength of what the history tells, in [0, 1]: planted tastes, and places in the user's part of town. 0: popularity alone. */
      history: number;
      /** Share of dialogs that are their own; the others have the turns of another dialog of their split. */
      dialog: number;
      /** Share of dialogs that ask for a place across town from where the user goes. */
      turned?: number;
    }
  | { kind: 'yelp' | 'amazon' | 'mobilerec'; path: string }
);

export interface MadeData {
  data: RecommenderData;
  termModel: TermModel;
  /** Of all that decides the data. */
  hash: string;
}

/** Something was to be read that no call has made yet. */
export class NotMadeYet extends Error {}

/** Stages, plans and the offline realizer's dialogs, in this process and without a server. `keptOnly`: only what an earlier call made. */
export async function makeData(dataset: BenchDataset, keptOnly = false): Promise<MadeData> {
  if (dataset.kind !== 'simulated') return makeWhole(dataset, keptOnly);
  const { dialog, turned = 0, ...whole } = dataset;
  const { seed } = whole;
  let made = await makeWhole({ ...whole, dialog: 1 }, keptOnly);
  if (turned > 0) made = { ...made, data: turnTargets(made.data, turned, seed), hash: `${made.hash} turned ${turned}` };
  if (dialog < 1)
    made = { ...made, data: swapTurns(made.data, 1 - dialog, seed), hash: `${made.hash} dialog ${dialog}` };
  return made;
}

/** Gives that share of each split's dialogs one another's turns. */
function swapTurns({ items, dialogs, notTaken }: RecommenderData, share: number, seed: number): RecommenderData {
  const random = createRandom(deriveSeed(seed, 'swapped turns'));
  const turnsOf = new Map<string, RecommendedDialog['turns']>();
  for (const split of splits) {
    const chosen = dialogs.filter((dialog) => dialog.split === split && random.chance(share));
    const others = random.shuffle(chosen);
    for (const [at, { dialogId }] of chosen.entries()) turnsOf.set(dialogId, others[at]?.turns ?? []);
  }
  return {
    items,
    notTaken,
    dialogs: dialogs.map((dialog) => ({ ...dialog, turns: turnsOf.get(dialog.dialogId) ?? dialog.turns })),
  };
}

async function makeWhole(dataset: BenchDataset, keptOnly: boolean): Promise<MadeData> {
  const { name: _name, ...decisive } = dataset;
  const hash = createHash('sha256')
    .update(JSON.stringify([version, decisive]))
    .digest('hex')
    .slice(0, 20);
  const path = join(cacheFolder, `data-${hash}.json`);
  const model = join(cacheFolder, `data-${hash}.bin`);
  await mkdir(cacheFolder, { recursive: true });
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined)
    return { data: JSON.parse(known), termModel: decodeAspectModel(await readFile(model)), hash };
  if (keptOnly) throw new NotMadeYet('its dialogs');
  const config = await describeRun(dataset);
  const change = dataset.withoutTrajectories === true ? withoutClaims : undefined;
  const data = await withStages(
    config,
    'planDialogs',
    async (staged) => {
      await realizeRun(staged, change);
      const bytes = await staged.run.readBytes(aspectModelPath);
      if (bytes === undefined) throw new Error('the stages left no aspect model');
      await writeFile(model, bytes);
      return readRecommenderData(staged.deps, staged.run);
    },
    6144,
  );
  await writeFile(`${path}.new`, JSON.stringify(data));
  await rename(`${path}.new`, path);
  return { data, termModel: decodeAspectModel(await readFile(model)), hash };
}

async function describeRun(dataset: BenchDataset): Promise<object> {
  if (dataset.kind !== 'simulated') {
    // The samples are small: every dialog that can be made counts.
    return { source: { kind: dataset.kind, path: dataset.path }, targets: { perUser: 2, minimumHistory: 2 } };
  }
  const { users, items, seed, history } = dataset;
  const sample = { domain: 'yelp' as const, users, items, seed, clauses: false, signal: { history } };
  const { folder: plain } = await ensureSample(join(cacheFolder, 'samples'), sample);
  const folder = `${plain}-neighbourhoods`;
  if (!(await isThere(folder))) await plantNeighbourhoods(plain, folder, history, seed);
  return { source: { kind: 'yelp', path: folder }, aspects: { count: 12, trainingClauses: 8000 } };
}

/** The system's turns without what reviewers say of items; it still names them. */
function withoutClaims(plan: DialogPlan): DialogPlan {
  return {
    ...plan,
    turns: plan.turns.map((turn) =>
      turn.speaker === 'user' || turn.slots.claims === undefined
        ? turn
        : { ...turn, slots: { ...turn.slots, claims: [] }, evidence: [] },
    ),
  };
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
