/** A use of a term: the lemma of its head, its clause, the cluster that the clause lies in, and the word that judges it there. */
export interface JudgedUse {
  head: string;
  isNoun: boolean;
  clause: number;
  cluster: number;
  /** Empty for none. */
  judge: string;
}

/** All uses of terms with one head. */
export interface JudgedHead {
  name: string;
  uses: number;
  nouns: number;
  clauses: ReadonlySet<number>;
  /** Uses by cluster. */
  clusters: ReadonlyMap<number, number>;
  /** Positive pointwise mutual information by judging word. */
  weights: ReadonlyMap<string, number>;
}

/** A word that judges so seldom shows nothing. */
const fewestUses = 5;

/** The heads, most used first, with the words that judge each. */
export function gatherHeads(uses: readonly JudgedUse[]): JudgedHead[] {
  const heads = new Map<string, CountedHead>();
  for (const { head: name, isNoun, clause, cluster, judge } of uses) {
    const head = heads.get(name) ?? startHead(name);
    heads.set(name, head);
    head.uses += 1;
    if (isNoun) head.nouns += 1;
    head.clauses.add(clause);
    addTo(head.clusters, cluster, 1);
    if (judge !== '') addTo(head.judges, judge, 1);
  }
  const order = [...heads.values()].toSorted((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1));
  return weighJudges(order);
}

interface CountedHead {
  name: string;
  uses: number;
  nouns: number;
  clauses: Set<number>;
  clusters: Map<number, number>;
  judges: Map<string, number>;
}

const startHead = (name: string): CountedHead => ({
  name,
  uses: 0,
  nouns: 0,
  clauses: new Set(),
  clusters: new Map(),
  judges: new Map(),
});

/**
 * Levy, Goldberg and Dagan (2015) for the smoothed context, Pantel and Lin (2002) for the discount of what was seen few times; words that judge
 * everything weigh less.
 */
function weighJudges(heads: readonly CountedHead[]): JudgedHead[] {
  const totals = new Map<string, number>();
  const spread = new Map<string, number>();
  for (const { judges } of heads) {
    for (const [judge, uses] of judges) {
      addTo(totals, judge, uses);
      addTo(spread, judge, 1);
    }
  }
  let smoothed = 0;
  for (const uses of totals.values()) if (uses >= fewestUses) smoothed += uses ** 0.75;
  return heads.map(({ judges, ...head }) => {
    let own = 0;
    for (const [judge, uses] of judges) if ((totals.get(judge) ?? 0) >= fewestUses) own += uses;
    const weights = new Map<string, number>();
    for (const [judge, uses] of judges) {
      const all = totals.get(judge) ?? 0;
      const information = Math.log((uses * smoothed) / (own * all ** 0.75));
      if (all < fewestUses || information <= 0) continue;
      const rarer = Math.min(own, all);
      const rarity = Math.log(heads.length / (spread.get(judge) ?? 1)) / Math.log(heads.length);
      weights.set(judge, information * (uses / (uses + 1)) * (rarer / (rarer + 1)) * rarity);
    }
    return { ...head, weights };
  });
}

export function cosineOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let product = 0;
  for (const [key, value] of one) product += value * (other.get(key) ?? 0);
  return product === 0 ? 0 : product / (normOf(one) * normOf(other));
}

function normOf(weights: ReadonlyMap<string, number>): number {
  let squares = 0;
  for (const weight of weights.values()) squares += weight ** 2;
  return Math.sqrt(squares);
}

export function addTo<K>(counts: Map<K, number>, key: K, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
