import { z } from 'zod';
import type { StageReport } from '../../schemas/manifest.ts';

/** One step between the rows read and the dialogs accepted. */
export const FunnelRowSchema = z.object({
  step: z.string(),
  rows: z.number(),
  /** Why the step loses them; null where it says what is left. */
  reason: z.string().nullable(),
});
export type FunnelRow = z.infer<typeof FunnelRowSchema>;

export const FunnelCountSchema = z.object({ kind: z.string(), reason: z.string().nullable(), rows: z.number() });
export type FunnelCount = z.infer<typeof FunnelCountSchema>;

/** The steps in order: rows read, rejected, repeated, copied, in the core; then core users, eligible, targets, planned, accepted. */
export function buildFunnel(stages: readonly StageReport[], counts: readonly FunnelCount[]): FunnelRow[] {
  const reading = stages.find(({ stage }) => stage === 'reviews');
  return [...(reading === undefined ? [] : describeReviews(reading)), ...describeDialogs(counts)];
}

function describeReviews({ steps, figures }: StageReport): FunnelRow[] {
  const stepOf = (name: string): StageReport['steps'][number] | undefined => steps.find(({ step }) => step === name);
  const lost = (name: string, step: string): FunnelRow[] => {
    const { rowsIn = 0, rowsOut = 0, note = null } = stepOf(name) ?? {};
    return rowsIn === rowsOut ? [] : [{ step, rows: rowsIn - rowsOut, reason: note }];
  };
  const rejected = Object.entries(figures).flatMap(([figure, rows]) => {
    const [, reason] = /^rejected: (.*)$/su.exec(figure) ?? [];
    return reason === undefined ? [] : [{ step: 'rejected', rows: Number(rows), reason }];
  });
  const core = stepOf('mark k-core');
  return [
    { step: 'rows read', rows: stepOf('read reviews')?.rowsIn ?? 0, reason: null },
    ...rejected,
    ...lost('remove repeated ids', 'repeated'),
    ...lost('remove repeated reviews', 'repeated'),
    ...lost('remove copies', 'duplicates'),
    { step: 'reviews', rows: core?.rowsIn ?? 0, reason: null },
    ...lost('match items', 'unmatched items'),
    ...lost('name items', 'untitled items'),
    ...lost('mark k-core', 'outside the core'),
    { step: 'core reviews', rows: core?.rowsOut ?? 0, reason: null },
  ];
}

function describeDialogs(counts: readonly FunnelCount[]): FunnelRow[] {
  const sumOf = (kind: string): number =>
    counts.filter((count) => count.kind === kind).reduce((sum, { rows }) => sum + rows, 0);
  const lost = (kind: string): FunnelRow[] =>
    counts.filter((count) => count.kind === kind).map(({ rows, reason }) => ({ step: kind, rows, reason }));
  const beyondLimit = counts.find(({ kind, reason }) => kind === 'ineligible' && reason === 'beyond-limit')?.rows ?? 0;
  const coreUsers = sumOf('core users');
  return [
    { step: 'core users', rows: coreUsers, reason: null },
    ...lost('ineligible').filter(({ reason }) => reason !== 'beyond-limit'),
    { step: 'eligible users', rows: coreUsers - sumOf('ineligible') + beyondLimit, reason: null },
    ...(beyondLimit > 0 ? [{ step: 'beyond the limit', rows: beyondLimit, reason: 'targets.limit' }] : []),
    { step: 'targets', rows: sumOf('targets'), reason: null },
    ...lost('unplanned'),
    { step: 'planned', rows: sumOf('planned'), reason: null },
    ...lost('failed'),
    { step: 'accepted', rows: sumOf('accepted'), reason: null },
  ];
}
