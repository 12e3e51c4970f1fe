/**
 * What a program may import from `convrec-studio`: run a command, open a run's folder, ask its relations, check turns and datasets. Until 1.0 it
 * may change with a minor version.
 */
export { runConvrec } from './cli/run-convrec.ts';
export type { CommandOutcome, CommandSurroundings } from './cli/run-convrec.ts';
export type { RunFolder } from './activities/dependencies.ts';
export { readCheckedTurns } from './infra/inputs/read-checked-turns.ts';
export { openRunFolder } from './infra/storage/run-folder.ts';
export { verifyDataset } from './run/evaluation/verify-dataset.ts';
export type { Verification, VerificationInput } from './run/evaluation/verify-dataset.ts';
export { findRun, listRuns } from './run/life/list-runs.ts';
export type { ListedRun } from './run/life/list-runs.ts';
export { withRelations } from './run/query/open-relations.ts';
export type { Relations, RelationsOptions } from './run/query/open-relations.ts';
export type { QueryResult } from './run/query/run-query.ts';
export { CheckedTurnSchema } from './schemas/checked-turn.ts';
export type { CheckedTurn, TurnProblem } from './schemas/checked-turn.ts';
export { StudioFailure } from './schemas/failure.ts';
export type { Manifest } from './schemas/manifest.ts';
export { RunConfigSchema } from './schemas/run-config.ts';
export type { RunConfig } from './schemas/run-config.ts';
export type { RunRef } from './schemas/run-ref.ts';
export { findCheckedTurnProblems } from './studio/fidelity/grounded/find-checked-turn-problems.ts';
