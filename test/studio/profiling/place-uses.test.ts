import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { assignHeads, placeUses } from '../../../studio/profiling/place-uses.ts';
import type { Assignment } from '../../../studio/profiling/spherical-k-means.ts';

interface Use {
  head: string;
  cluster: number;
  similarity: number;
}

const uses = (times: number, head: string, cluster: number, similarity = 0.8): Use[] =>
  Array.from({ length: times }, () => ({ head, cluster, similarity }));

const toAssignment = (given: readonly Use[]): Assignment => ({
  clusters: Uint32Array.from(given, ({ cluster }) => cluster),
  similarities: Float32Array.from(given, ({ similarity }) => similarity),
  meanSimilarity: 0.7,
});

/** By head, what each of its uses got: the cluster and the share. */
function assign(given: readonly Use[], minimumSimilarity = 0.5): Map<string, [number, number]> {
  const heads = given.map(({ head }) => head);
  const { clusters, similarities } = assignHeads(heads, toAssignment(given), minimumSimilarity);
  const found = new Map<string, [number, number]>();
  for (const [row, head] of heads.entries()) {
    const own: [number, number] = [clusters[row] ?? -1, Number((similarities[row] ?? -1).toFixed(6))];
    // Uses of a head that is near no centre stay where they are.
    if (given.some((use) => use.head === head && use.similarity >= minimumSimilarity))
      assert.deepEqual(found.get(head) ?? own, own, `all uses of ${head} got the same`);
    else assert.deepEqual(own, [given[row]?.cluster, 0]);
    found.set(head, own);
  }
  return found;
}

/** What a head gets of whose twenty uses so many are near. */
const withNear = (times: number): [number, number] | undefined =>
  assign([...uses(times, 'thing', 1), ...uses(20 - times, 'thing', 0, 0.2)]).get('thing');

describe('placeUses', () => {
  it('gives each use the vector of its clause, and leaves out those of clauses without a direction', () => {
    const vectors = {
      size: 2,
      dimensions: 2,
      values: Float32Array.of(1, 0, 0, 1),
      clauses: Uint32Array.of(0, 2),
    };
    const placed = placeUses(
      [
        { clause: 2, head: 'burger' },
        { clause: 1, head: 'fry' },
        { clause: 0, head: 'waiter' },
        { clause: 2, head: 'bun' },
      ],
      vectors,
    );
    assert.equal(placed.size, 3);
    assert.deepEqual([...placed.clauses], [0, 2, 3]);
    assert.deepEqual([...placed.values], [0, 1, 1, 0, 0, 1]);
  });
});

describe('assignHeads', () => {
  it('gives all uses of a head the cluster that most of its near uses are in, with their share', () => {
    const found = assign([
      ...uses(3, 'burger', 2),
      ...uses(1, 'burger', 0),
      ...uses(2, 'waiter', 0),
      // Far ones decide nothing, however many.
      ...uses(9, 'burger', 1, 0.49),
    ]);
    assert.deepEqual(found.get('burger'), [2, 0.75]);
    assert.deepEqual(found.get('waiter'), [0, 1]);
  });

  it('takes the first of two clusters with as many', () => {
    assert.deepEqual(assign([...uses(2, 'tip', 5), ...uses(2, 'tip', 3)]).get('tip'), [3, 0.5]);
  });

  it('leaves a head without a share of which too few uses are near any centre', () => {
    assert.deepEqual(withNear(3), [1, 1], '15 % are enough');
    assert.deepEqual(withNear(2), [1, 0]);
    assert.deepEqual(withNear(0), [0, 0]);
  });

  it('takes a use as near from the minimum on', () => {
    assert.deepEqual(assign(uses(1, 'tip', 4, 0.5)).get('tip'), [4, 1]);
    assert.deepEqual(assign(uses(1, 'tip', 4, 0.25)).get('tip'), [4, 0]);
  });

  it('does not depend on the order of the uses, and leaves what it was given as it is', () => {
    const anyUses = fc.array(
      fc.record({
        head: fc.constantFrom('a', 'b', 'c'),
        cluster: fc.nat({ max: 3 }),
        similarity: fc.constantFrom(0.2, 0.5, 0.9),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        anyUses.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
        ([given, shuffled]) => {
          const assignment = toAssignment(given);
          assignHeads(
            given.map(({ head }) => head),
            assignment,
            0.5,
          );
          assert.deepEqual(assignment, toAssignment(given));
          const known = assign(given);
          for (const [head, [cluster, share]] of assign(shuffled)) {
            assert.equal(share, known.get(head)?.[1]);
            // A head that is never near keeps whatever clusters its uses had.
            if (share > 0) assert.equal(cluster, known.get(head)?.[0]);
          }
        },
      ),
    );
  });
});
