import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { ensureSample } from '../datasets/sample/ensure-sample.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';
import { readModelRun } from '../test/doubles/model-run.ts';
import { findRealModel, realModelUrl } from '../test/doubles/real-model.ts';
import type { RealModel } from '../test/doubles/real-model.ts';
import { startStudioProcess } from '../test/doubles/studio-process.ts';
import { measureModelRun } from './measure-model-run.ts';
import { readKeptResults, writeResults } from './results.ts';
import type { Result } from './results.ts';

// Dialogs of the bundled sample with a real language model, one at a time, once for each way to repair a turn.
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: realModelUrl },
    model: { type: 'string' },
    dialogs: { type: 'string', default: '20' },
    repair: { type: 'string', default: 'fresh,feedback' },
    format: { type: 'string', default: 'auto' },
  },
});

const found = await findRealModel(values.url);
if (found === undefined) {
  console.log(`skipped: no model answers at ${values.url} (--url, CONVREC_REAL_MODEL_URL)`);
} else {
  const model = { ...found, name: values.model ?? found.name };
  for (const repair of values.repair.split(',')) {
    const measured = await measureRepair(model, repair);
    // After each, beside what other calls measured: one way to repair takes an hour.
    const others = (await readKeptResults('real-model')).filter(
      ({ setting }) => !measured.some((own) => setting.startsWith(own.setting)),
    );
    await writeResults('real-model', [...others, ...measured]);
  }
}

async function measureRepair({ baseUrl, name }: RealModel, repair: string): Promise<Result[]> {
  const studio = await startStudioProcess();
  try {
    const { folder } = await ensureSample(join(studio.runsRoot, '.samples'), {});
    await studio.generate('real', {
      source: { kind: 'yelp', path: folder },
      targets: { limit: Number(values.dialogs) },
      concurrency: { dialogs: 1 },
      model: { kind: 'openai', baseUrl, name, timeoutMs: 300_000, callsAtOnce: 1, format: values.format },
      fidelity: { repair },
    });
    const made = await readModelRun(openRunFolder({ runId: 'real', runsRoot: studio.runsRoot }));
    return measureModelRun(made, `${name}, repair by ${repair === 'fresh' ? 'a fresh sample' : 'feedback'}`);
  } finally {
    await studio.close();
  }
}
