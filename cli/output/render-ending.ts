import type { RunFolder } from '../../activities/dependencies.ts';
import type { TemporalSession } from '../../infra/temporal/open-temporal.ts';
import { readDialog } from '../../run/reading/read-dialog.ts';
import { countKind } from '../../run/reading/summarise-run.ts';
import type { RunCount, RunSummary } from '../../run/reading/summarise-run.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import type { FunnelRow } from '../../studio/dataset/build-funnel.ts';
import type { Context } from '../context.ts';
import { furtherCommand } from '../repeat-command.ts';
import { describeModelUse } from './describe-model-use.ts';
import { describeWorkflow, showPath } from './describe-place.ts';
import { neutralise } from './neutralise.ts';
import { renderTranscript } from './render-dialog.ts';

/** A run that ended, and where it is shown. */
export interface Ending {
  run: RunFolder;
  session: TemporalSession | undefined;
  summary: RunSummary;
  /** Path of the run's report; undefined where it could not be made. */
  page: string | undefined;
  context: Context;
}

/** What a person reads at the end of a run: one of its dialogs, its figures, and what to do with it. */
export async function renderEnding({ run, session, summary, page, context }: Ending): Promise<string> {
  const { colours } = context.terminal;
  const { counts, typicalDialogId } = summary;
  const further = (...words: string[]): string => furtherCommand(words, context);
  const manifest = await run.readManifest();
  const modelUse = describeModelUse(manifest);
  const lostHistories = describeLostHistories(manifest);
  const lines = [''];
  if (typicalDialogId !== undefined) {
    const dialog = await readDialog(run, typicalDialogId);
    const by = neutralise(dialog.realizer ?? 'unknown');
    lines.push(
      colours.bold(`One finished dialog, ${typicalDialogId} (by ${by})`),
      renderTranscript(dialog, colours),
      '',
    );
  }
  const facts: [string, string][] = [
    ['Dialogs', describeDialogs(counts)],
    ...(modelUse === undefined ? [] : [['Model', modelUse] satisfies [string, string]]),
    ...(lostHistories === undefined ? [] : [['Replay', lostHistories] satisfies [string, string]]),
    ...languagesOf(manifest),
    ...forgottenOf(manifest),
    ...(summary.funnel.length > 0 ? describeFunnel(summary.funnel) : [leftOut(counts)]),
    ['Dataset', showPath(run.path('dataset'), context)],
    ...(page === undefined ? [] : [['Report', showPath(page, context)] satisfies [string, string]]),
    ['Ask it', further('sql', 'select split, count(*) from dialogs group by all')],
    ['', `${further('sql', '--saved', 'falling-aspects')}    (--saved list lists more)`],
    ['', further('show', typicalDialogId ?? 'DIALOG')],
    ['Temporal', describeUi(run, session, further('server', 'start', '--ui'))],
    ['Your own', 'npx convrec launch --source FOLDER    (Yelp, Amazon Reviews or MobileRec files;'],
    ['', 'any other CSV, JSONL or Parquet by a column mapping: see README.md)'],
  ];
  lines.push(...facts.map(([name, fact]) => `${colours.bold(name.padEnd(9))} ${fact}`));
  return `${lines.join('\n')}\n`;
}

/** Undefined where every dialog's history is kept. */
function describeLostHistories(manifest: Manifest | undefined): string | undefined {
  const dialogs = manifest?.stages.find(({ stage }) => stage === 'dialogs');
  const lost = Number(dialogs?.figures['without_history'] ?? 0);
  return lost === 0
    ? undefined
    : `${lost.toLocaleString('en')} dialogs have no kept history: convrec replay cannot make them again`;
}

function describeDialogs(counts: readonly RunCount[]): string {
  const failed = countKind(counts, 'failed');
  const reasons = describeReasons(counts, 'failed');
  return `${countKind(counts, 'accepted').toLocaleString('en')} accepted, ${failed.toLocaleString('en')} failed${reasons}`;
}

/** Returns no line for runs whose reviews older code read. */
function languagesOf(manifest: Manifest | undefined): [string, string][] {
  const languages = manifest?.stages.find(({ stage }) => stage === 'reviews')?.figures['languages'];
  return languages === undefined ? [] : [['Language', neutralise(`of ${languages}`)]];
}

/** Returns no line for a run without `source.exclude`. */
function forgottenOf(manifest: Manifest | undefined): [string, string][] {
  const reading = manifest?.stages.find(({ stage }) => stage === 'reviews');
  const step = reading?.steps.find((taken) => taken.step === 'forget');
  if (step === undefined) return [];
  return [['Forgotten', `${(step.rowsIn - step.rowsOut).toLocaleString('en')} ${step.note ?? 'rows'}`]];
}

/** Counts what was left out of a run whose dataset older code wrote, without a funnel. */
function leftOut(counts: readonly RunCount[]): [string, string] {
  const kinds = [
    ['rejected', 'rejected rows'],
    ['ineligible', 'users without a target'],
    ['unplanned', 'targets without a plan'],
  ] as const;
  const described = kinds.map(
    ([kind, words]) => `${countKind(counts, kind).toLocaleString('en')} ${words}${describeReasons(counts, kind)}`,
  );
  return ['Left out', described.join('; ')];
}

/** From the rows read to the dialogs accepted; a step's losses stand with their reasons before what it leaves. */
function describeFunnel(funnel: readonly FunnelRow[]): [string, string][] {
  const usersFrom = funnel.findIndex(({ step }) => step === 'core users');
  return [
    ['Rows', funnel.slice(0, usersFrom).map(describeStep).join(', ')],
    ['Users', funnel.slice(usersFrom).map(describeStep).join(', ')],
  ];
}

function describeStep({ step, rows, reason }: FunnelRow): string {
  const counted = `${rows.toLocaleString('en')} ${step}`;
  return reason === null ? counted : `less ${counted} (${neutralise(reason)})`;
}

const shownReasons = 3;

function describeReasons(counts: readonly RunCount[], kind: RunCount['kind']): string {
  const reasons = counts.filter((count) => count.kind === kind);
  if (reasons.length === 0) return '';
  const shown = reasons.slice(0, shownReasons).map(({ reason, n }) => `${neutralise(reason ?? 'unknown')} ${n}`);
  return ` (${shown.join(', ')}${reasons.length > shownReasons ? ', …' : ''})`;
}

function describeUi(run: RunFolder, session: TemporalSession | undefined, starting: string): string {
  if (session === undefined) return `\`${starting}\` starts the server and says the address of its UI`;
  if (session.isGiven) return `workflow ${describeWorkflow(run, session)} in your server's UI`;
  if (session.uiAddress === undefined) {
    return `workflow ${describeWorkflow(run, session)}; \`${starting}\` shows it in a browser`;
  }
  return `${describeWorkflow(run, session)} while the server is up (npx convrec server)`;
}
