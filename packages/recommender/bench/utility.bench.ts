import { parseArgs } from 'node:util';
import { RecommenderNameSchema, RecommenderSettingsSchema, isClosedForm } from '../schema.ts';
import type { RecommenderName, RecommenderSettings } from '../schema.ts';
import { drawTrials, searchSpace } from '../training/search-options.ts';
import { listSettings, tunedOn } from './utility/list-settings.ts';
import type { BenchSize, Setting } from './utility/list-settings.ts';
import { ceilings } from './utility/planted/ceilings.ts';
import { prepareSetting } from './utility/run-cells.ts';
import type { Cell } from './utility/run-cells.ts';
import { writeUtility } from './utility/write-utility.ts';
import type { TestedSetting } from './utility/write-utility.ts';

// Does encoding history and dialog together pay, and how near is each model to what can be known? Every model on a planted town: what the
// dialog says, what the history tells, what reviewers said of the places, and how often the dialog turns what the history means, each at
// several strengths. Beside the models stand counting rules that know the plant. Trainings are kept in
// ~/.cache/convrec-studio/bench/utility: a call that is stopped goes on where it was, and calls with other --only or --models may run beside
// each other (--write no). Settings are chosen on one of the datasets, at --trial-users, and used for all.
const { values: given } = parseArgs({
  options: {
    users: { type: 'string', default: '12000' },
    items: { type: 'string', default: '1500' },
    seeds: { type: 'string', default: '5' },
    epochs: { type: 'string', default: '40' },
    trials: { type: 'string', default: '10' },
    'trial-users': { type: 'string', default: '4000' },
    'trial-items': { type: 'string', default: '1000' },
    'trial-epochs': { type: 'string', default: '30' },
    /** Datasets whose name holds one of these, with semicolons between; `@` at the end stands for the name's end. */
    only: { type: 'string', default: '' },
    models: { type: 'string', default: RecommenderNameSchema.options.join(',') },
    /** Takes the trainings that are kept and makes none; what is missing is said. */
    kept: { type: 'boolean', default: false },
    /** `no`: trains and keeps, and leaves the writing to a later call; `trials` makes only those. */
    write: { type: 'string', default: 'yes' },
  },
});
const base = RecommenderSettingsSchema.parse({
  epochs: Number(given.epochs),
  batch: 128,
  historyLength: 12,
  dialogLength: 10,
});
const models = given.models.split(',').map((name) => RecommenderNameSchema.parse(name));
const size: BenchSize = { users: Number(given.users), items: Number(given.items), models };

const chosen = await chooseSettings();
if (given.write !== 'trials') {
  const tested: TestedSetting[] = [];
  for (const setting of listSettings(size)) {
    if (!given.only.split(';').some((part) => `${setting.name}@`.includes(part))) continue;
    console.log(setting.name);
    const one = await testModels(setting);
    if (one.cells.some(({ model }) => !isClosedForm(model))) tested.push(one);
    else console.log('  left out: nothing is trained');
  }
  if (given.write === 'yes') await writeUtility(tested, chosen, { ...given, kept: String(given.kept) });
}

/** Each model's best of so many settings, the same ones for each, on validation of one dataset. */
async function chooseSettings(): Promise<Map<RecommenderName, RecommenderSettings>> {
  const smaller = { ...size, users: Number(given['trial-users']), items: Number(given['trial-items']) };
  const setting = listSettings(smaller).find(({ name }) => name === tunedOn);
  if (setting === undefined) throw new RangeError(`no dataset ${tunedOn}`);
  const { train } = prepareSetting(setting, (line) => console.log(`  trial: ${line}`));
  const best = new Map<RecommenderName, RecommenderSettings>();
  for (const model of models) {
    let most = Number.NEGATIVE_INFINITY;
    const trials = isClosedForm(model) ? [base] : drawTrials(base, searchSpace, Number(given.trials));
    for (const trial of trials) {
      const { validation } = await train(model, { ...trial, epochs: Number(given['trial-epochs']) });
      if (validation > most) best.set(model, trial);
      most = Math.max(most, validation);
    }
  }
  return best;
}

async function testModels(setting: Setting): Promise<TestedSetting> {
  const { train, findKept, ceiling } = prepareSetting(setting, (line) => console.log(`  ${line}`));
  const cells: { model: RecommenderName; seed: number; cell: Cell }[] = [];
  for (const model of setting.models) {
    const settings = chosen.get(model) ?? base;
    for (let seed = 1; seed <= (isClosedForm(model) ? 1 : Number(given.seeds)); seed += 1) {
      const seeded = { ...settings, seed };
      const isKeptAlone = given.kept && !isClosedForm(model);
      const cell = isKeptAlone ? await findKept(model, seeded) : await train(model, seeded);
      if (cell === undefined) console.log(`  ${model}, seed ${seed}: not trained`);
      else cells.push({ model, seed, cell });
    }
  }
  return { setting, cells, rules: ceilings.map((name) => ({ name, cell: ceiling(name, base) })) };
}
