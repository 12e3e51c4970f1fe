import type { RunProgress } from '../../schemas/progress.ts';
import { formatTable } from './format-table.ts';
import { neutralise } from './neutralise.ts';
import { describeRows } from './progress-display.ts';
import type { Colours } from './terminal.ts';

export interface ShownStatus {
  progress: RunProgress;
  /** Where the progress is known from. */
  source: string;
  /** Undefined on a machine that does not see it. */
  folder: string | undefined;
  modelUse: string | undefined;
  /** That no model answers, for how long and why; undefined where one does. */
  outage?: string | undefined;
}

/** A run's state as lines: stages, dialogs, model use, and what is wrong. */
export function renderStatus({ progress, source, folder, modelUse, outage }: ShownStatus, colours: Colours): string[] {
  const rows = progress.stages.map((stage) => [
    stage.stage,
    stage.status,
    stage.durationMs === null ? null : `${(stage.durationMs / 1000).toFixed(1)} s`,
    stage.status === 'done' ? describeRows(stage) : '',
  ]);
  return [
    `${colours.bold(progress.runId)}  ${progress.status}  ${colours.dim(`(from ${source})`)}`,
    ...formatTable(['stage', 'status', 'took', 'rows'], rows, { maximumWidth: 100 }),
    describeDialogCounts(progress),
    ...(modelUse === undefined ? [] : [`Model: ${modelUse}`]),
    ...(outage === undefined ? [] : [colours.yellow(neutralise(outage))]),
    ...(folder === undefined ? [] : [`Folder: ${folder}`]),
  ];
}

/** `Dialogs: 120 planned, 40 accepted, 1 failed, 4 in work, 75 waiting` */
export function describeDialogCounts({ dialogs }: RunProgress): string {
  const { planned, accepted, failed, inWork } = dialogs;
  return `Dialogs: ${planned} planned, ${accepted} accepted, ${failed} failed, ${inWork} in work, ${waitingOf(dialogs)} waiting`;
}

const waitingOf = ({ planned, accepted, failed, inWork }: RunProgress['dialogs']): number =>
  Math.max(0, planned - accepted - failed - inWork);
