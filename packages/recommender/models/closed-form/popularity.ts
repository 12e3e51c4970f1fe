/** Scores by how often an item was chosen: [items], the same for everyone. */
export function scorePopularity(targets: Iterable<number>, items: number): Float32Array {
  const scores = new Float32Array(items);
  for (const target of targets) {
    if (!(target >= 0 && target < items)) throw new RangeError(`no item ${target} in a table of ${items}`);
    scores[target] = (scores[target] ?? 0) + 1;
  }
  return scores;
}
