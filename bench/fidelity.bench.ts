import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSample } from '../datasets/sample/ensure-sample.ts';
import type { Utterance } from '../schemas/agent-context.ts';
import { findLanguageProblems } from '../studio/fidelity/executional/language.ts';
import { findMetaTalkProblems } from '../studio/fidelity/executional/meta-talk.ts';
import { findRepeatProblems } from '../studio/fidelity/executional/repeat.ts';
import { findRoleSwapProblems } from '../studio/fidelity/executional/role-swap.ts';
import { findNamedItems } from '../studio/fidelity/find-named-items.ts';
import { plainWordsOf } from '../studio/fidelity/named-in-turn.ts';
import { createPlan } from '../test/fixtures/dialog-plan.ts';
import { realizeOffline } from '../test/studio/fidelity/offline-dialog.ts';
import { mutations } from '../test/studio/fidelity/mutations.ts';
import { findFalseAlarms, plantFaults } from './fidelity-figures.ts';
import type { MadeDialog } from './fidelity-figures.ts';
import { planInProcess } from './plan-in-process.ts';
import { domains, readPredecessor } from './predecessor.ts';
import type { Domain } from './predecessor.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// Faults planted in good dialogs: how many the checks catch, and how often they object to good ones. The dialogs are the offline realizer's
// first attempts over plans that the real stages make of the bundled (simulated) sample in all three domains.
const users = 120;
const seed = 7;
const results: Result[] = [];
const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(4)));

const dialogs: (MadeDialog & { domain: Domain })[] = [];
for (const domain of domains) {
  for (const plan of await planSample(domain)) dialogs.push({ domain, plan, turns: realizeOffline(plan) });
}
const setting = `bundled sample, ${users} users a domain`;
const alarms = findFalseAlarms(dialogs);
for (const { dialogId, text, problems } of alarms.falseAlarms) console.log('false alarm', dialogId, text, problems);
const falseAlarmShare: Record<string, number> = { overall: share(alarms.falseAlarms.length, alarms.turns) };
results.push(
  { name: 'dialogs', value: dialogs.length, unit: 'dialogs', setting },
  { name: 'good turns objected to', value: alarms.falseAlarms.length, unit: `of ${alarms.turns}`, setting },
);

const withAlarms = new Set(alarms.falseAlarms.map(({ dialogId }) => dialogId));
const good = dialogs.filter(({ plan }) => !withAlarms.has(plan.dialogId));
const caughtShare: Record<string, number> = {};
const total = { planted: 0, caught: 0 };
for (const name of Object.keys(mutations)) {
  const { planted, caught, missed } = plantFaults(name, good, seed);
  for (const { dialogId, text } of missed) console.log('missed', name, dialogId, text);
  caughtShare[name] = share(caught, planted);
  total.planted += planted;
  total.caught += caught;
  results.push({ name: `caught: ${name}`, value: caughtShare[name], unit: `of ${planted}`, setting });
}
caughtShare['overall'] = share(total.caught, total.planted);
results.push({ name: 'caught: all', value: caughtShare['overall'], unit: `of ${total.planted}`, setting });

for (const domain of domains) {
  const others = await readPredecessor(domain);
  if (others === undefined) console.log('skipped: no ../shared/data');
  else results.push(...judgeOthers(domain, others));
}
await writeResults('fidelity', results, { caught_share: caughtShare, false_alarm_share: falseAlarmShare });

async function planSample(domain: Domain): ReturnType<typeof planInProcess> {
  const root = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
  try {
    const sample = { domain, users, seed };
    const { folder } = await ensureSample(root, sample);
    const aspects = { count: 12, trainingClauses: 6000 };
    return await planInProcess({ source: { kind: 'sample', path: folder, sample }, aspects });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Talk of others, which has no plan: the checks that need none, and titles of our items, of which it can name none but by chance. */
function judgeOthers(domain: Domain, others: readonly (readonly Utterance[])[]): Result[] {
  const plan = { ...createPlan(1), candidates: [] };
  const plans = dialogs.filter((dialog) => dialog.domain === domain).map((dialog) => dialog.plan);
  const counts = { turns: 0, 'role swap': 0, 'meta talk': 0, language: 0, repeat: 0, 'a title of ours': 0 };
  for (const said of others) {
    for (const [at, { speaker, text }] of said.entries()) {
      const [planned] = plan.turns;
      const titled = plans[counts.turns % plans.length];
      if (planned === undefined || titled === undefined) throw new Error(`the ${domain} sample has no plan`);
      const turn = { ...planned, speaker };
      const context = { plan, turn, text, transcript: said.slice(0, at), namedItemIds: new Set(''), maximumWords: 90 };
      counts.turns += 1;
      if (findRoleSwapProblems(context).length > 0) counts['role swap'] += 1;
      if (findMetaTalkProblems(context).length > 0) counts['meta talk'] += 1;
      if (findLanguageProblems(context).length > 0) counts.language += 1;
      if (findRepeatProblems(context).length > 0) counts.repeat += 1;
      const plainWords = plainWordsOf(titled);
      if (findNamedItems(text, titled.candidates, { plainWords }).length > 0) counts['a title of ours'] += 1;
    }
  }
  const { turns, ...found } = counts;
  falseAlarmShare[`predecessor ${domain}`] = share(Math.max(...Object.values(found)), turns);
  return Object.entries(found).map(([name, value]) => ({
    name: `predecessor's turns with ${name}`,
    value: share(value, turns),
    unit: `of ${turns}`,
    setting: `${domain}, ${others.length} dialogs of the predecessor`,
  }));
}
