import { readFile } from 'node:fs/promises';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { createAdamState, stepAdam } from '../../training/adam.ts';
import { computeGradients } from '../../training/training-step.ts';
import { commonAdam, commonSize, prepareCommon, writeForPython } from './common-model.ts';

// A process of its own, so that its memory is its own. node measure-steps.ts ITEMS NEGATIVES|all THREADS STEPS [FOLDER for Python]
const [items = '', negatives = '', threads = '', steps = '', folder] = process.argv.slice(2);
const size = commonSize(Number(items));
const training = prepareCommon(size, negatives === 'all' ? null : Number(negatives));
if (folder !== undefined) await writeForPython(folder, size, training);
const engine = await createOnnxEngine(Number(threads));
const compiled = await engine.compile(training.graph.scope.graph);
const adam = createAdamState(training.parameters);
const measured = { losses: new Array<number>(), wallMs: new Array<number>(), cpuMs: new Array<number>() };
for (let step = 0; step < Number(steps); step += 1) {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  const options = { seed: step, items: size.items, negatives: training.negatives, dropoutRate: 0, fixed: new Map() };
  const { loss, gradients } = await computeGradients(
    training.graph,
    compiled,
    training.parameters,
    training.batch,
    options,
  );
  stepAdam(adam, training.parameters, gradients, commonAdam);
  const { user, system } = process.cpuUsage(before);
  measured.losses.push(loss);
  measured.wallMs.push(performance.now() - startedAt);
  measured.cpuMs.push((user + system) / 1000);
}
await compiled.close();
const peakKib = Number(/VmHWM:\s+(\d+)/u.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? 0);
console.log(JSON.stringify({ version: engine.name, ...measured, peakMemoryMib: peakKib / 1024 }));
