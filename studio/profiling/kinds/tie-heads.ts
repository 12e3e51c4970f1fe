import { addTo, cosineOf, gatherHeads } from './judged-heads.ts';
import type { JudgedHead, JudgedUse } from './judged-heads.ts';
import { findKinship } from './noun-kinds.ts';
import type { Kinship } from './noun-kinds.ts';

/** A head leads a group from so many uses on, and from this share of all uses; the largest groups are aspects. */
const fewestUses = 5;
const smallestShare = 0.002;
const mostGroups = 60;
/** Share of a head's uses as a noun from which it may name an aspect: "the fit" does, nobody asks for "the navigate". */
const nounShare = 0.4;
/** A stranger goes only under a word that is used much more, in a group of so many heads: a few heads do not show what is said of a kind. */
const largestPart = 0.5;
const fewestMembers = 10;
/** Cosine of the judging words from which a stranger belongs to a group ... */
const alike = 0.25;
/** ... where too few clauses are expected to judge both, so that their absence shows nothing ... */
const alikeUnseen = 0.3;
/** ... and where its clauses lie among other topics. */
const alikeElsewhere = 0.35;
const fewestExpected = 3;
/** So many uses count against a head's likeness: the words of a few uses are alike by chance. */
const doubt = 10;
/** Two things are judged side by side about as often as chance has it, or more often; a thing and its kind, or two names of one thing, seldom. */
const mostTogether = 0.35;
/** A group is at home in the clusters that hold this share of its uses. */
const homeShare = 0.05;
const rounds = 3;

/**
 * Finds for each head the one that it is named by, itself where it is no part of another; heads of groups too small for a name are left out.
 *
 * Company alone puts together what stands together ("pizza" and "beer"). A head goes under another one that means the same or a more general thing in
 * WordNet, people under one of them, and a stranger under what is judged by the same words ("crispy", "juicy"). It does not where reviews
 * judge both in one clause: they say "good food and service", but not "good food and pizza". Whoever has no such leader is an aspect of its own.
 */
export function tieHeads(uses: readonly JudgedUse[]): ReadonlyMap<string, string> {
  const heads = gatherHeads(uses);
  const fewest = Math.max(fewestUses, smallestShare * uses.length);
  const clauses = new Set(uses.map(({ clause }) => clause)).size;
  const kinships = rememberKinships();
  let groups = new Map<JudgedHead, Group>();
  let leaderOf = new Map<JudgedHead, JudgedHead>();
  for (let round = 0; round < rounds; round += 1) {
    const last = groups;
    groups = new Map();
    const before = leaderOf;
    leaderOf = new Map();
    for (const head of heads) {
      const leader = findLeader(head, { groups, last, before, clauses, kinships });
      if (leader !== undefined) {
        leaderOf.set(head, leader);
        join(groups.get(leader), head);
      } else if (head.uses >= fewest && head.nouns >= nounShare * head.uses) {
        leaderOf.set(head, head);
        groups.set(head, startGroup(head));
      }
    }
  }
  const largest = new Set(
    [...groups]
      .toSorted(([, a], [, b]) => b.uses - a.uses)
      .slice(0, mostGroups)
      .map(([leader]) => leader),
  );
  return new Map(
    [...leaderOf].filter(([, leader]) => largest.has(leader)).map(([head, leader]) => [head.name, leader.name]),
  );
}

interface Group {
  uses: number;
  members: number;
  clusters: Map<number, number>;
  weights: Map<string, number>;
}

interface Round {
  groups: ReadonlyMap<JudgedHead, Group>;
  /** The groups and leaders of the round before. */
  last: ReadonlyMap<JudgedHead, Group>;
  before: ReadonlyMap<JudgedHead, JudgedHead>;
  clauses: number;
  kinships: (head: JudgedHead, leader: JudgedHead) => Kinship | undefined;
}

/** The leader of the kind that the head is surest of; undefined for none. */
function findLeader(head: JudgedHead, { groups, last, before, clauses, kinships }: Round): JudgedHead | undefined {
  let best: { leader: JudgedHead; score: number } | undefined;
  for (const leader of groups.keys()) {
    const kinship = kinships(head, leader);
    const group = last.get(leader) ?? startGroup(leader);
    if (kinship === undefined && (head.uses > largestPart * leader.uses || group.members < fewestMembers)) continue;
    const expected = (head.uses * leader.uses) / clauses;
    if (canBeApart(kinship) && areTogether(head, leader, expected)) continue;
    const others = before.get(head) === leader ? without(group, head) : group.weights;
    const likeness =
      Math.max(cosineOf(head.weights, leader.weights), cosineOf(head.weights, others)) *
      (head.uses / (head.uses + doubt));
    const isHome = isAtHome(head, group);
    const asked =
      kinship === undefined
        ? Math.max(alike, isHome ? 0 : alikeElsewhere, expected < fewestExpected ? alikeUnseen : 0)
        : likenessAsked(kinship, isHome);
    const score = likeness + weightOf(kinship);
    if (likeness < asked || score <= (best?.score ?? 0)) continue;
    best = { leader, score };
  }
  return best?.leader;
}

/** Names of one thing, and people, may be judged in one clause. */
const canBeApart = (kinship: Kinship | undefined): boolean => kinship === undefined || kinship.is === 'under';

function areTogether(head: JudgedHead, leader: JudgedHead, expected: number): boolean {
  const together = countCommon(head.clauses, leader.clauses);
  return together > (together >= 2 ? 1 : 2) * mostTogether * expected;
}

/** How alike the judging words are to be: the less the dictionary leaves in doubt, the less. Of abstract words it says too much. */
function likenessAsked(kinship: Kinship, isHome: boolean): number {
  if (kinship.is === 'same') return 0.08 + 0.03 * kinship.rank;
  if (kinship.is === 'people') return isHome ? 0.15 : 0.28;
  const { kind, rank, otherRank } = kinship;
  if (kind === 'food' || kind === 'drink') return rank === 0 ? 0 : isHome ? 0.02 : 0.1;
  if (kind === 'thing' && otherRank === 0 && rank <= 1) return 0.15;
  return Number.POSITIVE_INFINITY;
}

function weightOf(kinship: Kinship | undefined): number {
  if (kinship === undefined) return 0;
  if (kinship.is === 'people') return 0.15;
  return kinship.is === 'same' ? 1 : 0.4 + 1 / (1 + kinship.steps) - 0.2 * kinship.rank;
}

/** Whether the cluster that most of the head's clauses are in is one of the group's. */
function isAtHome(head: JudgedHead, group: Group): boolean {
  let [home, most] = [-1, 0];
  for (const [cluster, uses] of head.clusters) {
    if (uses > most || (uses === most && cluster < home)) [home, most] = [cluster, uses];
  }
  return (group.clusters.get(home) ?? 0) >= homeShare * group.uses;
}

function rememberKinships(): Round['kinships'] {
  const known = new Map<JudgedHead, Map<JudgedHead, Kinship | undefined>>();
  return (head, leader) => {
    const own = known.get(head) ?? new Map<JudgedHead, Kinship | undefined>();
    known.set(head, own);
    if (!own.has(leader)) own.set(leader, findKinship(head.name, leader.name));
    return own.get(leader);
  };
}

const startGroup = ({ uses, clusters, weights }: JudgedHead): Group => ({
  uses,
  members: 1,
  clusters: new Map(clusters),
  weights: new Map(weights),
});

function join(group: Group | undefined, head: JudgedHead): void {
  if (group === undefined) return;
  group.uses += head.uses;
  group.members += 1;
  for (const [cluster, uses] of head.clusters) addTo(group.clusters, cluster, uses);
  for (const [judge, weight] of head.weights) addTo(group.weights, judge, weight);
}

/** A head is no witness for itself. */
function without({ weights }: Group, head: JudgedHead): Map<string, number> {
  const rest = new Map(weights);
  for (const [judge, weight] of head.weights) addTo(rest, judge, -weight);
  return rest;
}

function countCommon(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const value of fewer) if (more.has(value)) common += 1;
  return common;
}
