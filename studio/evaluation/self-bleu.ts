import { runsOf } from './text-diversity.ts';

const longestRun = 4;

/** How often a run stands in the utterance that has it most often, and in the one that comes next. */
interface RunCount {
  most: number;
  owner: number;
  second: number;
}

/**
 * BLEU-4 of each utterance (as tokens) against all the others as references: self-BLEU is their mean (Zhu et al., Texygen, 2018); high means
 * that they say the same. Clipped counts, closest reference length, exponential smoothing and effective order as in sacreBLEU's sentence
 * BLEU. In [0, 1]; null for an utterance without a token, and where there is no other. Time and memory grow with the tokens, not their square.
 */
export function measureSelfBleu(utterances: readonly (readonly string[])[]): (number | null)[] {
  const spoken = utterances.flatMap((tokens, owner) => (tokens.length === 0 ? [] : [{ tokens, owner }]));
  if (spoken.length < 2) return utterances.map(() => null);
  const counts = Array.from({ length: longestRun }, () => new Map<string, RunCount>());
  const lengths = new Map<number, number>();
  for (const { tokens, owner } of spoken) {
    lengths.set(tokens.length, (lengths.get(tokens.length) ?? 0) + 1);
    for (const [at, index] of counts.entries()) {
      for (const [run, count] of countRuns(tokens, at + 1)) addCount(index, run, count, owner);
    }
  }
  const longest = Math.max(...lengths.keys());
  return utterances.map((tokens, owner) => {
    if (tokens.length === 0) return null;
    const matches = counts.map((index, at) => matchRuns(index, tokens, at + 1, owner));
    return combine(matches, tokens.length, closestLength(lengths, tokens.length, longest));
  });
}

function countRuns(tokens: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const run of runsOf(tokens, size)) counts.set(run, (counts.get(run) ?? 0) + 1);
  return counts;
}

function addCount(index: Map<string, RunCount>, run: string, count: number, owner: number): void {
  const known = index.get(run);
  if (known === undefined) index.set(run, { most: count, owner, second: 0 });
  else if (count > known.most) index.set(run, { most: count, owner, second: known.most });
  else if (count > known.second) known.second = count;
}

interface Matches {
  correct: number;
  total: number;
}

/** Runs that stand in another utterance too, each counted at most as often as in the one of the others that has it most. */
function matchRuns(
  index: ReadonlyMap<string, RunCount>,
  tokens: readonly string[],
  size: number,
  self: number,
): Matches {
  let correct = 0;
  for (const [run, count] of countRuns(tokens, size)) {
    const known = index.get(run);
    if (known !== undefined) correct += Math.min(count, known.owner === self ? known.second : known.most);
  }
  return { correct, total: Math.max(0, tokens.length - size + 1) };
}

/** Length among the other utterances that is nearest; the shorter of two that are equally near. */
function closestLength(lengths: ReadonlyMap<number, number>, own: number, longest: number): number {
  if ((lengths.get(own) ?? 0) > 1) return own;
  for (let apart = 1; apart <= Math.max(own, longest); apart += 1) {
    if (lengths.has(own - apart)) return own - apart;
    if (lengths.has(own + apart)) return own + apart;
  }
  throw new RangeError('no other utterance has a length');
}

function combine(matches: readonly Matches[], length: number, referenceLength: number): number {
  if (matches.every(({ correct }) => correct === 0)) return 0;
  const counted = matches.filter(({ total }) => total > 0);
  let smoothing = 1;
  let logSum = 0;
  for (const { correct, total } of counted) {
    if (correct === 0) smoothing *= 2;
    logSum += Math.log(correct === 0 ? 1 / (smoothing * total) : correct / total);
  }
  const brevity = length < referenceLength ? Math.exp(1 - referenceLength / length) : 1;
  return brevity * Math.exp(logSum / counted.length);
}
