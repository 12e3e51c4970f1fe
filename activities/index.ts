import type { RunRef } from '../schemas/run-ref.ts';
import type { StageReport } from '../schemas/manifest.ts';
import { createBeginRun, createEndRun } from './stage/begin-run.ts';
import { buildProfiles } from './profiling/build-profiles.ts';
import { buildTrajectories } from './profiling/build-trajectories.ts';
import { chooseTargets } from './planning/choose-targets.ts';
import { collectDialogs, gatherDialogs } from './dataset/collect-dialogs.ts';
import { cutReviews } from './profiling/cut-reviews.ts';
import type { Dependencies } from './dependencies.ts';
import { extractMentions } from './profiling/extract-mentions.ts';
import { findCandidates } from './planning/find-candidates.ts';
import { createWriteEvaluation } from './evaluation/evaluate-run.ts';
import { createFinishDialog } from './dialogs/finish-dialog.ts';
import { createJudgeDialog, createListDialogsToJudge } from './evaluation/judge-dialog.ts';
import { createKeepHistories } from './dialogs/keep-histories.ts';
import { induceAspects } from './profiling/induce-aspects.ts';
import { createCountPassDialogs, createListPlannedDialogs } from './dialogs/list-planned-dialogs.ts';
import { planDialogs } from './planning/plan-dialogs.ts';
import { createRealizeTurn } from './dialogs/realize-turn.ts';
import { createStageActivity } from './stage/run-stage.ts';
import type { Stage } from './stage/run-stage.ts';
import { createStep, withTypedFailures } from './stage/step.ts';
import { createStageReviews } from './staging/stage-reviews.ts';
import { writeDataset } from './dataset/write-dataset.ts';

export type { FinishedDialog } from './dialogs/finish-dialog.ts';

export type StudioActivities = ReturnType<typeof createActivities>;

/** Every durable step of a run and its evaluation, by the name workflows call it. */
export function createActivities(deps: Dependencies) {
  const step = createStep(deps);
  const stage = (definition: Stage): ((ref: RunRef) => Promise<StageReport>) =>
    step(createStageActivity(deps, definition));
  return {
    beginRun: step(createBeginRun(deps)),
    stageReviews: stage(createStageReviews(deps.inputs)),
    cutReviews: stage(cutReviews),
    induceAspects: stage(induceAspects),
    extractMentions: stage(extractMentions),
    buildTrajectories: stage(buildTrajectories),
    chooseTargets: stage(chooseTargets),
    buildProfiles: stage(buildProfiles),
    findCandidates: stage(findCandidates),
    planDialogs: stage(planDialogs),
    countPassDialogs: step(createCountPassDialogs(deps)),
    listPlannedDialogs: step(createListPlannedDialogs(deps)),
    // Heart-beats while it waits for the model, or for a place at it.
    realizeTurn: step(createRealizeTurn(deps)),
    // Local to its dialog's workflow, which needs no pulse.
    finishDialog: withTypedFailures(createFinishDialog(deps)),
    keepHistories: step(createKeepHistories(deps)),
    collectDialogs: stage(collectDialogs),
    gatherDialogs: stage(gatherDialogs),
    writeDataset: stage(writeDataset),
    endRun: step(createEndRun(deps)),
    listDialogsToJudge: step(createListDialogsToJudge(deps)),
    judgeDialog: step(createJudgeDialog(deps)),
    writeEvaluation: step(createWriteEvaluation(deps)),
  };
}
