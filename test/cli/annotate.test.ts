import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createAnnotatedRun } from '../run/annotation/annotated-run.ts';
import type { AnnotatedRun } from '../run/annotation/annotated-run.ts';
import { convrec } from './run-convrec.ts';

describe('convrec annotate', function () {
  this.timeout(60_000);
  let fixture: AnnotatedRun;
  let runs: string[];
  before(async () => {
    fixture = await createAnnotatedRun(3);
    runs = ['--runs', fixture.runsRoot];
  });
  after(() => fixture.remove());

  it('prints the address of the page, serves it to one process at a time, and ends with 0 at Ctrl+C', async () => {
    const bin = fileURLToPath(new URL('../../cli/convrec.mjs', import.meta.url));
    const args = [bin, 'annotate', 'yelp', ...runs, '--dialogs', '2', '--checks', '1'];
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'] } });
    try {
      const notes = text(child.stderr);
      const [printed] = await once(child.stdout, 'data');
      const address = String(printed).trim();
      assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/u);
      assert.equal((await fetch(address)).status, 200);
      const second = await convrec(['annotate', ...runs]);
      assert.equal(second.code, 8);
      assert.match(second.err, new RegExp(`process ${child.pid} serves the annotation page`, 'u'));
      child.kill('SIGINT');
      const [code] = await once(child, 'close');
      assert.equal(code, 0);
      assert.match(await notes, /given 2 of 3 dialogs, 1 of them the same for all, and 1 attention check\./u);
    } finally {
      child.kill('SIGKILL');
    }
  });

  const refusals: [string, string[], number, RegExp][] = [
    ['an unknown run', ['annotate', 'nowhere'], 8, /there is no run nowhere.*\n.*Runs there: yelp-0123456789/u],
    ['a share above 1', ['annotate', '--shared', '50'], 2, /--shared "50" is not a share, 0 to 1/u],
    ['no number of dialogs', ['annotate', '--dialogs', ''], 2, /--dialogs "" is not a whole number/u],
    ['another study', ['annotate', '--dialogs', '9'], 2, /has --dialogs 2, and 9 is given[^]*Leave the flag out/u],
  ];
  for (const [name, args, exitCode, message] of refusals) {
    it(`refuses ${name}`, async () => {
      const { code, err } = await convrec([...args, ...runs]);
      assert.equal(code, exitCode);
      assert.match(err, message);
    });
  }

  it('says that the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    try {
      const address = other.address();
      assert.ok(typeof address === 'object' && address !== null);
      const { port } = address;
      const { code, err } = await convrec(['annotate', '--port', String(port), ...runs]);
      assert.equal(code, 2);
      assert.match(err, new RegExp(`port ${port} is taken[^]*Give another --port`, 'u'));
    } finally {
      other.close();
    }
  });

  it('says that a run has no dialog to rate', async () => {
    const empty = await createAnnotatedRun(0);
    try {
      const { code, err } = await convrec(['annotate', '--runs', empty.runsRoot]);
      assert.equal(code, 8);
      assert.match(err, /no accepted dialog, so there is nothing to rate/u);
    } finally {
      await empty.remove();
    }
  });
});
