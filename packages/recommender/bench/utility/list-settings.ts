import { fileURLToPath } from 'node:url';
import type { RecommenderName, RecommenderSettings, SplitScheme } from '../../schema.ts';
import type { Ablation } from '../../data/prepare-examples.ts';
import type { BenchDataset } from './make-data.ts';

export const parts = ['real', 'strengths', 'ablations'] as const;
export type Part = (typeof parts)[number];

/** One dataset, what of it is given, and what is trained on it. */
export interface Setting {
  part: Part;
  dataset: BenchDataset;
  models: readonly RecommenderName[];
  splits: readonly SplitScheme[];
  /** Settings tried a model on validation. */
  trials: number;
  ablation: Ablation;
  settings: RecommenderSettings;
}

interface Size {
  /** At least, of each simulated dataset. */
  dialogs: number;
  items: number;
  models: readonly RecommenderName[];
  settings: RecommenderSettings;
}

export function listSettings(size: Size): Setting[] {
  return [...listReal(size), ...listStrengths(size), ...listAblations(size)];
}

function listReal({ models, settings }: Size): Setting[] {
  return (['yelp', 'amazon', 'mobilerec'] as const).map((kind) => {
    const path = fileURLToPath(new URL(`../../../../../shared/data/${kind}`, import.meta.url));
    const dataset = { kind, path, name: `real ${kind} sample` };
    return { part: 'real', models, splits: ['time', 'dialog'], trials: 4, ablation: 'none', settings, dataset };
  });
}

function listStrengths(size: Size): Setting[] {
  const strengths = [
    [1, 1],
    [0, 1],
    [1, 0],
    [0, 0],
    [0.5, 1],
    [1, 0.5],
  ] as const;
  const whole = byTime(size);
  // Some trainings stand still for epochs before they find what a turn does to the history, or the history in spite of dialogs that say nothing.
  const patient = { ...whole.settings, patience: 10 };
  const turned = named({ ...simulated(size, 1, 1), turned: 0.5 }, 'half turned across town');
  return [
    ...strengths.map(([history, dialog]): Setting => ({
      ...whole,
      part: 'strengths',
      dataset: simulated(size, history, dialog),
      settings: history === 1 && dialog === 0 ? patient : whole.settings,
    })),
    { ...whole, part: 'strengths', dataset: turned, settings: patient },
  ];
}

function listAblations(size: Size): Setting[] {
  // What is taken away tells on one that reads a part and on one that reads both; the others cost as much and tell nothing more.
  const compared: RecommenderName[] = ['popularity', 'history-only', 'dialog-only', 'cross-attention'];
  const base = simulated(size, 1, 1);
  const { settings, ...whole } = byTime(size);
  const ablate = (name: string, change: Partial<Setting>): Setting => ({
    ...whole,
    part: 'ablations',
    models: size.models.filter((model) => compared.includes(model)),
    dataset: named(base, name),
    settings,
    ...change,
  });
  const silent = 'no trajectories in the plan';
  return [
    ablate('no evidence turns', { ablation: 'no-evidence-turns' }),
    ablate(silent, { dataset: named({ ...base, withoutTrajectories: true }, silent) }),
    ablate('shuffled history', { ablation: 'shuffled-history' }),
    ablate('shuffled dialog', { ablation: 'shuffled-dialog' }),
    ablate('dialog as words', { settings: { ...settings, dialogText: 'words', dialogLength: 80 } }),
    ablate('items by id alone', { settings: { ...settings, itemText: false } }),
    ablate('dialogs alone to train on', { settings: { ...settings, earlierInteractions: 0 } }),
  ];
}

/** A dataset of 12,000 dialogs is trained on some forty times: what keeps that within an hour of one core. */
function byTime({ models, settings }: Size): Omit<Setting, 'part' | 'dataset'> {
  return {
    models,
    splits: ['time'],
    trials: 2,
    ablation: 'none',
    settings: { ...settings, earlierInteractions: 1, patience: 3 },
  };
}

function simulated(
  { dialogs, items }: Size,
  history: number,
  dialog: number,
): Extract<BenchDataset, { kind: 'simulated' }> {
  return {
    kind: 'simulated',
    name: `simulated, history ${history}, dialog ${dialog}`,
    // So many simulated users have a liked item to ask for, fewer where places are popular that nobody in their part of town would go to.
    users: Math.ceil(dialogs / (history === 1 ? 0.95 : 0.86)),
    items,
    seed: 7,
    history,
    dialog,
  };
}

function named<D extends BenchDataset>(dataset: D, name: string): D {
  return { ...dataset, name: `${dataset.name}, ${name}` };
}
