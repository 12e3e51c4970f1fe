import { labelClusters } from './label-clusters.ts';
import type { Assignment } from './spherical-k-means.ts';

/** One cluster of clauses: an aspect, or junk with the reason. */
export interface Aspect {
  /** `a01`, `a02`, ...: largest cluster first. */
  aspectId: string;
  label: string;
  topTerms: string[];
  /** Training clauses of the cluster. */
  clauses: number;
  kept: boolean;
  dropReason: string | null;
}

export interface JudgedCluster {
  cluster: number;
  aspect: Aspect;
}

/** A cluster is junk with a smaller share of all clauses than this ... */
const minimumClauseShare = 0.005;
/** ... or when a smaller share of its clauses than this is near enough to its centre to be a mention ... */
const minimumCoreShare = 0.1;
/** ... or when no term of the near ones can name it. */
const minimumCoreClauses = 3;

/** Clauses that a name is sought in; bounds the time, more change no name. */
const maximumNamedClauses = 2000;

/** Names clusters by the clauses near their centre (`minimumSimilarity` or more), and tells aspects from junk. Largest cluster first. */
export function judgeClusters(
  { clusters, similarities }: Assignment,
  count: number,
  texts: readonly string[],
  minimumSimilarity: number,
): JudgedCluster[] {
  const sizes = new Uint32Array(count);
  const cores: string[][] = Array.from({ length: count }, () => []);
  for (const [row, cluster] of clusters.entries()) {
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    if ((similarities[row] ?? 0) >= minimumSimilarity) cores[cluster]?.push(texts[row] ?? '');
  }
  const labels = labelClusters(cores.map((core) => takeEvenly(core, maximumNamedClauses)));
  const order = [...sizes.keys()].toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
  return order.map((cluster, place) => {
    const size = sizes[cluster] ?? 0;
    const { label, topTerms } = labels[cluster] ?? { label: null, topTerms: [] };
    const dropReason = findDropReason(size, cores[cluster]?.length ?? 0, texts.length, label);
    const aspectId = `a${String(place + 1).padStart(2, '0')}`;
    return {
      cluster,
      aspect: {
        aspectId,
        label: label ?? topTerms[0] ?? aspectId,
        topTerms,
        clauses: size,
        kept: dropReason === null,
        dropReason,
      },
    };
  });
}

function takeEvenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return list.filter((_, at) => Math.floor((at * most) / list.length) !== Math.floor(((at - 1) * most) / list.length));
}

function findDropReason(size: number, core: number, total: number, label: string | null): string | null {
  if (size < minimumClauseShare * total) return `small: under ${minimumClauseShare * 100} % of the clauses`;
  if (core < Math.max(minimumCoreClauses, minimumCoreShare * size)) {
    return `loose: under ${minimumCoreShare * 100} % of its clauses are near its centre`;
  }
  return label === null ? 'nameless: no term of it reads as a noun without an opinion' : null;
}
