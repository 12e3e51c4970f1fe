import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../../infra/config/read-environment.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('readEnvironment', () => {
  it('knows every CONVREC_ variable that the code reads', async () => {
    const names = await listVariables(['temporal.config.ts', 'infra', 'cli', 'activities', 'datasets']);
    assert.ok(
      names.includes('CONVREC_RUNS') && names.includes('CONVREC_DATA_TASK_QUEUE'),
      'the search finds variables',
    );
    const { problems } = readEnvironment(Object.fromEntries(names.map((name) => [name, '1'])));
    assert.deepEqual(
      problems.filter(({ message }) => message.includes('nothing reads')),
      [],
    );
  });
});

async function listVariables(places: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  for (const place of places) {
    const files = place.endsWith('.ts') ? [''] : await readdir(`${root}${place}`, { recursive: true });
    for (const file of files.filter((name) => name === '' || name.endsWith('.ts'))) {
      const text = await readFile(file === '' ? `${root}${place}` : `${root}${place}/${file}`, 'utf8');
      for (const [name] of text.matchAll(/\bCONVREC_[A-Z][A-Z_]*[A-Z]\b/gu)) names.add(name);
    }
  }
  return [...names];
}
