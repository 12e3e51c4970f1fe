import { decisionActs } from './decision-acts.ts';
import type { Act, SuperNodeGraph, SuperNodeName } from '../../schemas/super-node.ts';

/** A place in the graph unrolled by `maxVisits`: visits only grow, so no place comes twice and the unrolled graph has no cycle. */
export interface Place {
  node: SuperNodeName;
  /** Visits so far, this one included, in the order of `graph.nodes`. */
  visits: readonly number[];
}

/** The shipped graph unrolls to some twenty thousand places. */
const mostPlaces = 100_000;

export const placeKey = (place: Place): string => `${place.node}:${place.visits.join(',')}`;

export function startPlace(graph: SuperNodeGraph): Place {
  return enter(
    graph,
    graph.start,
    graph.nodes.map(() => 0),
  );
}

/** The places one step on, with the weight of their edge; an edge to a node that has used up its visits is closed. */
export function nextPlaces(graph: SuperNodeGraph, place: Place): { place: Place; weight: number }[] {
  return graph.edges
    .filter((edge) => edge.from === place.node && isOpen(graph, edge.to, place.visits))
    .map((edge) => ({ place: enter(graph, edge.to, place.visits), weight: edge.weight }));
}

/** Problems of the unrolled graph, empty when fine: unused nodes and edges, dead ends, and ends reached with the wrong acts on the way. */
export function findUnrollingProblems(graph: SuperNodeGraph): string[] {
  const seen = new Set<string>();
  const usedNodes = new Set<SuperNodeName>();
  const usedEdges = new Set<string>();
  const problems = new Set<string>();
  const waiting = [startPlace(graph)];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (seen.has(placeKey(place))) continue;
    if (seen.size >= mostPlaces) return [`the graph unrolls to more than ${mostPlaces} places: lower some maxVisits`];
    seen.add(placeKey(place));
    usedNodes.add(place.node);
    const next = nextPlaces(graph, place);
    if (place.node === graph.end) for (const problem of findEndProblems(graph, place)) problems.add(problem);
    else if (next.length === 0) problems.add(`a path gets stuck at ${place.node} and never ends in ${graph.end}`);
    for (const step of next) {
      usedEdges.add(`${place.node} -> ${step.place.node}`);
      waiting.push(step.place);
    }
  }
  for (const { name } of graph.nodes) if (!usedNodes.has(name)) problems.add(`no path reaches ${name}`);
  for (const { from, to } of graph.edges) {
    if (!usedEdges.has(`${from} -> ${to}`)) problems.add(`no path can take the edge ${from} -> ${to}`);
  }
  return [...problems];
}

function findEndProblems(graph: SuperNodeGraph, place: Place): string[] {
  const count = (act: Act): number =>
    graph.nodes.reduce(
      (sum, node, at) => sum + (place.visits[at] ?? 0) * node.turns.filter((turn) => turn.act === act).length,
      0,
    );
  const decisions = decisionActs.reduce((sum, act) => sum + count(act), 0);
  return [
    ...(decisions === 1 ? [] : [`a path decides ${decisions} times, not once (${decisionActs.join(', ')})`]),
    ...(count('recommend') === count('reject') + 1
      ? []
      : [
          `a path recommends ${count('recommend')} times and rejects ${count('reject')} times: it must recommend once more`,
        ]),
  ];
}

function isOpen(graph: SuperNodeGraph, name: SuperNodeName, visits: readonly number[]): boolean {
  return graph.nodes.some((node, at) => node.name === name && (visits[at] ?? 0) < node.maxVisits);
}

function enter(graph: SuperNodeGraph, node: SuperNodeName, visits: readonly number[]): Place {
  return { node, visits: visits.map((count, at) => (graph.nodes[at]?.name === node ? count + 1 : count)) };
}
