import { createRequire } from 'node:module';
import type * as onnx from 'onnxruntime-common';
import { StudioFailure } from '../../../schemas/failure.ts';
import manifest from '../package.json' with { type: 'json' };

/** The part of its interface that is used here; the same in every build of ONNX Runtime. */
export type OnnxRuntime = Pick<typeof onnx, 'InferenceSession' | 'Tensor'>;

const name = 'onnxruntime-node';

/** Whether the optional package is installed. */
export function hasOnnxRuntime(): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Throws InvalidRunConfig with the command that adds the package. */
export function checkOnnxRuntime(isInstalled = hasOnnxRuntime()): void {
  if (isInstalled) return;
  throw new StudioFailure('InvalidRunConfig', `training needs the optional package ${name}, which is not installed`, {
    remedy: `Add it (288 MB): npm install --no-save ${name}@${manifest.peerDependencies[name]}`,
  });
}

/** Loads the native library, so that commands that train nothing do not pay for it. Throws InvalidRunConfig where it is not installed. */
export async function loadOnnxRuntime(): Promise<OnnxRuntime> {
  checkOnnxRuntime();
  const runtime: OnnxRuntime = await import(name);
  return runtime;
}
