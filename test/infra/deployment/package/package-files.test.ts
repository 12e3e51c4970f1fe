import assert from 'node:assert/strict';
import { renderManifest } from '../../../../infra/deployment/package/package-files.ts';

const repository = {
  name: 'a-studio',
  version: '1.2.3',
  description: 'about it',
  license: 'Apache-2.0',
  engines: { node: '>=20' },
  dependencies: { tsx: '^4.0.0', zod: '^4.1.0' },
};
const peers = { peerDependencies: { extra: '1.0.0' }, peerDependenciesMeta: { extra: { optional: true } } };

describe('renderManifest', () => {
  it('depends on the versions of the lock file, and on no loader', () => {
    const lock = { packages: { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/tsx': { version: '4.23.15' } } };
    const manifest = renderManifest(repository, lock, peers);
    assert.deepEqual(manifest.dependencies, { zod: '4.6.7' });
    assert.deepEqual(manifest.peerDependenciesMeta, { extra: { optional: true } });
    assert.deepEqual(manifest.bin, { convrec: 'cli/convrec.mjs', 'a-studio': 'cli/convrec.mjs' });
    assert.ok(!('scripts' in manifest) && !('private' in manifest));
  });

  it('refuses a dependency that the lock file does not hold', () => {
    assert.throws(
      () => renderManifest(repository, { packages: {} }, peers),
      new Error('package-lock.json holds no zod'),
    );
  });
});
