import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createAnnotatedRun } from '../run/annotation/annotated-run.ts';
import type { AnnotatedRun } from '../run/annotation/annotated-run.ts';
import { convrec } from './run-convrec.ts';

describe('convrec view', function () {
  this.timeout(60_000);
  let fixture: AnnotatedRun;
  let runs: string[];
  before(async () => {
    fixture = await createAnnotatedRun(3);
    runs = ['--runs', fixture.runsRoot];
  });
  after(() => fixture.remove());

  it('prints the address of the page, answers there, and ends with 0 at Ctrl+C', async () => {
    const bin = fileURLToPath(new URL('../../cli/convrec.mjs', import.meta.url));
    const args = [bin, 'view', 'yelp', '--beside', 'yelp', ...runs];
    const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'] } });
    try {
      const notes = text(child.stderr);
      const [printed] = await once(child.stdout, 'data');
      const address = String(printed).trim();
      assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/u);
      assert.equal((await fetch(address)).status, 200);
      assert.match(await (await fetch(`${address}api/dialogs?limit=1`)).text(), /"matched":4/u);
      child.kill('SIGINT');
      const [code] = await once(child, 'close');
      assert.equal(code, 0);
      assert.match(await notes, /Dialogs of yelp-0123456789 beside those of yelp-0123456789; nothing is written\./u);
    } finally {
      child.kill('SIGKILL');
    }
  });

  const refusals: [string, string[], number, RegExp][] = [
    ['an unknown run', ['view', 'nowhere'], 8, /there is no run nowhere.*\n.*Runs there: yelp-0123456789/u],
    ['an unknown run beside it', ['view', '--beside', 'nowhere'], 8, /there is no run nowhere/u],
    ['no port', ['view', '--port', '99999'], 2, /--port "99999" is not a port, 0 to 65535[^]*convrec view --help/u],
  ];
  for (const [name, args, exitCode, message] of refusals) {
    it(`refuses ${name}`, async () => {
      const { code, err } = await convrec([...args, ...runs]);
      assert.equal(code, exitCode);
      assert.match(err, message);
    });
  }
});
