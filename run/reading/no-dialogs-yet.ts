import { StudioFailure } from '../../schemas/failure.ts';

/** What whoever reads dialogs says of a run in which none has ended. */
export const noDialogsYet = (runId: string): StudioFailure =>
  new StudioFailure('RunFolderUnusable', `run ${runId} has no dialogs yet`, {
    remedy: 'Launch it again, or wait until its first dialog has ended (convrec status).',
  });
