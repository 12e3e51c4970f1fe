import assert from 'node:assert/strict';
import { StudioFailure } from '../../../schemas/failure.ts';
import type { SuperNodeGraph, SuperNodeName } from '../../../schemas/super-node.ts';
import { renderMermaid } from '../../../studio/planning/render-mermaid.ts';
import { findGraphProblems, parseSuperNodeGraph } from '../../../studio/planning/super-node-graph.ts';
import superNodes from '../../../studio/planning/super-nodes.json' with { type: 'json' };

const graph = parseSuperNodeGraph(superNodes);

type Node = SuperNodeGraph['nodes'][number];

const withNode = (name: SuperNodeName, change: Partial<Node>): SuperNodeGraph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.name === name ? { ...node, ...change } : node)),
});
const withoutEdge = (from: SuperNodeName, to: SuperNodeName): SuperNodeGraph => ({
  ...graph,
  edges: graph.edges.filter((edge) => edge.from !== from || edge.to !== to),
});
const withEdge = (from: SuperNodeName, to: SuperNodeName, weight = 1): SuperNodeGraph => ({
  ...graph,
  edges: [...graph.edges, { from, to, weight }],
});

describe('the super-node graph', () => {
  it('is fine as it is shipped', () => {
    assert.deepEqual(findGraphProblems(graph), []);
  });

  it('can be changed: other weights, fewer visits, a node left out', () => {
    const shorter: SuperNodeGraph = {
      ...graph,
      nodes: graph.nodes
        .filter(({ name }) => name !== 'Compare')
        .map((node) => (node.name === 'Reject' ? { ...node, maxVisits: 1 } : node)),
      edges: graph.edges.filter(({ from, to }) => from !== 'Compare' && to !== 'Compare'),
    };
    assert.deepEqual(findGraphProblems(shorter), []);
  });

  /** Every edge between nodes that keeps the speakers alternating, and eight visits a node. */
  const tangle: SuperNodeGraph = {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, maxVisits: 8 })),
    edges: graph.nodes.flatMap((from) =>
      graph.nodes
        .filter((to) => from.name !== graph.end && from.turns.at(-1)?.speaker !== to.turns[0]?.speaker)
        .map((to) => ({ from: from.name, to: to.name, weight: 1 })),
    ),
  };

  const bad: [string, SuperNodeGraph, RegExp][] = [
    [
      'a sway that makes a node impossible for some users',
      withNode('Clarify', { sway: { base: 1, talkativeness: 0, decisiveness: -1, criticality: 0 } }),
      /Clarify has a sway that is not above 0 for every user/,
    ],
    [
      'a refusal that is no chance for some users',
      { ...graph, refusal: { base: 0.9, talkativeness: 0, decisiveness: 0, criticality: 0.3 } },
      /refusal ranges from 0.9 to 1.2/,
    ],
    [
      'a start that is no node',
      { ...graph, nodes: graph.nodes.filter(({ name }) => name !== 'Open') },
      /start Open is not a node/,
    ],
    [
      'an end that is no node',
      { ...graph, nodes: graph.nodes.filter(({ name }) => name !== 'Close') },
      /end Close is not a node/,
    ],
    [
      'a node listed twice',
      { ...graph, nodes: [...graph.nodes, ...graph.nodes.slice(0, 1)] },
      /a node is listed twice/,
    ],
    ['an edge listed twice', withEdge('Accept', 'Close'), /an edge is listed twice/],
    [
      'an edge to nowhere',
      { ...graph, nodes: graph.nodes.filter(({ name }) => name !== 'Clarify') },
      /Clarify names a node that is not there/,
    ],
    ['an edge out of the end', withEdge('Close', 'Reject'), /end Close has an edge to Reject/],
    ['a weight of nothing', withEdge('Open', 'Reject', 0), /Open -> Reject has weight 0/],
    ['a weight that is no number', withEdge('Open', 'Reject', Number.NaN), /Open -> Reject has weight NaN/],
    ['a node that may not be visited', withNode('Clarify', { maxVisits: 0 }), /Clarify may never be visited/],
    ['a node without a turn', withNode('Clarify', { turns: [] }), /Clarify has no turn/],
    [
      'an act of the wrong speaker',
      withNode('Accept', { turns: [{ speaker: 'system', act: 'accept' }] }),
      /accept is no act of the system/,
    ],
    [
      'two turns of one speaker in a node',
      withNode('Open', {
        turns: [
          { speaker: 'system', act: 'greet' },
          { speaker: 'system', act: 'ask_aspects' },
        ],
      }),
      /Open: the system speaks twice in a row/,
    ],
    [
      'two turns of one speaker across an edge',
      withEdge('Open', 'Recommend'),
      /edge Open -> Recommend: the system speaks twice/,
    ],
    ['a node no path reaches', withoutEdge('Recommend', 'Recognise'), /no path reaches Recognise/],
    ['a dead end', withoutEdge('Reject', 'Recommend'), /a path gets stuck at Reject/],
    ['a cycle its visits do not let end', withNode('Recommend', { maxVisits: 3 }), /a path gets stuck at Reject/],
    [
      'a path that accepts twice',
      { ...withNode('Accept', { maxVisits: 2 }), edges: withEdge('Accept', 'Recommend').edges },
      /a path decides 2 times, not once/,
    ],
    ['a path that never accepts', withEdge('Reject', 'Close'), /a path decides 0 times, not once/],
    [
      'a path that recommends without an answer',
      withEdge('AskAbout', 'Recommend'),
      /a path recommends 2 times and rejects 0 times/,
    ],
    ['an edge no path can take', withEdge('Accept', 'Open'), /no path can take the edge Accept -> Open/],
    ['more places than can be walked', tangle, /unrolls to more than 100000 places/],
  ];
  for (const [what, broken, problem] of bad) {
    it(`is refused with ${what}`, () => {
      assert.match(findGraphProblems(broken).join('\n'), problem);
    });
  }

  it('fails as PlanInvalid, naming the file and every problem', () => {
    assert.throws(
      () => parseSuperNodeGraph(withoutEdge('Reject', 'Recommend')),
      (error) => {
        assert.ok(error instanceof StudioFailure);
        assert.equal(error.name, 'PlanInvalid');
        assert.match(error.message, /gets stuck at Reject/);
        assert.match(String(error.details.remedy), /super-nodes\.json/);
        return true;
      },
    );
    assert.throws(() => parseSuperNodeGraph({ ...superNodes, colour: 'blue' }), /colour/);
    assert.throws(() => parseSuperNodeGraph({ ...superNodes, start: 'Begin' }), /start/);
  });
});

describe('renderMermaid', () => {
  it('draws every node and edge with its share', () => {
    const weights = { Clarify: 1, Recommend: 6 };
    const edges = graph.edges.map((edge) =>
      edge.from === 'Clarify' && (edge.to === 'Clarify' || edge.to === 'Recommend')
        ? { ...edge, weight: weights[edge.to] }
        : edge,
    );
    const drawn = renderMermaid({ ...graph, edges });
    assert.match(drawn, /^flowchart TD\n/);
    for (const { name } of graph.nodes) assert.ok(drawn.includes(`  ${name}["<b>${name}</b>`));
    assert.equal(drawn.match(/-->/g)?.length, graph.edges.length);
    assert.match(drawn, /Open --> ElicitNeed\n/);
    assert.match(drawn, /Clarify -->\|75 %\| Recommend\n/);
    assert.match(drawn, /user: reject/);
  });
});
