/** Share of a training's steps in which the learning rate rises. */
const warmUpShare = 0.05;

/**
 * The learning rate of a step (from 1): up to the highest one in a straight line, then down to zero along half a cosine (Loshchilov and
 * Hutter, arXiv 1608.03983), over all the epochs asked for. A training that stops early has not come down all the way.
 */
export function scheduledRate(highest: number, step: number, steps: number): number {
  const rising = Math.max(1, Math.round(warmUpShare * steps));
  if (step <= rising) return (highest * step) / rising;
  return (highest * (1 + Math.cos((Math.PI * (step - rising)) / Math.max(1, steps - rising)))) / 2;
}
