export interface AdamOptions {
  learningRate: number;
  /** Share of every value that a step takes away, times the learning rate (AdamW: Loshchilov and Hutter, arXiv 1711.05101). */
  weightDecay: number;
  /** What share of the learning rate a parameter has; 1 where it is not given. */
  shareOf?: (parameter: string) => number;
}

/** Running means of gradients and of their squares, by parameter, and how many steps were made. */
export interface AdamState {
  steps: number;
  first: Map<string, Float32Array>;
  second: Map<string, Float32Array>;
}

const firstDecay = 0.9;
const secondDecay = 0.999;
const epsilon = 1e-8;

export function createAdamState(parameters: ReadonlyMap<string, Float32Array>): AdamState {
  const zeros = (): Map<string, Float32Array> =>
    new Map([...parameters].map(([name, values]) => [name, new Float32Array(values.length)]));
  return { steps: 0, first: zeros(), second: zeros() };
}

/**
 * One step of Adam (Kingma and Ba, arXiv 1412.6980): changes the parameters and the state in place. Throws RangeError where a gradient is
 * missing or of another length.
 */
export function stepAdam(
  state: AdamState,
  parameters: ReadonlyMap<string, Float32Array>,
  gradients: ReadonlyMap<string, Float32Array>,
  { learningRate, weightDecay, shareOf = () => 1 }: AdamOptions,
): void {
  state.steps += 1;
  const correction = Math.sqrt(1 - secondDecay ** state.steps) / (1 - firstDecay ** state.steps);
  for (const [name, values] of parameters) {
    const own = learningRate * shareOf(name);
    const rate = own * correction;
    const kept = 1 - own * weightDecay;
    const gradient = partOf(gradients, name, values.length);
    const first = partOf(state.first, name, values.length);
    const second = partOf(state.second, name, values.length);
    for (let at = 0; at < values.length; at += 1) {
      const slope = gradient[at] ?? 0;
      const mean = firstDecay * (first[at] ?? 0) + (1 - firstDecay) * slope;
      const square = secondDecay * (second[at] ?? 0) + (1 - secondDecay) * slope * slope;
      first[at] = mean;
      second[at] = square;
      values[at] = kept * (values[at] ?? 0) - (rate * mean) / (Math.sqrt(square) + epsilon);
    }
  }
}

function partOf(parts: ReadonlyMap<string, Float32Array>, name: string, length: number): Float32Array {
  const part = parts.get(name);
  if (part?.length === length) return part;
  throw new RangeError(`${name} has ${length} values, not ${part?.length ?? 'none'}`);
}
