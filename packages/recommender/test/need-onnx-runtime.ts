import { hasOnnxRuntime } from '../infra/onnx-runtime.ts';

/** Skips the tests that run graphs where the optional package is not installed. */
export function needOnnxRuntime(context: Mocha.Context): void {
  if (hasOnnxRuntime()) return;
  console.log('      skipped: onnxruntime-node is not installed (packages/recommender/README.md)');
  context.skip();
}
