import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { detectCompression, openBytes } from '../../../infra/inputs/open-bytes.ts';
import type { ByteSummary, Compression } from '../../../infra/inputs/open-bytes.ts';
import { createSourceFolder } from './source-folder.ts';

async function readAll(content: Uint8Array, compression: Compression): Promise<{ text: string; summary: ByteSummary }> {
  const folder = await createSourceFolder({ file: content });
  try {
    const { chunks, summary } = openBytes(join(folder.path, 'file'), compression);
    let text = '';
    for await (const chunk of chunks) text += chunk.toString('latin1');
    return { text, summary: summary() };
  } finally {
    await folder.remove();
  }
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('opening bytes', () => {
  const text = Array.from({ length: 60_000 }, (_, at) => `${at} ${Math.sin(at)}\n`).join('');
  const packed = gzipSync(text);

  it('gives a plain file as it is, with its hash', async () => {
    const read = await readAll(Buffer.from(text), 'none');
    assert.equal(read.text, text);
    assert.deepEqual(read.summary, { sha256: sha256(Buffer.from(text)), bytes: text.length, damage: null });
  });

  it('unpacks gzip, several members too, and hashes the packed file', async () => {
    const twice = Buffer.concat([packed, packed]);
    const read = await readAll(twice, 'gzip');
    assert.equal(read.text, text + text);
    assert.deepEqual(read.summary, { sha256: sha256(twice), bytes: twice.length, damage: null });
  });

  it('gives all that a truncated gzip file still holds', async () => {
    const cut = packed.subarray(0, packed.length - 5000);
    const read = await readAll(cut, 'gzip');
    assert.equal(read.summary.damage, 'truncated gzip');
    assert.equal(read.summary.sha256, sha256(cut));
    assert.ok(text.startsWith(read.text));
    assert.ok(read.text.length > text.length - 30_000, `only ${read.text.length} of ${text.length} characters`);
  });

  it('notices a gzip file whose checksum is wrong and still hashes all of it', async () => {
    const damaged = Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 7)]);
    const read = await readAll(damaged, 'gzip');
    assert.equal(read.summary.damage, 'damaged gzip: incorrect data check');
    assert.deepEqual(read.summary.sha256, sha256(damaged));
    assert.ok(text.startsWith(read.text));
  });

  it('gives nothing of a gzip file cut within its header', async () => {
    const read = await readAll(packed.subarray(0, 6), 'gzip');
    assert.equal(read.text, '');
    assert.equal(read.summary.damage, 'truncated gzip');
  });

  it('tells gzip by its first bytes, not by its name', async () => {
    const folder = await createSourceFolder({ 'plain.gz': 'plain', packed: packed, one: 'x', none: '' });
    try {
      const detected = ['plain.gz', 'packed', 'one', 'none'].map((name) => detectCompression(join(folder.path, name)));
      assert.deepEqual(await Promise.all(detected), ['none', 'gzip', 'none', 'none']);
    } finally {
      await folder.remove();
    }
  });
});
