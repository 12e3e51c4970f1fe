import type { RecommendedDialog } from '../../../data/recommender-data.ts';
import { aspects } from './phrases.ts';
import type { Plant, PlantedData } from './plant-dialogs.ts';
import { parts } from './town.ts';

/** What a rule is told: the history, the dialog, or both. */
export const ceilings = ['counted ceiling of history', 'counted ceiling of dialog', 'counted ceiling'] as const;
export type Ceiling = (typeof ceilings)[number];

/** A chance that is never quite none, so that all items are in an order. */
const least = 1e-4;

/**
 * Counting rules that know how the targets were drawn, and of the numbers behind it only what can be counted: visits of the training users,
 * what reviewers said before. No model that reads the same should do better beyond noise, unless it reads popularity from more than counts.
 */
export function createCeilings(
  { data, town, truthOf }: PlantedData,
  plant: Plant,
): (ceiling: Ceiling, dialog: RecommendedDialog) => Float32Array {
  const counts = countVisits(data.dialogs, data.items.length);
  return (ceiling, dialog) => {
    const { kind, wishes, isAcross, isHeard } = truthOf.get(dialog.dialogId) ?? {
      kind: 0,
      wishes: [],
      isAcross: false,
      isHeard: false,
    };
    const readsHistory = ceiling !== 'counted ceiling of dialog';
    const readsDialog = ceiling !== 'counted ceiling of history' && isHeard;
    const shares = sharesOfParts(dialog, town.partOf, plant);
    const profile = plant.aspects === 0 ? undefined : data.profiles?.at(dialog.atMs);
    const turnsTo = (part: number): number => {
      const opposite = (part + parts / 2) % parts;
      if (readsDialog) return shares[isAcross ? opposite : part] ?? 0;
      return (1 - plant.turned) * (shares[part] ?? 0) + plant.turned * (shares[opposite] ?? 0);
    };
    return Float32Array.from({ length: data.items.length }, (_, item) => {
      const ofPart = readsHistory ? plant.history * turnsTo(town.partOf[item] ?? 0) + (1 - plant.history) / parts : 1;
      const ofKind = readsDialog && town.kindOf[item] !== kind ? least : 1;
      const asked = readsDialog
        ? wishes.reduce((sum, aspect) => sum + (profile?.[item * aspects.length + aspect] ?? 0), 0)
        : 0;
      const worth = Math.exp((plant.aspects * asked) / Math.sqrt(Math.max(1, wishes.length)));
      return Math.log((least + ofPart) * ofKind * worth * (0.5 + (counts[item] ?? 0)));
    });
  };
}

/** How likely each part is the user's, by Bayes: near it go all visits but for those that go anywhere. */
function sharesOfParts({ history }: RecommendedDialog, partOf: Int32Array, plant: Plant): number[] {
  const far = (1 - plant.history) / parts;
  const logs = Array.from({ length: parts }, (_, part) =>
    history.reduce((sum, { item }) => sum + Math.log(least + far + (partOf[item] === part ? plant.history : 0)), 0),
  );
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function countVisits(dialogs: readonly RecommendedDialog[], items: number): Float64Array {
  const counts = new Float64Array(items);
  for (const { split, history } of dialogs) {
    if (split !== 'train') continue;
    for (const { item } of history) counts[item] = (counts[item] ?? 0) + 1;
  }
  return counts;
}
