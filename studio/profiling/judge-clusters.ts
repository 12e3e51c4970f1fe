import type { Coherence } from './coherence.ts';
import { labelClusters } from './label-clusters.ts';
import type { ClusterCore } from './rank-cluster-terms.ts';
import type { Assignment } from './spherical-k-means.ts';
import type { TaggedWord } from '../text/tag-words.ts';

/** One use of a term: its words, who used it, and the clause that it stands in. */
export interface TermUse {
  words: readonly TaggedWord[];
  userId: string;
  text: string;
}

/** One cluster of terms: an aspect, or junk with the reason. */
export interface Aspect {
  /** `a01`, `a02`, ...: largest cluster first. */
  aspectId: string;
  label: string;
  topTerms: string[];
  /** Uses of its terms in the training clauses. */
  clauses: number;
  /** NPMI of its top terms, -1 to 1. */
  coherence: number;
  kept: boolean;
  dropReason: string | null;
}

export interface JudgedCluster {
  cluster: number;
  aspect: Aspect;
}

/** A cluster is junk with a smaller share of all uses than this ... */
const minimumClauseShare = 0.002;
/** ... or when a smaller share of its uses than this, or than this part of what the middle cluster has, is near its centre ... */
const minimumCoreShare = 0.1;
const minimumPartOfMiddle = 0.4;
const minimumCoreClauses = 3;
/** ... or when this share of its near uses is one user's, or repeats what the same user wrote word for word elsewhere: a signature, not a topic. Last, one that no term of the near ones can name is junk. */
const oneVoiceShare = 0.5;

/** Uses that a name is sought in; bounds the time, more change no name. */
const maximumNamedClauses = 2000;

/**
 * Names clusters by the terms near their centre (`minimumSimilarity` or more), and separates aspects from junk. Largest cluster first.
 * `uses` holds each assigned use of a term, `cores` the core of each cluster; one without uses is left out.
 */
export function judgeClusters(
  { clusters, similarities }: Assignment,
  cores: readonly ClusterCore[],
  uses: readonly TermUse[],
  coherence: Coherence,
  minimumSimilarity: number,
): JudgedCluster[] {
  const near: TermUse[][] = cores.map(() => []);
  for (const [row, cluster] of clusters.entries()) {
    const use = uses[row];
    if (use !== undefined && (similarities[row] ?? 0) >= minimumSimilarity) near[cluster]?.push(use);
  }
  const labels = labelClusters(near.map((core) => takeEvenly(core, maximumNamedClauses).map(({ words }) => words)));
  const order = cores
    .map(({ size }, cluster) => ({ size, cluster }))
    .filter(({ size }) => size > 0)
    .toSorted((a, b) => b.size - a.size || a.cluster - b.cluster);
  const fewestNear = Math.max(
    minimumCoreShare,
    minimumPartOfMiddle * findMiddle(order.map(({ size, cluster }) => (near[cluster]?.length ?? 0) / size)),
  );
  return order.map(({ cluster, size }, place) => {
    const { label, topTerms } = labels[cluster] ?? { label: null, topTerms: [] };
    const terms = cores[cluster]?.topTerms ?? [];
    const core = near[cluster] ?? [];
    const dropReason = findDropReason({
      size,
      core: core.length,
      fewestNear,
      total: uses.length,
      label,
      oneUser: largestShare(core.map(({ userId }) => userId)),
      repeated: shareRepeated(core),
    });
    const aspectId = `a${String(place + 1).padStart(2, '0')}`;
    return {
      cluster,
      aspect: {
        aspectId,
        label: label ?? topTerms[0] ?? aspectId,
        topTerms,
        clauses: size,
        coherence: coherence(terms),
        kept: dropReason === null,
        dropReason,
      },
    };
  });
}

/** Share of uses in a clause that the same user wrote elsewhere too, without the first of each. */
function shareRepeated(uses: readonly TermUse[]): number {
  const met = new Set<string>();
  const first = uses.filter(({ userId, text, words }) => {
    const key = JSON.stringify([userId, text, words.map(({ surface }) => surface)]);
    const isFirst = !met.has(key);
    met.add(key);
    return isFirst;
  });
  return uses.length === 0 ? 0 : 1 - first.length / uses.length;
}

/** Count of the value that occurs most; 0 of none. */
function largestShare(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return values.length === 0 ? 0 : Math.max(...counts.values()) / values.length;
}

function takeEvenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return list.filter((_, at) => Math.floor((at * most) / list.length) !== Math.floor(((at - 1) * most) / list.length));
}

/** 0 for none. */
function findMiddle(shares: readonly number[]): number {
  const sorted = shares.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}

interface ClusterFigures {
  size: number;
  core: number;
  /** Share of its uses that is to be near its centre. */
  fewestNear: number;
  /** Uses of all clusters. */
  total: number;
  label: string | null;
  /** Shares of the near uses. */
  oneUser: number;
  repeated: number;
}

function findDropReason(figures: ClusterFigures): string | null {
  const { size, core, fewestNear, total, label, oneUser, repeated } = figures;
  if (size < minimumClauseShare * total) return `small: under ${minimumClauseShare * 100} % of the terms`;
  if (core < Math.max(minimumCoreClauses, fewestNear * size)) {
    return `loose: under ${Math.round(fewestNear * 100)} % of its terms are near its centre`;
  }
  if (oneUser >= oneVoiceShare) return `one voice: ${Math.round(oneUser * 100)} % of its terms are one user's`;
  if (repeated >= oneVoiceShare) {
    return `repeats: ${Math.round(repeated * 100)} % of its terms stand in clauses that their users repeat`;
  }
  if (label === null) return 'nameless: no term of it reads as a noun without an opinion';
  return null;
}
