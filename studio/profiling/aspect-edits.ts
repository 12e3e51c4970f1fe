import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
import { findDeepNesting } from '../text/yaml-nesting.ts';
import type { Aspect } from './judge-clusters.ts';

/** What a person made of the induced aspects. `line` is 1-based. */
export interface AspectEdits {
  /** Hash of the clusters that the ids are of; null where the file does not say. */
  clusters: string | null;
  rename: { aspectId: string; label: string; line: number }[];
  /** The first id of each list stays. */
  merge: { aspectIds: string[]; line: number }[];
  drop: { aspectId: string; line: number }[];
}

export interface AspectEditProblem {
  line: number;
  message: string;
}

/** What an unedited file holds. */
export const noEdits: AspectEdits = { clusters: null, rename: [], merge: [], drop: [] };

/** Edits as they decide the result: without lines and without the order they stand in; null for none. */
export function canonicalEdits({ rename, merge, drop }: AspectEdits): unknown {
  if (rename.length + merge.length + drop.length === 0) return null;
  return [
    rename.map(({ aspectId, label }) => JSON.stringify([aspectId, label])).toSorted(byText),
    merge
      .map(({ aspectIds: [first, ...others] }) => JSON.stringify([first, ...others.toSorted(byText)]))
      .toSorted(byText),
    drop.map(({ aspectId }) => aspectId).toSorted(byText),
  ];
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

const keys = ['clusters', 'rename', 'merge', 'drop'];

/**
 * Reads `clusters`, `rename` (id: label), `merge` (lists of ids) and `drop` (ids) from YAML; what cannot be read is a problem with its line.
 * A word is taken as it is written, so a hash that YAML takes for a number (`1e4500000000`) and a label such as 2023 stay the same text.
 */
export function parseAspectEdits(text: string): { edits: AspectEdits; problems: AspectEditProblem[] } {
  const nesting = findDeepNesting(text);
  if (nesting !== undefined) return { edits: noEdits, problems: [nesting] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: AspectEditProblem[] = document.errors.map(({ pos, message }) => ({
    line: lines.linePos(pos[0]).line,
    message,
  }));
  const edits: AspectEdits = { clusters: null, rename: [], merge: [], drop: [] };
  const lineOf = (node: unknown): number => lines.linePos(rangeStart(node)).line;
  const report = (node: unknown, message: string): void => {
    problems.push({ line: lineOf(node), message });
  };
  const readText = (node: unknown, what: string): string | undefined => {
    const written = isScalar(node) && node.value !== null ? (node.source ?? '').trim() : '';
    if (written !== '') return written;
    report(node, `${what} must be a word or words`);
    return undefined;
  };
  const root = document.contents;
  if (problems.length > 0 || root === null || (isScalar(root) && root.value === null)) return { edits, problems };
  if (!isMap(root)) return { edits, problems: [{ line: 1, message: `the file must hold ${keys.join(', ')}` }] };
  for (const { key, value } of root.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!keys.includes(name)) report(key, `${JSON.stringify(name)} is none of ${keys.join(', ')}`);
    // A section whose lines are all comments has no value.
    else if (value === null || (isScalar(value) && value.value === null)) continue;
    else if (name === 'clusters') edits.clusters = readText(value, 'clusters') ?? null;
    else if (name === 'rename' && isMap(value)) {
      for (const pair of value.items) {
        const aspectId = readText(pair.key, 'an id');
        const label = readText(pair.value, 'a label');
        if (aspectId !== undefined && label !== undefined)
          edits.rename.push({ aspectId, label, line: lineOf(pair.key) });
      }
    } else if (name === 'merge' && isSeq(value)) {
      for (const list of value.items) {
        const aspectIds = isSeq(list) ? list.items.flatMap((item) => readText(item, 'an id') ?? []) : [];
        if (aspectIds.length >= 2) edits.merge.push({ aspectIds, line: lineOf(list) });
        else report(list, 'merge holds lists of two or more ids: - [a03, a07]');
      }
    } else if (name === 'drop' && isSeq(value)) {
      for (const item of value.items) {
        const aspectId = readText(item, 'an id');
        if (aspectId !== undefined) edits.drop.push({ aspectId, line: lineOf(item) });
      }
    } else report(value, `${name} must be ${name === 'rename' ? 'lines of id: label' : 'a list'}`);
  }
  return { edits, problems };
}

function rangeStart(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** What is wrong between edits and the aspects they are of, with lines. */
export function findAspectEditProblems(edits: AspectEdits, aspects: readonly Aspect[]): AspectEditProblem[] {
  const known = new Map(aspects.map((aspect) => [aspect.aspectId, aspect]));
  const problems: AspectEditProblem[] = [];
  const uses = [
    ...edits.rename.map(({ aspectId, line }) => ({ aspectId, line, use: 'rename' })),
    ...edits.merge.flatMap(({ aspectIds, line }) => aspectIds.map((aspectId) => ({ aspectId, line, use: 'merge' }))),
    ...edits.drop.map(({ aspectId, line }) => ({ aspectId, line, use: 'drop' })),
  ];
  const seen = new Map<string, number>();
  for (const { aspectId, line, use } of uses) {
    if (!known.has(aspectId)) problems.push({ line, message: `${aspectId} is no aspect of this run` });
    const first = seen.get(`${use} ${aspectId}`);
    if (first !== undefined) problems.push({ line, message: `${aspectId} stands under ${use} already, line ${first}` });
    else seen.set(`${use} ${aspectId}`, line);
  }
  for (const { aspectId, line } of edits.drop) {
    if (edits.merge.some(({ aspectIds }) => aspectIds.includes(aspectId)))
      problems.push({ line, message: `${aspectId} is merged and dropped` });
  }
  for (const { aspectId, line } of edits.rename) {
    const into = edits.merge.find(({ aspectIds }) => aspectIds.slice(1).includes(aspectId))?.aspectIds[0];
    if (into !== undefined) problems.push({ line, message: `${aspectId} is merged into ${into}: rename that one` });
  }
  if (problems.length > 0) return problems;
  const kept = applyAspectEdits(aspects, edits).aspects.filter((aspect) => aspect.kept);
  if (kept.length === 0) problems.push({ line: edits.drop.at(-1)?.line ?? 1, message: 'no aspect is left' });
  for (const { aspectId, label, line } of edits.rename) {
    const other = kept.find((aspect) => aspect.aspectId !== aspectId && aspect.label === label);
    if (other !== undefined)
      problems.push({ line, message: `${other.aspectId} is named ${JSON.stringify(label)} too` });
  }
  return problems;
}

/** The aspects after the edits, and the id that each cluster's mentions get. Edits must have no problem but an empty result. */
export function applyAspectEdits(
  aspects: readonly Aspect[],
  edits: AspectEdits,
): { aspects: Aspect[]; idOf: ReadonlyMap<string, string> } {
  const idOf = new Map(aspects.map(({ aspectId }) => [aspectId, aspectId]));
  for (const { aspectIds } of edits.merge) for (const id of aspectIds) idOf.set(id, aspectIds[0] ?? id);
  const labels = new Map(edits.rename.map(({ aspectId, label }) => [aspectId, label]));
  const dropped = new Set(edits.drop.map(({ aspectId }) => aspectId));
  const edited = aspects.map((aspect): Aspect => {
    const { aspectId } = aspect;
    const into = idOf.get(aspectId) ?? aspectId;
    if (into !== aspectId) return { ...aspect, kept: false, dropReason: `merged into ${into} by hand` };
    if (dropped.has(aspectId)) return { ...aspect, kept: false, dropReason: 'dropped by hand' };
    const parts = aspects.filter((part) => idOf.get(part.aspectId) === aspectId);
    const isByHand = parts.length > 1 || labels.has(aspectId);
    return {
      ...aspect,
      label: labels.get(aspectId) ?? aspect.label,
      clauses: parts.reduce((sum, part) => sum + part.clauses, 0),
      kept: aspect.kept || isByHand,
      dropReason: isByHand ? null : aspect.dropReason,
    };
  });
  return { aspects: edited, idOf };
}

/** The file as a person finds it: how to edit, and every cluster as a comment. */
export function renderAspectFile(aspects: readonly Aspect[], clusters: string): string {
  const listing = aspects.map(
    ({ aspectId, label, topTerms, clauses, dropReason }) =>
      `# ${aspectId}  ${toComment(label)}  (${clauses} clauses: ${toComment(topTerms.join(', '))})${dropReason === null ? '' : ` left out, ${toComment(dropReason)}`}`,
  );
  return [
    '# Aspects of this run. Rename, merge or drop them here and launch the run again: what follows from them is made anew.',
    '# rename: an id and its label. merge: lists of ids, the first one stays. drop: ids. Renaming one that was left out takes it in.',
    `clusters: ${JSON.stringify(clusters)}`,
    'rename:',
    '#  a01: battery life',
    'merge:',
    '#  - [a03, a07]',
    'drop:',
    '#  - a12',
    '',
    ...listing,
    '',
  ].join('\n');
}

/** Terms come from reviews: a line break would end the comment. */
const toComment = (text: string): string => text.replaceAll(/[\s\p{C}]+/gu, ' ');
