import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../studio/random.ts';
import { compareRuns } from '../test/doubles/compare-runs.ts';
import type { RunDifferences } from '../test/doubles/compare-runs.ts';
import { startCountingEndpoint } from '../test/doubles/counting-endpoint.ts';
import type { CountingEndpoint } from '../test/doubles/counting-endpoint.ts';
import { launchBeside } from '../test/doubles/killed-beside.ts';
import type { KillBeside, SurvivedBeside, VictimBeside } from '../test/doubles/killed-beside.ts';
import { endWhatIsLeft } from '../test/doubles/killed-run.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// Two folders of runs side by side, each with an endpoint and a key of its own: launch, worker and server of both are killed at seeded random
// moments and started again by the same line, run after run, until so many kills were done. Servers come back at whatever port is free, so that
// each folder's processes may meet the other's server. Each run is compared with an undisturbed one.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '100' },
    'kills-a-run': { type: 'string', default: '20' },
  },
});
const [seed, wanted, killsARun] = [Number(values.seed), Number(values.kills), Number(values['kills-a-run'])];
const [latencyMs, longestDelayMs, dialogs] = [1000, 9000, 24];
const random = createRandom(seed);
const victims: readonly VictimBeside[] = ['launch', 'worker', 'server', 'all'];

interface Side {
  name: string;
  key: string;
  endpoint: CountingEndpoint;
}

interface Outcome {
  survived: SurvivedBeside;
  differences: RunDifferences;
  /** Files of the folder that hold a key, in clear. */
  keyFiles: string[];
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'.split('');
const folder = await mkdtemp(join(tmpdir(), 'convrec-crash-beside-'));
const sides: Side[] = [];
for (const name of ['first', 'second']) {
  const drawn = Array.from({ length: 32 }, () => random.pick(letters));
  sides.push({ name, key: `sk-${drawn.join('')}`, endpoint: await startCountingEndpoint(latencyMs) });
}
const startedMs = performance.now();
try {
  const outcomes: Outcome[] = [];
  const killed = (): number => outcomes.reduce((sum, { survived }) => sum + count(survived), 0);
  for (let round = 0; killed() < wanted; round += 1) {
    const left = Math.max(1, Math.ceil((wanted - killed()) / sides.length));
    outcomes.push(...(await runRound(round, Math.min(killsARun, left))));
    console.log(`round ${round}: ${killed()} kills after ${Math.round((performance.now() - startedMs) / 1000)} s`);
    // Each time, so that what was measured is kept where a later round is cut short; the figures say how many kills they are of.
    await report(outcomes);
  }
} finally {
  await endWhatIsLeft(folder);
  for (const { endpoint } of sides) await endpoint.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function count({ kills }: SurvivedBeside): number {
  return Object.values(kills).reduce((sum, kill) => sum + kill, 0);
}

function envOf({ key }: Side): NodeJS.ProcessEnv {
  return { OPENAI_API_KEY: key };
}

/** A run for each side, at the same time, and the same run undisturbed before. */
async function runRound(round: number, kills: number): Promise<Outcome[]> {
  const place = (name: string): string => join(folder, `${round}-${name}`);
  const sample = ['--sample-users', '60', '--set', 'aspects.count=8', '--set', 'aspects.trainingClauses=1500'];
  // The double's dialogs fail now and then; a run without a replacement would end otherwise than whole.
  const reserves = ['--set', 'targets.reserveShare=1'];
  const size = ['--set', `seed=${round + 1}`, '--limit', String(dialogs), '--concurrency', '8', '--no-check'];
  const argsOf = ({ endpoint }: Side): string[] => [
    ...sample,
    ...size,
    ...reserves,
    '--model',
    'openai:test-model',
    '--base-url',
    endpoint.baseUrl,
  ];
  const [one] = sides;
  if (one === undefined) throw new Error('there are no sides');
  const whole = await launchBeside(place('undisturbed'), argsOf(one), envOf(one), []);
  if (whole.launchCodes.at(-1) !== 0) throw new Error(`the undisturbed run failed:\n${whole.said}`);
  return Promise.all(
    sides.map(async (side): Promise<Outcome> => {
      const runs = place(side.name);
      const drawn = Array.from({ length: kills }, (): KillBeside => ({
        victim: random.pick(victims),
        delayMs: random.integer(0, longestDelayMs),
      }));
      const survived = await launchBeside(runs, argsOf(side), envOf(side), drawn);
      if (survived.launchCodes.at(-1) !== 0) throw new Error(`the killed run failed:\n${survived.said}`);
      const differences = await compareRuns(place('undisturbed'), runs, true);
      return { survived, differences, keyFiles: await findKeyFiles(runs) };
    }),
  );
}

async function findKeyFiles(runs: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(runs, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (sides.some(({ key }) => bytes.includes(key))) found.push(path);
  }
  return found;
}

async function report(outcomes: readonly Outcome[]): Promise<void> {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, each) => total + of(each), 0);
  const calls = await Promise.all(
    sides.map(async ({ key, endpoint }) => {
      const keys = await endpoint.listKeys();
      return { all: keys.length, other: keys.filter((given) => given !== `Bearer ${key}`).length };
    }),
  );
  const foreign = calls.reduce((total, { other }) => total + other, 0);
  const lost = sum(({ differences }) => differences.lost);
  const doubled = sum(({ differences }) => differences.doubled);
  const setting = `seed ${seed}; two folders of runs side by side, each with a launch, a worker, a server, a key and an endpoint; ${outcomes.length} runs of ${dialogs} dialogs, bundled sample (simulated), ${latencyMs} ms a call`;
  const figure = (name: string, value: number, unit: string): Result => ({ name, value, unit, setting });
  const kills = sum(({ survived }) => count(survived));
  await writeResults(
    'crash-beside',
    [
      figure('kill -9, all', kills, 'kills'),
      ...victims.map((victim) =>
        figure(
          `kill -9 of ${describe(victim)}`,
          sum(({ survived }) => survived.kills[victim]),
          'kills',
        ),
      ),
      figure(
        'launches of the same line',
        sum(({ survived }) => survived.launches),
        'launches',
      ),
      figure(
        'launches and workers that ended in another way than whole or without their server',
        sum(({ survived }) => survived.surprises.length),
        'processes',
      ),
      figure(
        'dialogs compared',
        sum(({ differences }) => differences.dialogs),
        'dialogs',
      ),
      figure('dialogs lost', lost, 'dialogs'),
      figure('dialogs doubled', doubled, 'dialogs'),
      figure(
        'files of dataset and relations that differ',
        sum(({ differences }) => differences.differing.length),
        'files',
      ),
      figure(
        'calls at both endpoints, those of undisturbed runs among them',
        calls.reduce((total, { all }) => total + all, 0),
        'calls',
      ),
      figure('calls with another key than the folder’s own', foreign, 'calls'),
      figure(
        'files that hold a key',
        sum(({ keyFiles }) => keyFiles.length),
        'files',
      ),
      figure('whole', Math.round((performance.now() - startedMs) / 1000), 's'),
    ],
    { kills, dialogs_lost: lost, dialogs_doubled: doubled, foreign_calls: foreign },
  );
  for (const said of outcomes.flatMap(({ survived }) => survived.surprises))
    console.log(`\nended unexpectedly:\n${said}`);
  for (const { differences, keyFiles } of outcomes) {
    if (differences.differing.length > 0) console.log('differing:', differences.differing.join(' '));
    if (keyFiles.length > 0) console.log('with a key:', keyFiles.join(' '));
  }
}

function describe(victim: VictimBeside): string {
  if (victim === 'launch') return 'a launch, client and worker in one';
  if (victim === 'worker') return 'a worker beside it';
  return victim === 'server' ? 'a Temporal server' : 'all three of a folder at once';
}
