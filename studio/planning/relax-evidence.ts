export interface RelaxedEvidence {
  /** Earlier reviewers that a target's item must have. */
  minimumEvidence: number;
  /** Every minimum tried before, strictest first, with the targets it left. */
  tried: { minimumEvidence: number; targets: number }[];
}

/**
 * Lowers the minimum one by one, never below 1, while fewer than `minimumTargets` targets are left: a dialog about an item of one earlier reviewer
 * has little to say, but a thin source shall give dialogs all the same. Kept is the strictest minimum that leaves enough or, where none does, the
 * strictest that leaves as many as any. `targetsAt` counts the targets that a minimum leaves.
 */
export function relaxEvidence(
  settings: { minimumEvidence: number; minimumTargets: number },
  targetsAt: (minimumEvidence: number) => number,
): RelaxedEvidence {
  const tried: RelaxedEvidence['tried'] = [];
  for (let minimumEvidence = settings.minimumEvidence; minimumEvidence > 1; minimumEvidence -= 1) {
    const targets = targetsAt(minimumEvidence);
    if (targets >= settings.minimumTargets) return { minimumEvidence, tried };
    tried.push({ minimumEvidence, targets });
  }
  const lowest = Math.min(settings.minimumEvidence, 1);
  const most = targetsAt(lowest);
  const strictest = tried.find(({ targets }) => targets >= most);
  if (strictest === undefined) return { minimumEvidence: lowest, tried };
  return { minimumEvidence: strictest.minimumEvidence, tried: tried.slice(0, tried.indexOf(strictest)) };
}
