import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSoundDataset, writeRunFolder } from '../run/evaluation/sound-dataset.ts';
import { convrec } from './run-convrec.ts';

describe('convrec verify', function () {
  this.timeout(30_000);

  it('says what it checked and ends with 0 on a sound dataset', async () => {
    const { folder, remove } = await writeRunFolder(createSoundDataset());
    try {
      const { code, out } = await convrec(['verify', folder]);
      assert.equal(code, 0, out);
      assert.match(out, /^9 dialogs, \d+ turns, \d+ claims and \d+ citations against \d+ reviews/u);
      assert.match(out, /early titles +0/u);
    } finally {
      await remove();
    }
  });

  it('names the first offenders by dialog and turn and ends with 10, also as JSON', async () => {
    const dataset = createSoundDataset();
    const [record] = dataset.records;
    const [turn] = record?.turns ?? [];
    assert.ok(record !== undefined && turn !== undefined);
    turn.text = `${turn.text} Shall we say ${record.target.title}?\u001b[31m`;
    const { folder, remove } = await writeRunFolder(dataset);
    try {
      const { code, out } = await convrec(['verify', join(folder, 'dataset')]);
      assert.equal(code, 10);
      assert.match(out, new RegExp(`early titles: ${record.dialog_id}, turn 0: the target`, 'u'));
      assert.match(
        out,
        new RegExp(`broken paths: ${record.dialog_id}, turn 0: the message is not what the turn says`, 'u'),
      );
      assert.ok(!out.includes('\u001b'));
      const json = await convrec(['verify', folder, '--json']);
      assert.equal(json.code, 10);
      assert.equal(JSON.parse(json.out).checks[0].offences, 1);
    } finally {
      await remove();
    }
  });

  it('ends with 3 where there is no dataset, or no dialog in it', async () => {
    const { folder, remove } = await writeRunFolder({ ...createSoundDataset(), records: [] });
    try {
      await writeFile(join(folder, 'dataset', 'SHA256SUMS'), '');
      const empty = await convrec(['verify', folder]);
      assert.equal(empty.code, 3);
      assert.match(empty.err, /holds no dialog/u);
      const missing = await convrec(['verify', join(folder, 'nowhere')]);
      assert.equal(missing.code, 3);
      assert.match(missing.err, /data is missing/u);
    } finally {
      await remove();
    }
  });
});

describe('convrec plan-graph', () => {
  it('draws the graph that the documentation shows', async () => {
    const { code, out } = await convrec(['plan-graph']);
    assert.equal(code, 0);
    const page = await readFile(new URL('../../docs/planning.md', import.meta.url), 'utf8');
    assert.ok(page.includes(out), 'docs/planning.md shows another graph: run npm run docs:tables');
  });
});
