import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { isErrorCode } from '../../../infra/storage/error-code.ts';

describe('isErrorCode', () => {
  it('knows an error of the system by its code, and nothing else by it', async () => {
    const error: unknown = await readFile('/nowhere/at-all').catch((reason: unknown) => reason);
    assert.deepEqual(
      [isErrorCode(error, 'ENOENT'), isErrorCode(error, 'EEXIST'), isErrorCode(new Error('ENOENT'), 'ENOENT')],
      [true, false, false],
    );
    assert.equal(isErrorCode({ code: 'ENOENT' }, 'ENOENT'), false);
  });
});
