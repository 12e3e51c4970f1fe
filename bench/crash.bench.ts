import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../studio/random.ts';
import { compareRuns } from '../test/doubles/compare-runs.ts';
import { startCountingEndpoint } from '../test/doubles/counting-endpoint.ts';
import { endWhatIsLeft, launchThroughKills } from '../test/doubles/killed-run.ts';
import type { Kill, Survived, Victim } from '../test/doubles/killed-run.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// The real command line, killed at seeded random moments and launched again by the same line, until its run ends by itself; beside it the
// same run undisturbed. Once offline, where every byte must be the same, once at a paid endpoint that counts its calls.
const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, kills: { type: 'string', default: '9' } },
});
const [seed, killsARun] = [Number(values.seed), Number(values.kills)];
const latencyMs = 300;
const random = createRandom(seed);
const victims: readonly Victim[] = ['worker', 'server', 'both'];
/** From the run's own start, and from its dialogs' start, so that both the stages and the dialogs are hit. */
const moments: readonly Pick<Kill, 'after'>[] = [{ after: /^Run /mu }, { after: /^dialogs: started/mu }];
const longestDelayMs = 6000;

const drawKills = (): Kill[] =>
  Array.from({ length: killsARun }, (_, number) => ({
    victim: victims[number % victims.length] ?? 'both',
    ...(moments[Math.floor(number / victims.length) % moments.length] ?? { after: /^Run /mu }),
    delayMs: random.integer(0, longestDelayMs),
  }));

const folder = await mkdtemp(join(tmpdir(), 'convrec-crash-'));
const sample = ['--sample-users', '80', '--set', 'aspects.count=8', '--set', 'aspects.trainingClauses=2000'];
try {
  const offline = await survive('offline', [...sample, '--limit', '60']);
  const endpoint = await startCountingEndpoint(latencyMs);
  const model = ['--model', 'openai:test-model', '--base-url', endpoint.baseUrl, '--concurrency', '16', '--no-check'];
  const paid = await survive('paid', [...sample, ...model, '--limit', '24'], endpoint);
  await endpoint.close();

  const both = [offline, paid];
  const sum = (count: (run: Outcome) => number): number => both.reduce((total, run) => total + count(run), 0);
  const killed = (victim: Victim): number => sum(({ survived }) => survived.kills[victim]);
  const kills = victims.reduce((total, victim) => total + killed(victim), 0);
  const dialogsLost = sum(({ differences }) => differences.lost);
  const dialogsDoubled = sum(({ differences }) => differences.doubled);
  const paidTwice = paid.calls - paid.undisturbedCalls - paid.survived.inFlight;
  const setting = `seed ${seed}; bundled sample (simulated), 80 users; offline 60 dialogs, paid 24 dialogs at ${latencyMs} ms a call, 16 dialogs at once`;
  const count = (name: string, value: number, unit: string): Result => ({ name, value, unit, setting });
  await writeResults(
    'crash',
    [
      ...victims.map((victim) => count(`kill -9 of ${describe(victim)}`, killed(victim), 'kills')),
      count(
        'launches of the same line',
        sum(({ survived }) => survived.launches),
        'launches',
      ),
      count(
        'dialogs compared',
        sum(({ differences }) => differences.dialogs),
        'dialogs',
      ),
      count('dialogs lost', dialogsLost, 'dialogs'),
      count('dialogs doubled', dialogsDoubled, 'dialogs'),
      count('files of dataset and relations that differ, offline', offline.differences.differing.length, 'files'),
      count('files of dataset and relations that differ, paid', paid.differences.differing.length, 'files'),
      count('calls of the undisturbed run', paid.undisturbedCalls, 'calls'),
      count('calls of the killed run, by the endpoint', paid.calls, 'calls'),
      count('calls in flight at a kill', paid.survived.inFlight, 'calls'),
      count(
        'answers that came in the last milliseconds before a kill and were not kept',
        paid.survived.justAnswered,
        'calls',
      ),
      count('calls paid twice beyond those in flight', Math.max(0, paidTwice), 'calls'),
      count('whole, offline and paid', Math.round(sum(({ survived }) => survived.seconds)), 's'),
    ],
    { kills, dialogs_lost: dialogsLost, dialogs_doubled: dialogsDoubled, calls_paid_twice: Math.max(0, paidTwice) },
  );
  console.log(JSON.stringify({ offline, paid }, (name, value: unknown) => (name === 'said' ? undefined : value), 1));
} finally {
  await endWhatIsLeft(folder);
  await rm(folder, { recursive: true, force: true });
}

interface Outcome {
  survived: Survived;
  differences: Awaited<ReturnType<typeof compareRuns>>;
  calls: number;
  undisturbedCalls: number;
}

async function survive(
  name: string,
  args: readonly string[],
  endpoint?: Awaited<ReturnType<typeof startCountingEndpoint>>,
): Promise<Outcome> {
  const [undisturbed, disturbed] = [join(folder, `${name}-undisturbed`), join(folder, `${name}-killed`)];
  const whole = await launchThroughKills(undisturbed, args, []);
  if (whole.exitCodes.at(-1) !== 0) throw new Error(`the undisturbed run failed:\n${whole.said}`);
  const undisturbedCalls = (await endpoint?.countCalls())?.length ?? 0;
  const survived = await launchThroughKills(disturbed, args, drawKills(), endpoint);
  if (survived.exitCodes.at(-1) !== 0) throw new Error(`the killed run failed:\n${survived.said}`);
  const calls = ((await endpoint?.countCalls())?.length ?? 0) - undisturbedCalls;
  const differences = await compareRuns(undisturbed, disturbed, endpoint !== undefined);
  return { survived, differences, calls, undisturbedCalls };
}

function describe(victim: Victim): string {
  if (victim === 'worker') return 'the launch, client and worker in one';
  return victim === 'server' ? 'the Temporal server' : 'both at once';
}
