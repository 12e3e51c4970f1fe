import type { ModelUse } from '../schemas/model-use.ts';
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

/** A few lines of Markdown for Temporal's UI. Counts and names of stages only. */
export function describeProgress({ status, stages, dialogs, modelUse }: RunProgress): string {
  const done = stages.filter((stage) => stage.status === 'done').length;
  const running = stages.find((stage) => stage.status === 'running');
  const place = running === undefined ? '' : `, at stage **${running.stage}**`;
  const { planned, accepted, failed, inWork } = dialogs;
  return [
    `**${status}**${place}; ${done} of ${stages.length} stages are done`,
    ...(planned === 0
      ? []
      : [
          `Dialogs: ${accepted} accepted and ${failed} failed of ${planned}; in work beside the newest shard's: ${inWork}`,
        ]),
    ...(modelUse === undefined ? [] : [`Model calls of the dialogs that ended: ${describeUse(modelUse)}`]),
  ].join('\n\n');
}

const describeUse = ({ calls, promptTokens, completionTokens, costUsd }: ModelUse): string =>
  `${calls}, ${promptTokens} tokens in, ${completionTokens} out, ${costUsd === null ? 'cost unknown' : `${costUsd.toFixed(4)} USD`}`;
