import type { StageName, StageReport } from '../schemas/manifest.ts';
import type { RunProgress } from '../schemas/progress.ts';

const stages: readonly StageName[] = [
  'reviews',
  'clauses',
  'aspects',
  'mentions',
  'trajectories',
  'targets',
  'profiles',
  'candidates',
  'plans',
  'dialogs',
  'dataset',
];

export function buildInitialProgress(runId: string): RunProgress {
  return {
    runId,
    status: 'running',
    stages: stages.map((stage) => ({ stage, status: 'waiting', rows: {}, durationMs: null })),
    dialogs: { planned: 0, accepted: 0, failed: 0, inWork: 0 },
  };
}

export function withStageStarted(progress: RunProgress, name: StageName): RunProgress {
  return {
    ...progress,
    stages: progress.stages.map((known) => (known.stage === name ? { ...known, status: 'running' } : known)),
  };
}

export function withStage(progress: RunProgress, report: StageReport): RunProgress {
  const { stage, rows, durationMs } = report;
  return {
    ...progress,
    stages: progress.stages.map((known) =>
      known.stage === stage ? { stage, status: 'done', rows, durationMs } : known,
    ),
  };
}
