import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { checkMeanings } from '../../../studio/fidelity/check-meanings.ts';

const namePattern = /(?:behavioral|executional)\(\s*'([a-z-]+)'|check: '([a-z-]+)'/gu;

describe('checkMeanings', () => {
  it('says what each check refuses, and knows of no other', async () => {
    const folder = new URL('../../../studio/fidelity/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const names = new Set<string>();
    for (const file of files) {
      const code = await readFile(new URL(file, folder), 'utf8');
      for (const [, problem, check] of code.matchAll(namePattern)) names.add(problem ?? check ?? '');
    }
    assert.ok(names.size > 30, `${names.size}`);
    const known = Object.keys(checkMeanings).filter((name) => /^[a-z]/u.test(name));
    assert.deepEqual(known.toSorted(), [...names].toSorted());
  });
});
