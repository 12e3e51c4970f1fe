import { gapBucketOf } from '../models/model-size.ts';
import type { ModelSize } from '../models/model-size.ts';

/** What a model is given and what it must find. Items are places in the item table, from 0. */
export interface Example {
  /** Items of the interactions before the dialog, the oldest first. */
  historyItems: readonly number[];
  /** Days from each interaction to the next one; from the last one to the dialog. */
  historyGapDays: readonly number[];
  /** The dialog before its target is first named, the oldest first: token ids, or one vector a turn. */
  dialog: { kind: 'tokens'; tokens: readonly number[] } | { kind: 'vectors'; vectors: readonly Float32Array[] };
  target: number;
}

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
    targets: new Int32Array(rows),
    weights: new Float32Array(rows),
  };
  for (const [row, example] of examples.entries()) {
    fillHistory(batch, row, example, size);
    fillDialog(batch, row, example, size);
    batch.targets[row] = checkId('target', example.target, size.items);
    batch.weights[row] = 1 / examples.length;
  }
  const { historyItems, historyGaps, dialogTokens, targets, ...floats } = batch;
  return {
    ids: new Map(Object.entries({ historyItems, historyGaps, dialogTokens, targets })),
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

function checkId(kind: string, id: number, count: number): number {
  if (Number.isInteger(id) && id >= 0 && id < count) return id;
  throw new RangeError(`no ${kind} ${id} in a table of ${count}`);
}
