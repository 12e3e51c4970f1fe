import type { FixedInputs } from './autodiff/encode-onnx.ts';
import type { Graph } from './autodiff/graph.ts';

/** Elements of one input or output, in row-major order: BigInt64Array for whole numbers, Float64Array for a graph of float64. */
export type TensorData = Float32Array | Float64Array | BigInt64Array;

/** A graph made ready to run, as often as wanted. */
export interface CompiledGraph {
  /** Every input of the graph that is not fixed, by name; answers every output. Rejects where an input is missing or of another size. */
  run(inputs: ReadonlyMap<string, TensorData>): Promise<Map<string, TensorData>>;
  close(): Promise<void>;
}

/** What computes: handed in, so that the method itself touches no native code. */
export interface Engine {
  readonly name: string;
  compile(graph: Graph, fixed?: FixedInputs): Promise<CompiledGraph>;
}

/** The output of this name. Throws RangeError where the graph has no such output of float32. */
export function floatsOf(outputs: ReadonlyMap<string, TensorData>, name: string): Float32Array {
  const values = outputs.get(name);
  if (!(values instanceof Float32Array)) throw new RangeError(`the graph has no output ${name} of float32`);
  return values;
}
