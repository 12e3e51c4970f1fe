/** How evenly the dialogs spread over different paths. */
export interface PathEntropy {
  /** Different paths. */
  paths: number;
  /** Shannon's, of the shares of the paths; 0 where all are alike, log2 of the dialogs at most, where no two are. */
  bits: number;
}

/** `paths`: the super-nodes of each dialog, in their order. */
export function measurePathEntropy(paths: readonly (readonly string[])[]): PathEntropy {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const key = path.join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const shares = [...counts.values()].map((count) => count / paths.length);
  // Not -0 where there is one path.
  return { paths: counts.size, bits: shares.reduce((sum, share) => sum + share * Math.log2(1 / share), 0) };
}
