import type { StageReport } from '../schemas/manifest.ts';
import type { RunProgress } from '../schemas/progress.ts';
import { stageNames } from '../schemas/stage-names.ts';
import type { StageName } from '../schemas/stage-names.ts';

export function buildInitialProgress(runId: string): RunProgress {
  return {
    runId,
    status: 'running',
    stages: stageNames.map((stage) => ({ stage, status: 'waiting', rows: {}, durationMs: null })),
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
