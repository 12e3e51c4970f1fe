import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const modulePath = fileURLToPath(new URL('../../cli/interruption.ts', import.meta.url));

/** A process that says what it hears; it takes its time to stop. */
const program = `
  import { listenForInterruption } from ${JSON.stringify(modulePath)};
  const interruption = listenForInterruption();
  interruption.during(new Promise(() => {})).catch((reason) => console.log('during', reason.name, reason.exitCode));
  interruption.signal.addEventListener('abort', () => setTimeout(() => process.exit(0), 2500));
  setInterval(() => {}, 1000);
  console.log('ready');
`;

async function listen(signals: readonly [NodeJS.Signals, number][]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const closed = once(child, 'close');
  while (!said.includes('ready')) await once(child.stdout, 'data');
  for (const [signal, afterMs] of signals) {
    await sleep(afterMs);
    child.kill(signal);
  }
  const [code]: unknown[] = await closed;
  return { code: typeof code === 'number' ? code : null, said };
}

describe('listenForInterruption', function () {
  this.timeout(20_000);

  it('lets the process finish after one signal, and takes npm’s copy of it for the same one', async () => {
    const [one, copied] = await Promise.all([
      listen([['SIGTERM', 0]]),
      listen([
        ['SIGINT', 0],
        ['SIGINT', 50],
      ]),
    ]);
    assert.deepEqual(one, { code: 0, said: 'ready\nduring Interrupted 143\n' });
    assert.deepEqual(copied, { code: 0, said: 'ready\nduring Interrupted 130\n' });
  });

  it('hears a terminal that closes', async () => {
    assert.deepEqual(await listen([['SIGHUP', 0]]), { code: 0, said: 'ready\nduring Interrupted 129\n' });
  });

  it('ends at once after a second one', async () => {
    const { code } = await listen([
      ['SIGINT', 0],
      ['SIGINT', 900],
    ]);
    assert.equal(code, 130);
  });
});
