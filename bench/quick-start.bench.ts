import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeResults } from './results.ts';
import { launchMeasured } from './run-convrec.ts';

// The main job on the bundled sample with the Temporal server already installed: what a person waits for at `npm start`.
const runsRoot = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
try {
  const { manifest, wallSeconds, peakMemoryGib } = await launchMeasured(runsRoot, ['--source', 'sample']);
  const rows = Object.assign({}, ...manifest.stages.map((stage) => stage.rows));
  const stageOf = (name: string) => manifest.stages.find((stage) => stage.stage === name);
  const staged = manifest.stages.reduce((sum, stage) => sum + stage.durationMs, 0) / 1000;
  const setting = `bundled sample (simulated), ${rows['reviews']} reviews, offline realizer`;
  await writeResults('quick-start', [
    { name: 'npm start, whole', value: Number(wallSeconds.toFixed(1)), unit: 's', setting },
    { name: 'of it in stages', value: Number(staged.toFixed(1)), unit: 's', setting },
    { name: 'dialogs accepted', value: Number(stageOf('dialogs')?.figures['accepted']), unit: 'dialogs', setting },
    { name: 'dialogs failed', value: Number(stageOf('dialogs')?.figures['failed']), unit: 'dialogs', setting },
    { name: 'turns', value: Number(rows['turns']), unit: 'turns', setting },
    { name: 'peak memory, client and worker', value: Number(peakMemoryGib.toFixed(2)), unit: 'GiB', setting },
  ]);
} finally {
  await rm(runsRoot, { recursive: true, force: true });
}
