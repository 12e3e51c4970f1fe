import { synthesizeDialog as today } from '../../../workflows/synthesize-dialog.ts';
import type { SynthesizeDialogInput } from '../../../workflows/synthesize-dialog.ts';

export { generateDataset } from '../../../workflows/generate-dataset.ts';
export { synthesizeShard } from '../../../workflows/synthesize-shard.ts';

/** Gives a turn up where today's code repairs it. */
export async function synthesizeDialog(input: SynthesizeDialogInput): ReturnType<typeof today> {
  return today({ ...input, maximumAttempts: 1 });
}
