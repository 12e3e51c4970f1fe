import type { Attempt } from '../../schemas/dialog.ts';

/** Whether the call brought an answer, good or bad: what failed on its way is no sample. */
export const isAnswered = ({ modelCall }: Pick<Attempt, 'modelCall'>): boolean =>
  modelCall === null || modelCall.failure === null;
