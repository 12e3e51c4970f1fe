import type { RecommenderName } from '../../schema.ts';
import type { Ablation } from '../../data/prepare-examples.ts';
import type { Plant } from './planted/plant-dialogs.ts';

/** One planted dataset, what of it is given, and what is tested on it. */
export interface Setting {
  name: string;
  plant: Plant;
  ablation: Ablation;
  /** Whether items come without what reviewers said of them. */
  withoutProfiles: boolean;
  models: readonly RecommenderName[];
}

export interface BenchSize {
  users: number;
  items: number;
  models: readonly RecommenderName[];
}

/** What one deviation of quality on a stated aspect adds, where aspects decide. */
const aspectStrength = 1.5;

/** Models beside which the ablated ones are read. */
const ablated: readonly RecommenderName[] = ['history-only', 'dialog-only', 'cross-attention', 'gated-joint'];

/** The setting whose trials choose the settings for all. */
export const tunedOn = 'aspects and history';

export function listSettings({ users, items, models }: BenchSize): Setting[] {
  const base: Plant = { seed: 7, users, items, history: 1, dialog: 1, turned: 0, aspects: 0 };
  const whole = { ablation: 'none', withoutProfiles: false, models } as const;
  const plant = (name: string, change: Partial<Plant>): Setting => ({ ...whole, name, plant: { ...base, ...change } });
  const aspects = { aspects: aspectStrength };
  const strengths = [
    plant('kind and history', {}),
    plant('kind alone (history 0)', { history: 0 }),
    plant('history alone (dialog 0)', { dialog: 0 }),
    plant('half turned', { turned: 0.5 }),
    plant(tunedOn, aspects),
    ...[0.1, 0.25, 0.5].map((turned) => plant(`${tunedOn}, turned ${turned}`, { ...aspects, turned })),
  ];
  const ablate = (name: string, change: Partial<Setting>): Setting => ({
    ...plant(`${tunedOn}, ${name}`, aspects),
    models: models.filter((model) => ablated.includes(model)),
    ...change,
  });
  return [
    ...strengths,
    ablate('no evidence turns', { ablation: 'no-evidence-turns' }),
    ablate('no trajectories', { withoutProfiles: true }),
    ablate('shuffled history', { ablation: 'shuffled-history' }),
    ablate('shuffled dialog', { ablation: 'shuffled-dialog' }),
  ];
}
