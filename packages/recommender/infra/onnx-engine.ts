import type { InferenceSession } from 'onnxruntime-common';
import { encodeOnnx } from '../autodiff/encode-onnx.ts';
import { sizeOf, usedInputs } from '../autodiff/graph.ts';
import type { Engine, TensorData } from '../engine.ts';
import { loadOnnxRuntime } from './onnx-runtime.ts';

/**
 * ONNX Runtime on the CPU, with so many threads a graph. Results repeat to the last digit on one machine, whatever the threads.
 */
export async function createOnnxEngine(threads = 1): Promise<Engine> {
  const { InferenceSession: Session, Tensor } = await loadOnnxRuntime();
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // Threads that spin while they wait take the core from everything else on the machine.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  return {
    name: 'onnxruntime-node',
    async compile(graph, fixed = new Map()) {
      const session = await Session.create(encodeOnnx(graph, fixed), options);
      const fed = usedInputs(graph).filter(({ name }) => !fixed.has(name));
      return {
        async run(inputs) {
          const feeds = fed.map(({ name, shape }) => {
            const data = inputs.get(name);
            if (data?.length !== sizeOf(shape)) {
              throw new RangeError(`${name} takes ${sizeOf(shape)} values, not ${data?.length ?? 'none'}`);
            }
            return [name, new Tensor(data, shape)] as const;
          });
          const outputs = await session.run(Object.fromEntries(feeds));
          return new Map(
            Object.entries(outputs).map(([name, { data }]) => {
              if (!isTensorData(data)) throw new RangeError(`${name} is not a tensor of numbers`);
              return [name, data];
            }),
          );
        },
        close: () => session.release(),
      };
    },
  };
}

const isTensorData = (data: unknown): data is TensorData =>
  data instanceof Float32Array || data instanceof Float64Array || data instanceof BigInt64Array;
