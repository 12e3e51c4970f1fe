import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  applyAspectEdits,
  canonicalEdits,
  findAspectEditProblems,
  parseAspectEdits,
  renderAspectFile,
} from '../../../studio/profiling/aspect-edits.ts';
import type { Aspect } from '../../../studio/profiling/judge-clusters.ts';

const createAspect = (aspectId: string, label: string, kept = true): Aspect => ({
  aspectId,
  label,
  topTerms: [label],
  clauses: 10,
  coherence: 0,
  kept,
  dropReason: kept ? null : 'small talk: x',
});
const aspects = [createAspect('a01', 'wait'), createAspect('a02', 'line'), createAspect('a03', 'dog', false)];

/** Problems of a file, with their lines. */
function findProblems(text: string): string[] {
  const { edits, problems } = parseAspectEdits(text);
  return (problems.length > 0 ? problems : findAspectEditProblems(edits, aspects)).map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

describe('aspect edits', () => {
  it('are none in the file as it is written, whatever the labels hold', () => {
    const text = renderAspectFile([createAspect('a01', 'x\ndrop:\n - a01')], 'c1');
    const { edits, problems } = parseAspectEdits(text);
    assert.deepEqual([problems, canonicalEdits(edits), edits.clusters], [[], null, 'c1']);
  });

  it('keep every hash of clusters, also one of digits only, quoted or not', () => {
    const hash = fc.oneof(
      fc.stringMatching(/^[0-9a-f]{12}$/u),
      fc.stringMatching(/^[0-9]{12}$/u),
      fc.stringMatching(/^[0-9]{1,4}e[0-9]{7,10}$/u),
    );
    fc.assert(
      fc.property(hash, (clusters) => {
        const quoted = parseAspectEdits(renderAspectFile(aspects, clusters));
        assert.deepEqual([quoted.problems, quoted.edits.clusters], [[], clusters]);
        // Files of earlier versions hold it without quotes.
        const plain = parseAspectEdits(`clusters: ${clusters}\n`);
        assert.deepEqual([plain.problems, plain.edits.clusters], [[], clusters]);
      }),
    );
  });

  it('keep a label that YAML takes for a number or a truth value as it is written', () => {
    const { edits, problems } = parseAspectEdits('rename:\n  a01: 2023\n  a02: true\n  a03: "1e3"\n');
    assert.deepEqual([problems, edits.rename.map(({ label }) => label)], [[], ['2023', 'true', '1e3']]);
  });

  it('rename, merge and drop; what is renamed or merged is kept', () => {
    const { edits } = parseAspectEdits('rename:\n  a01: waiting time\n  a03: pets\nmerge:\n  - [a01, a02]\n');
    const { aspects: edited, idOf } = applyAspectEdits(aspects, edits);
    assert.deepEqual(
      edited.map(({ label, clauses, kept, dropReason }) => [label, clauses, kept, dropReason]),
      [
        ['waiting time', 20, true, null],
        ['line', 10, false, 'merged into a01 by hand'],
        ['pets', 10, true, null],
      ],
    );
    assert.equal(idOf.get('a02'), 'a01');
    const { edits: dropping } = parseAspectEdits('drop: [a02]');
    assert.equal(applyAspectEdits(aspects, dropping).aspects[1]?.dropReason, 'dropped by hand');
  });

  it('do not depend on comments and order', () => {
    const [one, other] = [
      parseAspectEdits('drop: [a02, a01]\nmerge: [[a03, a04, a05]]').edits,
      parseAspectEdits('# mine\nmerge:\n - [a03, a05, a04]\ndrop:\n - a01 # bad\n - a02').edits,
    ];
    assert.deepEqual(canonicalEdits(one), canonicalEdits(other));
  });

  for (const [text, expected] of [
    ['drop:\n  - a09', '2: a09 is no aspect of this run'],
    ['merge:\n  - [a01, a02]\n  - [a02, a03]', '3: a02 stands under merge already, line 2'],
    ['merge:\n  - [a01, a02]\ndrop:\n  - a02', '4: a02 is merged and dropped'],
    ['merge:\n  - [a01, a02]\nrename:\n  a02: queue', '4: a02 is merged into a01: rename that one'],
    ['drop:\n  - a01\n  - a02', '3: no aspect is left'],
    ['rename:\n  a01: line', '2: a02 is named "line" too'],
    ['merge:\n  - a01', '2: merge holds lists of two or more ids: - [a03, a07]'],
    ['renam:\n  a01: x', '1: "renam" is none of clusters, rename, merge, drop'],
    ['rename:\n  a01:', '2: a label must be a word or words'],
    ['- a01', '1: the file must hold clusters, rename, merge, drop'],
  ] as const) {
    it(`names the line of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(findProblems(text), [expected]);
    });
  }

  it('names the line of what is no YAML', () => {
    assert.match(findProblems('rename:\n  a01: "x')[0] ?? '', /^2: /u);
  });

  it('is nested no deeper than a person writes', () => {
    assert.deepEqual(parseAspectEdits(`drop:\n${'- '.repeat(50_000)}a01`).problems, [
      { line: 2, message: 'it is nested deeper than 200 levels' },
    ]);
  });
});
