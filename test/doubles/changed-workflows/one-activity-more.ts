import { proxyLocalActivities } from '@temporalio/workflow';
import { synthesizeDialog as today } from '../../../workflows/synthesize-dialog.ts';
import type { SynthesizeDialogInput } from '../../../workflows/synthesize-dialog.ts';

export { generateDataset } from '../../../workflows/generate-dataset.ts';
export { synthesizeShard } from '../../../workflows/synthesize-shard.ts';

/** What an author does who forgets `patched`: a step that no kept history has. */
export async function synthesizeDialog(input: SynthesizeDialogInput): ReturnType<typeof today> {
  const { auditDialog } = proxyLocalActivities<{ auditDialog(dialogId: string): Promise<void> }>({
    startToCloseTimeout: '1m',
  });
  await auditDialog(input.dialogId);
  return today(input);
}
