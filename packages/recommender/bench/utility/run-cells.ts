import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import type { RecommenderName, RecommenderSettings, SplitScheme } from '../../schema.ts';
import { measureTraining } from '../../benchmark/measure-training.ts';
import type { TestedModel } from '../../benchmark/summarise-predictions.ts';
import { drawCandidates } from '../../data/draw-candidates.ts';
import { prepareExamples } from '../../data/prepare-examples.ts';
import type { Ablation } from '../../data/prepare-examples.ts';
import { splitDialogs } from '../../data/split-dialogs.ts';
import { drawTrials, searchSpace } from '../../training/search-options.ts';
import { NotMadeYet, cacheFolder } from './make-data.ts';
import type { MadeData } from './make-data.ts';

export interface Cell {
  made: MadeData;
  model: RecommenderName;
  scheme: SplitScheme;
  ablation: Ablation;
  settings: RecommenderSettings;
  seeds: number;
  trials: number;
  /** Whether to train nothing and read only what is kept. */
  keptOnly: boolean;
}

/** Raised when a training would now end otherwise. */
const version = 1;
const listsSeed = 1;

const TrainedSchema = z.object({
  validation: z.number(),
  seconds: z.number(),
  epochs: z.number(),
  predictions: z.array(
    z.object({
      dialogId: z.string(),
      protocol: z.enum(['full', 'uniform', 'same-category']),
      above: z.number(),
      tied: z.number(),
      listed: z.number(),
    }),
  ),
});
type Trained = z.infer<typeof TrainedSchema>;

/** The same effort for every model: so many trials on validation, then so many seeds with the best. What was trained before is not again. */
export async function runCell(cell: Cell): Promise<TestedModel[]> {
  const { model, scheme, settings, seeds, trials } = cell;
  const isTrained = model !== 'popularity';
  let chosen = settings;
  if (isTrained && trials > 1) {
    let best = Number.NEGATIVE_INFINITY;
    for (const trial of drawTrials(settings, searchSpace, trials)) {
      const { validation } = await trainOnce(cell, trial);
      if (validation > best) chosen = trial;
      best = Math.max(best, validation);
    }
  }
  const tested: TestedModel[] = [];
  for (let at = 0; at < (isTrained ? seeds : 1); at += 1) {
    const seeded = { ...chosen, seed: chosen.seed + at };
    const { predictions } = await trainOnce(cell, seeded);
    tested.push({ scheme, model, seed: seeded.seed, predictions: predictions.map((row) => ({ ...row, best: [] })) });
  }
  return tested;
}

async function trainOnce(
  { made, model, scheme, ablation, keptOnly }: Cell,
  settings: RecommenderSettings,
): Promise<Trained> {
  const key = JSON.stringify([version, made.hash, model, scheme, ablation, settings]);
  const path = join(cacheFolder, 'trained', `${createHash('sha256').update(key).digest('hex').slice(0, 24)}.json`);
  const known = await readFile(path, 'utf8').catch(() => undefined);
  if (known !== undefined) return TrainedSchema.parse(JSON.parse(known));
  if (keptOnly) throw new NotMadeYet(`${model}, ${scheme}, seed ${settings.seed}`);
  const { data, termModel } = made;
  const startedAtMs = performance.now();
  const prepared = prepareExamples(data, {
    settings,
    splitOf: splitDialogs(data, scheme, listsSeed),
    ablation,
    termModel,
  });
  const given = { data, prepared, candidates: drawCandidates(data, listsSeed) };
  const { validation, predictions, epochs } = await measureTraining(model, settings, given, await createOnnxEngine());
  const seconds = (performance.now() - startedAtMs) / 1000;
  const trained = TrainedSchema.parse({ validation, seconds, epochs: epochs.length, predictions });
  console.log(
    `  ${model}, ${scheme}, seed ${settings.seed}: ${epochs.length} epochs, NDCG@10 ${validation.toFixed(3)} on validation, ${seconds.toFixed(0)} s`,
  );
  await mkdir(join(cacheFolder, 'trained'), { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(trained));
  await rename(`${path}.new`, path);
  return trained;
}
