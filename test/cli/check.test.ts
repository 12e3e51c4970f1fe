import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startModelEndpoint } from '../doubles/model-endpoint.ts';
import { createCheckedTurn } from '../fixtures/checked-turn.ts';
import { convrec } from './run-convrec.ts';

describe('convrec check', function () {
  this.timeout(30_000);

  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-check-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const good = createCheckedTurn({ id: 'good' });
  const bad = createCheckedTurn({ id: 'bad', text: 'Everyone loves the spout.\u001bc' });

  it('prints a line a turn in the order of the file, and ends with 0 where turns have problems', async () => {
    const { code, out } = await convrec([
      'check',
      await write('turns.jsonl', lines(bad, good, { ...bad, id: 'again' })),
    ]);
    assert.equal(code, 0);
    const printed = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      printed.map(({ id }) => id),
      ['bad', 'good', 'again'],
    );
    assert.equal(printed[0].problems[0].check, 'overclaim');
    assert.deepEqual(printed[1], { id: 'good', problems: [] });
    assert.ok(!out.includes('\u001b'));
  });

  it('reads gzip, blank lines and keys that it does not know', async () => {
    const content = gzipSync(`${lines({ ...good, label: 'good', kind: null })}\n\n`);
    const { code, out } = await convrec(['check', await write('turns.jsonl.gz', content)]);
    assert.equal(code, 0);
    assert.equal(out, '{"id":"good","problems":[]}\n');
  });

  it('ends with 3 at a line that is no turn, naming file, line, key and remedy, after the turns before it', async () => {
    const { speaker: _speaker, ...silent } = good;
    const cases: [content: string, message: RegExp][] = [
      [`${lines(good)}{"id": 1\n`, /turns\.jsonl, line 2: /u],
      [lines(good, silent), /turns\.jsonl, line 2: speaker: /u],
      [
        lines(good, { ...good, candidates: [{ title: 'x', facts: [{ aspect: 'y' }] }] }),
        /line 2: candidates\.0\.facts\.0\.polarity: /u,
      ],
    ];
    for (const [content, message] of cases) {
      const { code, out, err } = await convrec(['check', await write('turns.jsonl', content)]);
      assert.equal(code, 3);
      assert.equal(out, '{"id":"good","problems":[]}\n');
      assert.match(err, message);
      assert.match(err, /what to do/u);
    }
    const missing = await convrec(['check', join(folder, 'nowhere.jsonl')]);
    assert.equal(missing.code, 3);
    assert.match(missing.err, /nowhere\.jsonl: there is no such file/u);
  });

  it('asks a verifier about the turns that the checks let pass', async () => {
    const unsupported = {
      about: 'conversation',
      says: 'the spout is made of brass',
      support: [],
      supported: false,
      why: 'invented',
    };
    const endpoint = await startModelEndpoint({
      respond: () =>
        JSON.stringify({ statements: [unsupported], does_act: true, in_role: true, on_topic: true, leak: null }),
    });
    try {
      const file = await write('turns.jsonl', lines(bad, good));
      const flags = ['--verifier', 'openai:small', '--base-url', endpoint.baseUrl];
      const { code, out, err } = await convrec(['check', file, ...flags]);
      assert.equal(code, 0, err);
      const [first, second] = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.equal(first.problems[0].check, 'overclaim');
      assert.deepEqual(second.problems, [{ check: 'verifier', detail: '"the spout is made of brass": invented' }]);
      assert.equal(endpoint.requests.length, 1);
      assert.equal(endpoint.requests[0]?.temperature, 0);
    } finally {
      await endpoint.close();
    }
  });

  it('ends with 5 where the verifier never gives an answer that can be read, and with 2 for a name it does not know', async () => {
    const endpoint = await startModelEndpoint({ respond: () => 'Looks fine to me.' });
    try {
      const file = await write('turns.jsonl', lines(good));
      const unread = await convrec(['check', file, '--verifier', 'openai:small', '--base-url', endpoint.baseUrl]);
      assert.equal(unread.code, 5);
      assert.match(unread.err, /about turn good/u);
      assert.equal((await convrec(['check', file, '--verifier', 'small'])).code, 2);
    } finally {
      await endpoint.close();
    }
  });
});

function lines(...turns: object[]): string {
  return turns.map((turn) => `${JSON.stringify(turn)}\n`).join('');
}
