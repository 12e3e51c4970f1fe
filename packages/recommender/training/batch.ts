import type { Barred } from '../data/candidate-items.ts';
import { masked } from '../layers/attention.ts';
import { gapBucketOf } from '../models/model-size.ts';
import type { ModelSize } from '../models/model-size.ts';

/** What a model is given and what it must find. Items are places in the item table, from 0. */
export interface Example {
  /** Items of the interactions before the dialog, the oldest first. */
  historyItems: readonly number[];
  /** Days from each interaction to the next one; from the last one to the dialog. */
  historyGapDays: readonly number[];
  /** The dialog before its target is first named, the oldest first: token ids, or one vector a turn. */
  dialog: DialogPositions & {
    /** What was refused, at the position that speaks of it: a position's item, or -1. */
    items?: readonly number[];
  };
  /** Items that the target is not told from: loss, validation and test leave them out alike. */
  barred?: Barred;
  /** What is known of all items as of the example's time; given where the size has dimensions of profiles. */
  profiles?: Float32Array;
  target: number;
}

type DialogPositions =
  { kind: 'tokens'; tokens: readonly number[] } | { kind: 'vectors'; vectors: readonly Float32Array[] };

/** Examples as the graph's inputs, by name. Sequences stand at the end of their rows; what is missing in front is -1 or 0. */
export interface Batch {
  ids: ReadonlyMap<string, Int32Array>;
  floats: ReadonlyMap<string, Float32Array>;
}

/**
 * Fills `rows` rows; rows beyond the examples are empty and weigh nothing. Weights add up to 1. Throws RangeError where an example does not
 * fit the size (an item or token out of its table, vectors of other dimensions, a gap for each item).
 */
export function fillBatch(examples: readonly Example[], size: ModelSize, rows: number): Batch {
  if (examples.length === 0 || examples.length > rows)
    throw new RangeError(`${examples.length} examples for ${rows} rows`);
  const dimensions = size.dialog.kind === 'vectors' ? size.dialog.dimensions : 0;
  const batch = {
    historyItems: new Int32Array(rows * size.historyLength).fill(-1),
    historyGaps: new Int32Array(rows * size.historyLength).fill(-1),
    historyPresent: new Float32Array(rows * size.historyLength),
    dialogTokens: new Int32Array(dimensions > 0 ? 0 : rows * size.dialogLength).fill(-1),
    dialogVectors: new Float32Array(rows * size.dialogLength * dimensions),
    dialogPresent: new Float32Array(rows * size.dialogLength),
    dialogItems: new Int32Array(rows * size.dialogLength).fill(-1),
    dialogNamed: new Float32Array(rows * size.dialogLength),
    candidateMask: new Float32Array(rows * size.items),
    itemProfiles: new Float32Array(rows * size.items * (size.profileDimensions ?? 0)),
    targets: new Int32Array(rows),
    weights: new Float32Array(rows),
  };
  for (const [row, example] of examples.entries()) {
    fillHistory(batch, row, example, size);
    fillDialog(batch, row, example, size);
    batch.targets[row] = checkId('target', example.target, size.items);
    fillMask(batch.candidateMask.subarray(row * size.items, (row + 1) * size.items), example);
    fillProfiles(batch.itemProfiles, row, example, size);
    batch.weights[row] = 1 / examples.length;
  }
  const { historyItems, historyGaps, dialogTokens, dialogItems, targets, ...floats } = batch;
  return {
    ids: new Map(Object.entries({ historyItems, historyGaps, dialogTokens, dialogItems, targets })),
    floats: new Map(Object.entries(floats)),
  };
}

interface HistoryColumns {
  historyItems: Int32Array;
  historyGaps: Int32Array;
  historyPresent: Float32Array;
}

interface DialogColumns {
  dialogTokens: Int32Array;
  dialogVectors: Float32Array;
  dialogPresent: Float32Array;
  dialogItems: Int32Array;
  dialogNamed: Float32Array;
}

function fillHistory(columns: HistoryColumns, row: number, example: Example, size: ModelSize): void {
  const { historyItems: items, historyGapDays: gaps } = example;
  if (items.length !== gaps.length) throw new RangeError(`${gaps.length} gaps for a history of ${items.length} items`);
  const length = size.historyLength;
  const from = (row + 1) * length - Math.min(length, items.length);
  for (const [at, item] of items.slice(-length).entries()) {
    columns.historyItems[from + at] = checkId('item', item, size.items);
    columns.historyPresent[from + at] = 1;
  }
  for (const [at, days] of gaps.slice(-length).entries()) columns.historyGaps[from + at] = gapBucketOf(days);
}

function fillDialog(columns: DialogColumns, row: number, { dialog }: Example, size: ModelSize): void {
  const length = size.dialogLength;
  const positions = dialog.kind === 'tokens' ? dialog.tokens.length : dialog.vectors.length;
  const from = (row + 1) * length - Math.min(length, positions);
  columns.dialogPresent.fill(1, from, (row + 1) * length);
  const items = dialog.items ?? [];
  if (items.length > 0 && items.length !== positions)
    throw new RangeError(`${items.length} items for a dialog of ${positions} positions`);
  for (const [at, item] of items.slice(-length).entries()) {
    if (item < 0) continue;
    columns.dialogItems[from + at] = checkId('item', item, size.items);
    columns.dialogNamed[from + at] = 1;
  }
  if (dialog.kind === 'tokens' && size.dialog.kind === 'tokens') {
    for (const [at, token] of dialog.tokens.slice(-length).entries()) {
      columns.dialogTokens[from + at] = checkId('token', token, size.dialog.vocabulary);
    }
  } else if (dialog.kind === 'vectors' && size.dialog.kind === 'vectors') {
    const { dimensions } = size.dialog;
    for (const [at, vector] of dialog.vectors.slice(-length).entries()) {
      if (vector.length !== dimensions)
        throw new RangeError(`a vector of ${vector.length} dimensions, not ${dimensions}`);
      columns.dialogVectors.set(vector, (from + at) * dimensions);
    }
  } else {
    throw new RangeError(`a dialog of ${dialog.kind} for a model of ${size.dialog.kind}`);
  }
}

/** 0 for what the target is told from, `masked` for what is barred. */
function fillMask(mask: Float32Array, { barred = [], target }: Example): void {
  for (const list of barred) for (let at = 0; at < list.length; at += 1) mask[list[at] ?? -1] = masked;
  mask[target] = 0;
}

function fillProfiles(column: Float32Array, row: number, { profiles }: Example, size: ModelSize): void {
  const length = size.items * (size.profileDimensions ?? 0);
  if (length === 0) return;
  if (profiles?.length !== length)
    throw new RangeError(`${profiles?.length ?? 'no'} values of profiles of items, not ${length}`);
  column.set(profiles, row * length);
}

function checkId(kind: string, id: number, count: number): number {
  if (Number.isInteger(id) && id >= 0 && id < count) return id;
  throw new RangeError(`no ${kind} ${id} in a table of ${count}`);
}
