import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const LockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ integrity: z.string().optional(), resolved: z.string().optional(), link: z.boolean().optional() }),
  ),
});

describe('package-lock.json', () => {
  it('holds an integrity hash of every package, other platforms’ binaries included, and names no registry', async () => {
    const text = await readFile(new URL('../../../package-lock.json', import.meta.url), 'utf8');
    const installed = Object.entries(LockSchema.parse(JSON.parse(text)).packages).filter(
      ([place, { link }]) => place.includes('node_modules/') && link !== true,
    );
    assert.ok(installed.length > 200);
    const unhashed = installed.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
    assert.deepEqual(
      unhashed.map(([place]) => place),
      [],
      'run node infra/deployment/complete-lock-file.mjs',
    );
    assert.deepEqual(
      installed.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place),
      [],
    );
  });
});
