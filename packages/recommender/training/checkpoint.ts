import type { EpochReport, TrainingState } from './train-model.ts';

/** A state as bytes: a line of JSON that names every array, then the arrays' float32 values, little-endian, in that order. */
export function encodeCheckpoint(state: TrainingState): Uint8Array {
  const arrays = arraysOf(state);
  const header: CheckpointHeader = {
    format: checkpointFormat,
    of: state.of,
    epochs: state.epochs,
    steps: state.adam.steps,
    start: state.start,
    best: { epoch: state.best.epoch, headWeights: state.best.headWeights },
    arrays: arrays.map(({ group, name, values }) => ({ group, name, length: values.length })),
  };
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const bytes = new Uint8Array(line.length + arrays.reduce((sum, { values }) => sum + values.byteLength, 0));
  bytes.set(line);
  let at = line.length;
  for (const { values } of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/** The same state, to the last digit. Throws RangeError where the bytes are cut, of another format, or no checkpoint. */
export function decodeCheckpoint(bytes: Uint8Array): TrainingState {
  const end = bytes.indexOf(lineEnd);
  const header: unknown = end < 0 ? null : parseJson(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!isHeader(header)) throw new RangeError(`not a checkpoint of the format ${checkpointFormat}`);
  const { of, epochs, steps, start, best, arrays } = header;
  const expected = end + 1 + 4 * arrays.reduce((sum, { length }) => sum + length, 0);
  if (bytes.length !== expected)
    throw new RangeError(`a checkpoint of ${bytes.length} bytes, not ${expected}: it was cut`);
  const groups = new Map(groupNames.map((group) => [group, new Map<string, Float32Array>()]));
  let at = end + 1;
  for (const { group, name, length } of arrays) {
    // A copy begins where float32 may begin; a view of the file's bytes need not. (A Buffer's own `slice` is a view.)
    groups.get(group)?.set(name, new Float32Array(new Uint8Array(bytes.subarray(at, at + 4 * length)).buffer));
    at += 4 * length;
  }
  const groupOf = (group: GroupName): Map<string, Float32Array> => groups.get(group) ?? new Map();
  return {
    of,
    epochs: [...epochs],
    parameters: groupOf('parameters'),
    adam: { steps, first: groupOf('first'), second: groupOf('second') },
    start,
    best: { ...best, parameters: groupOf('best') },
  };
}

const checkpointFormat = 'convrec-training-2';
const lineEnd = 10;
const groupNames = ['parameters', 'first', 'second', 'best'] as const;

type GroupName = (typeof groupNames)[number];

interface CheckpointHeader {
  format: typeof checkpointFormat;
  of: TrainingState['of'];
  epochs: readonly EpochReport[];
  steps: number;
  start: TrainingState['start'];
  best: { epoch: number; headWeights: readonly number[] };
  arrays: { group: GroupName; name: string; length: number }[];
}

function arraysOf({
  parameters,
  adam,
  best,
}: TrainingState): { group: GroupName; name: string; values: Float32Array }[] {
  const groups: [GroupName, ReadonlyMap<string, Float32Array>][] = [
    ['parameters', parameters],
    ['first', adam.first],
    ['second', adam.second],
    ['best', best.parameters],
  ];
  return groups.flatMap(([group, arrays]) => [...arrays].map(([name, values]) => ({ group, name, values })));
}

/** Only this file writes the format, so its name vouches for the rest. */
const isHeader = (value: unknown): value is CheckpointHeader =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === checkpointFormat;

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
