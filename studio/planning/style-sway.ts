import type { UserStyle } from '../../schemas/dialog-plan.ts';
import type { StyleSway } from '../../schemas/super-node.ts';

/** The sway's value for one user. */
export const swayFor = (sway: StyleSway, style: UserStyle): number =>
  sway.base +
  sway.talkativeness * style.talkativeness +
  sway.decisiveness * style.decisiveness +
  sway.criticality * style.criticality;

/** Lowest and highest value over all styles: each trait at one of its ends. */
export function swayRange({ base, ...factors }: StyleSway): { lowest: number; highest: number } {
  const effects = Object.values(factors);
  return {
    lowest: effects.reduce((sum, effect) => sum + Math.min(0, effect), base),
    highest: effects.reduce((sum, effect) => sum + Math.max(0, effect), base),
  };
}
