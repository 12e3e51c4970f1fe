import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { SuperNodeGraphSchema } from '../../schemas/super-node.ts';
import type { Speaker, SuperNodeGraph, SuperNodeName } from '../../schemas/super-node.ts';
import { acts } from './acts.ts';
import { swayRange } from './style-sway.ts';
import { findUnrollingProblems } from './unroll-graph.ts';

/** The plan graph from its data file. Throws `PlanInvalid` with every problem found. */
export function parseSuperNodeGraph(data: unknown): SuperNodeGraph {
  const parsed = SuperNodeGraphSchema.safeParse(data);
  const problems = parsed.success ? findGraphProblems(parsed.data) : [z.prettifyError(parsed.error)];
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new StudioFailure(
    'PlanInvalid',
    `the super-node graph has ${problems.length} problems: ${problems.join('; ')}`,
    {
      remedy: 'Mend studio/planning/super-nodes.json; CONTRIBUTING.md says what an edge and a node need.',
      problems,
    },
  );
}

/**
 * Problems of a graph, empty when fine: names, acts and speakers first; where these hold, the graph unrolled by `maxVisits` is walked:
 * every node and edge can be used, no path gets stuck, and every path accepts once and recommends once more than it rejects.
 */
export function findGraphProblems(graph: SuperNodeGraph): string[] {
  const problems = [...findNameProblems(graph), ...findWeightProblems(graph), ...findActProblems(graph)];
  return problems.length > 0 ? problems : findUnrollingProblems(graph);
}

function findNameProblems({ nodes, edges, start, end }: SuperNodeGraph): string[] {
  const names = new Set(nodes.map((node) => node.name));
  const pairs = new Set(edges.map((edge) => `${edge.from} -> ${edge.to}`));
  const isKnown = (name: SuperNodeName): boolean => names.has(name);
  return [
    ...(names.size < nodes.length ? ['a node is listed twice'] : []),
    ...(pairs.size < edges.length ? ['an edge is listed twice'] : []),
    ...(isKnown(start) ? [] : [`start ${start} is not a node`]),
    ...(isKnown(end) ? [] : [`end ${end} is not a node`]),
    ...edges
      .filter((edge) => !isKnown(edge.from) || !isKnown(edge.to))
      .map((edge) => `edge ${edge.from} -> ${edge.to} names a node that is not there`),
    ...edges.filter((edge) => edge.from === end).map((edge) => `end ${end} has an edge to ${edge.to}`),
  ];
}

function findWeightProblems({ nodes, edges, refusal }: SuperNodeGraph): string[] {
  const refuses = swayRange(refusal);
  return [
    ...(refuses.lowest >= 0 && refuses.highest <= 1
      ? []
      : [`refusal ranges from ${refuses.lowest} to ${refuses.highest} over the users, a chance from 0 to 1`]),
    ...nodes
      .filter(({ sway }) => sway !== undefined && !(swayRange(sway).lowest > 0))
      .map((node) => `${node.name} has a sway that is not above 0 for every user`),
    ...edges
      .filter((edge) => !(Number.isFinite(edge.weight) && edge.weight > 0))
      .map((edge) => `edge ${edge.from} -> ${edge.to} has weight ${edge.weight}, not above 0`),
    ...nodes.filter((node) => !(node.maxVisits >= 1)).map((node) => `${node.name} may never be visited`),
    ...nodes.filter((node) => node.turns.length === 0).map((node) => `${node.name} has no turn`),
  ];
}

function findActProblems({ nodes, edges }: SuperNodeGraph): string[] {
  const problems: string[] = [];
  const check = (first: Speaker | undefined, second: Speaker | undefined, place: string): void => {
    if (first !== undefined && first === second) problems.push(`${place}: the ${first} speaks twice in a row`);
  };
  for (const node of nodes) {
    for (const [at, turn] of node.turns.entries()) {
      if (!acts[turn.act].speakers.includes(turn.speaker)) {
        problems.push(`${node.name}: ${turn.act} is no act of the ${turn.speaker}`);
      }
      if (at > 0) check(node.turns[at - 1]?.speaker, turn.speaker, node.name);
    }
  }
  const byName = new Map(nodes.map((node) => [node.name, node]));
  for (const { from, to } of edges) {
    check(byName.get(from)?.turns.at(-1)?.speaker, byName.get(to)?.turns[0]?.speaker, `edge ${from} -> ${to}`);
  }
  return problems;
}
