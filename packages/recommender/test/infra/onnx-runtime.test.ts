import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { StudioFailure } from '../../../../schemas/failure.ts';
import { checkOnnxRuntime } from '../../infra/onnx-runtime.ts';
import manifest from '../../package.json' with { type: 'json' };

const command = `npm install --no-save onnxruntime-node@${manifest.peerDependencies['onnxruntime-node']}`;

describe('the optional package that trains', () => {
  it('is asked for in one line, with the command that adds the version in package.json', () => {
    assert.throws(
      () => checkOnnxRuntime(false),
      (error: unknown) => {
        assert.ok(error instanceof StudioFailure);
        assert.equal(error.name, 'InvalidRunConfig');
        assert.match(error.message, /onnxruntime-node, which is not installed$/u);
        assert.ok(error.details.remedy?.endsWith(command), error.details.remedy);
        return true;
      },
    );
    assert.doesNotThrow(() => checkOnnxRuntime(true));
  });

  it('is added by the same command in the README', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    assert.ok(readme.includes(command));
  });
});
