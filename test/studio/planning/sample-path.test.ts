import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { SuperNodeName } from '../../../schemas/super-node.ts';
import { samplePath } from '../../../studio/planning/sample-path.ts';
import type { ItemConditions, PathConditions } from '../../../studio/planning/sample-path.ts';
import { parseSuperNodeGraph } from '../../../studio/planning/super-node-graph.ts';
import superNodes from '../../../studio/planning/super-nodes.json' with { type: 'json' };
import { createRandom } from '../../../studio/random.ts';

const graph = parseSuperNodeGraph(superNodes);

const anyRange = fc.record({ atLeast: fc.integer({ min: 0, max: 1 }), more: fc.integer({ min: 0, max: 1 }) });
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const asking = (atLeast: number, atMost: number): ItemConditions => ({ questions: { atLeast, atMost } });
const anyConditions: fc.Arbitrary<PathConditions> = fc.record({
  shown: fc
    .array(anyRange, { minLength: 1, maxLength: 4 })
    .map((ranges) => ranges.map(({ atLeast, more }) => asking(atLeast, atLeast + more))),
  decision: fc.constantFrom('accept' as const, 'postpone' as const, 'leave' as const),
  details: fc.integer({ min: 0, max: 5 }),
  turns: fc.constant({ atLeast: 1, atMost: 30 }),
  style: fc.record({ talkativeness: unit, decisiveness: unit, criticality: unit }),
});

const count = (path: readonly SuperNodeName[], name: SuperNodeName): number =>
  path.filter((node) => node === name).length;

/** Questions asked about each item shown, in order. */
function questionsOf(path: readonly SuperNodeName[]): number[] {
  const questions: number[] = [];
  for (const node of path) {
    if (node === 'Recommend') questions.push(0);
    if (node === 'AskAbout') questions.push((questions.pop() ?? 0) + 1);
  }
  return questions;
}

const sample = (conditions: PathConditions) => samplePath(graph, conditions, createRandom(1));

describe('samplePath', () => {
  it('gives a path of the graph from Open to Close under the conditions, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer(), anyConditions, (seed, conditions) => {
        const path = samplePath(graph, conditions, createRandom(seed));
        assert.ok(path !== undefined);
        assert.equal(path[0], 'Open');
        assert.equal(path.at(-1), 'Close');
        for (const [at, to] of path.entries()) {
          const from = path[at - 1];
          assert.ok(from === undefined || graph.edges.some((edge) => edge.from === from && edge.to === to));
          if (from === 'Reject') assert.equal(to, 'Recommend');
        }
        for (const { name, maxVisits } of graph.nodes) assert.ok(count(path, name) <= maxVisits);
        const endings = { accept: 'Accept', postpone: 'Postpone', leave: 'Leave', recognise: 'Recognise' } as const;
        for (const [decision, name] of Object.entries(endings)) {
          assert.equal(count(path, name), decision === conditions.decision ? 1 : 0);
        }
        assert.equal(count(path, 'Reject'), conditions.shown.length - 1);
        assert.ok(count(path, 'Clarify') + count(path, 'Recall') <= conditions.details);
        for (const [at, asked] of questionsOf(path).entries()) {
          const range = conditions.shown[at]?.questions;
          assert.ok(range !== undefined && asked >= range.atLeast && asked <= range.atMost);
        }
      }),
    );
  });

  it('is the same for the same seed and varies over seeds', () => {
    const conditions: PathConditions = {
      shown: [asking(0, 2), asking(0, 2)],
      decision: 'accept',
      details: 3,
      turns: { atLeast: 1, atMost: 30 },
      style: { talkativeness: 0.5, decisiveness: 0.5, criticality: 0.5 },
    };
    const paths = Array.from({ length: 200 }, (_, seed) =>
      samplePath(graph, conditions, createRandom(seed))?.join(' '),
    );
    assert.deepEqual(paths.slice(0, 1), [samplePath(graph, conditions, createRandom(0))?.join(' ')]);
    assert.ok(new Set(paths).size > 20);
  });

  it('keeps the turns in range where it can, and finds the only path that does', () => {
    fc.assert(
      fc.property(fc.integer(), anyConditions, (seed, conditions) => {
        const turns = { atLeast: 9, atMost: 9 };
        const onlyTarget = { ...conditions, decision: 'accept' as const, shown: [asking(0, 2)], details: 0, turns };
        assert.deepEqual(samplePath(graph, onlyTarget, createRandom(seed)), [
          'Open',
          'ElicitNeed',
          'ElicitAspects',
          'Recommend',
          'AskAbout',
          'Explain',
          'Accept',
          'Close',
        ]);
      }),
    );
  });

  it('has no path where the conditions cannot be met', () => {
    const style = { talkativeness: 0.5, decisiveness: 0.5, criticality: 0.5 };
    const none = asking(0, 0);
    const some = { decision: 'accept' as const, details: 2, turns: { atLeast: 1, atMost: 30 }, style };
    assert.equal(sample({ ...some, shown: [] }), undefined);
    assert.equal(sample({ ...some, shown: [none, none, none, none, none] }), undefined);
    assert.equal(sample({ ...some, shown: [asking(3, 2)] }), undefined);
    assert.equal(sample({ ...some, shown: [none], turns: { atLeast: 1, atMost: 6 } }), undefined);
    assert.equal(sample({ ...some, shown: [none], details: 0, turns: { atLeast: 8, atMost: 20 } }), undefined);
  });

  const plain = { decision: 'accept' as const, details: 0, turns: { atLeast: 1, atMost: 30 } };
  const even = { talkativeness: 0.5, decisiveness: 0.5, criticality: 0.5 };
  const pathsOf = (item: ItemConditions): SuperNodeName[][] =>
    Array.from({ length: 200 }, (_, seed) => {
      const path = samplePath(graph, { ...plain, style: even, shown: [item] }, createRandom(seed));
      assert.ok(path !== undefined);
      return path;
    });

  it('drops a wish that got no answer before anything else is asked or decided, and none that was not asked', () => {
    const paths = pathsOf({ ...asking(0, 2), unanswered: 0 });
    for (const path of paths) {
      const asked = path.indexOf('Explain');
      assert.equal(path.includes('Revise'), asked >= 0);
      if (asked >= 0) assert.equal(path[asked + 1], 'Revise');
    }
    assert.ok(paths.some((path) => path.includes('Revise')) && paths.some((path) => !path.includes('Revise')));
    assert.ok(paths.some((path) => count(path, 'AskAbout') === 2));
  });

  it('compares once, where the item can be compared at all', () => {
    assert.ok(pathsOf({ ...asking(0, 1), mayCompare: true }).some((path) => path.includes('Compare')));
    for (const path of pathsOf(asking(0, 1))) assert.ok(!path.includes('Compare'));
  });

  it('lets the style sway it: exploring users are asked more, critical talkative ones ask more', () => {
    const base = { ...plain, shown: [asking(0, 2)], details: 3 };
    const total = (name: SuperNodeName, style: PathConditions['style']): number => {
      let visits = 0;
      for (let seed = 0; seed < 400; seed += 1) {
        visits += count(samplePath(graph, { ...base, style }, createRandom(seed)) ?? [], name);
      }
      return visits;
    };
    const decided = { talkativeness: 0.1, decisiveness: 1, criticality: 0 };
    const exploring = { talkativeness: 0.9, decisiveness: 0, criticality: 1 };
    assert.ok(total('Clarify', exploring) > 1.2 * total('Clarify', decided));
    assert.ok(total('AskAbout', exploring) > 1.2 * total('AskAbout', decided));
  });
});
