import { relative } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { readDialog } from '../../run/reading/read-dialog.ts';
import { countKind, summariseRun } from '../../run/reading/summarise-run.ts';
import type { RunCount, RunSummary } from '../../run/reading/summarise-run.ts';
import type { TemporalSession } from '../../infra/temporal/open-temporal.ts';
import { readPreview } from '../../run/reading/read-preview.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { tokenLimitCheck } from '../../studio/fidelity/token-limit.ts';
import type { FunnelRow } from '../../studio/dataset/build-funnel.ts';
import { extrapolateRun } from '../../studio/spending/extrapolate-run.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import type { StageName } from '../../schemas/stage-names.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import type { Context } from '../context.ts';
import { describeModelUse } from './describe-model-use.ts';
import type { ExitCode } from '../exit-codes.ts';
import { neutralise, neutraliseJson, neutraliseLines } from './neutralise.ts';
import { createBarDisplay, createEventDisplay, createLineDisplay } from './progress-display.ts';
import { renderTranscript } from './render-dialog.ts';
import { furtherCommand, repeatCommand } from '../repeat-command.ts';
import { atOnceOf, renderPreview, renderPrompts } from './render-preview.ts';

/** What `launch` tells a person, or a program as events. */
export interface LaunchReport {
  note: (line: string) => void;
  /** A line that is said once however often it comes. */
  noteOnce: (line: string) => void;
  progress: (progress: RunProgress) => void;
  /** Takes the bars off; may be called again. */
  stop: () => void;
  found: (run: RunFolder, state: 'created' | 'found' | 'complete') => void;
  detached: (run: RunFolder, session: TemporalSession) => void;
  interrupted: (run: RunFolder) => void;
  /** The end of a preview of so many dialogs. */
  preview: (run: RunFolder, dialogs: number, config: RunConfig) => Promise<ExitCode>;
  /** The end of a complete run; `session` where a server is at hand. Returns the exit code. */
  ending: (run: RunFolder, session: TemporalSession | undefined) => Promise<ExitCode>;
}

export function createLaunchReport(context: Context, isJson: boolean): LaunchReport {
  const { terminal } = context;
  // Not awaited: events are short and few, and their order holds.
  const emit = (event: object): void => {
    void terminal.write(`${neutraliseJson(JSON.stringify(event))}\n`);
  };
  const display = isJson
    ? createEventDisplay(emit)
    : terminal.isNoteTty
      ? createBarDisplay(terminal)
      : createLineDisplay(terminal);
  const said = new Set<string>();
  const further = (...words: string[]): string => furtherCommand(words, context);
  const note = (line: string): void => display.note(neutraliseLines(line));
  const noteOnce = (line: string): void => {
    if (!said.has(line)) note(line);
    said.add(line);
  };
  let shown: RunFolder | undefined;
  const noteThinSource = async (run: RunFolder): Promise<void> => {
    shown = undefined;
    const line = describeThinSource(await run.readManifest(), await run.readConfig());
    if (line !== undefined) noteOnce(line);
  };
  return {
    note,
    noteOnce,
    progress: (progress) => {
      display.show(progress);
      // Said before the first dialog is made, while there is still time to stop.
      const areChosen = progress.stages.some(({ stage, status }) => stage === 'targets' && status === 'done');
      if (areChosen && shown !== undefined) noteThinSource(shown).catch(leaveToTheRun);
    },
    stop: () => display.stop(),
    found: (run, state) => {
      shown = run;
      if (isJson) emit({ event: 'run', runId: run.ref.runId, folder: run.folder, state });
      else note(describeState(run, state, context));
    },
    detached: (run, session) => {
      const workflow = describeWorkflow(run, session);
      if (isJson) emit({ event: 'detached', runId: run.ref.runId, folder: run.folder, workflow });
      else note(`The run goes on in Temporal (${workflow}). Look at it with: ${further('status', run.ref.runId)}`);
    },
    interrupted: (run) => {
      const command = repeatCommand(context, ['--fresh']);
      if (isJson) emit({ event: 'interrupted', runId: run.ref.runId, command });
      else note(`Stopped. The run lives on in Temporal; go on with:\n  ${command}`);
    },
    preview: async (run, dialogs, config) => {
      display.stop();
      const preview = await readPreview(run, dialogs);
      const isAsked = preview.prompts.length > 0;
      const whole = isAsked ? extrapolateRun(preview.dialogs, preview.planned, atOnceOf(config)) : undefined;
      if (isJson) emit({ event: 'preview', runId: run.ref.runId, ...preview, whole: whole ?? null });
      else await terminal.write(neutraliseLines(renderPreview(preview, whole, config)));
      if (isAsked) {
        await run.writeText('pages/preview.md', renderPrompts(preview.prompts));
        note(`All ${preview.prompts.length} prompts: ${showPath(run.path('pages/preview.md'), context)}`);
      }
      note(`These dialogs count in the whole run: ${repeatCommand(context, ['--preview', '--fresh'])}`);
      return preview.dialogs.some(({ status }) => status === 'accepted') ? 0 : 6;
    },
    ending: async (run, session) => {
      display.stop();
      const summary = await summariseRun(run);
      if (isJson) emit({ event: 'end', runId: run.ref.runId, folder: run.folder, ...summary });
      else await terminal.write(await renderEnding({ run, session, summary, context }));
      const cut = describeCut(summary.counts, await run.readConfig());
      if (cut !== undefined && !isJson) note(cut);
      const shortfall = await readShortfall(run);
      if (countKind(summary.counts, 'accepted') === 0) return 6;
      if (shortfall === undefined) return 0;
      if (!isJson) note(shortfall);
      return 11;
    },
  };
}

/** A manifest or config that cannot be read ends the run itself, with an error that says more. */
const leaveToTheRun = (): void => {};

/** A source in which most targets have no earlier review by others; undefined where it is rich enough. */
export function describeThinSource(manifest: Manifest | undefined, { targets }: RunConfig): string | undefined {
  const figures = manifest?.stages.find(({ stage }) => stage === 'targets')?.figures;
  const possible = Number(figures?.['possible'] ?? 0);
  const without = Number(figures?.['without_evidence'] ?? 0);
  if (without === 0 || without < possible / 2) return undefined;
  const lacking =
    targets.minimumEvidence === 1
      ? 'no earlier review by others'
      : `earlier reviews by fewer than ${targets.minimumEvidence} others`;
  return `${without.toLocaleString('en')} of ${possible.toLocaleString('en')} targets have ${lacking} that says anything of the item, and are passed over; --set targets.minimumEvidence=0 plans them too.`;
}

/** What to do where answers ended before their first sentence; undefined where no dialog failed of it. */
function describeCut(counts: readonly RunCount[], { model }: RunConfig): string | undefined {
  const cut = counts.filter(({ kind, reason }) => kind === 'failed' && reason?.includes(tokenLimitCheck) === true);
  if (cut.length === 0) return undefined;
  const dialogs = cut.reduce((sum, { n }) => sum + n, 0);
  return `${dialogs} dialogs failed as the token limit cut answers before their first whole sentence, as it does with models that think first: raise model.maxTokens (${model.maxTokens}), e.g. --set model.maxTokens=${Math.max(1024, 4 * model.maxTokens)}.`;
}

/** Undefined where the run has as many accepted dialogs as were asked for, or none were counted out. */
async function readShortfall(run: RunFolder): Promise<string | undefined> {
  const stages = (await run.readManifest())?.stages ?? [];
  const figureOf = (stage: StageName, figure: string): number =>
    Number(stages.find((report) => report.stage === stage)?.figures[figure] ?? 0);
  const missing = figureOf('dialogs', 'missing');
  if (missing === 0) return undefined;
  const unfinished = figureOf('dialogs', 'unfinished');
  if (unfinished > 0) return `${unfinished} dialogs have not ended; launching the run again goes on with them.`;
  const left = figureOf('targets', 'eligible_left');
  const advice =
    left > 0
      ? `${left} more interactions are eligible: raise targets.reserveShare.`
      : 'every eligible interaction was tried: loosen targets.* or core.*, or ask for fewer.';
  return `${missing} of the dialogs asked for are missing, and no replacement is left; ${advice}`;
}

function describeState(run: RunFolder, state: 'created' | 'found' | 'complete', context: Context): string {
  const folder = showPath(run.folder, context);
  if (state === 'created') return `Run ${run.ref.runId} in ${folder}.`;
  if (state === 'found') return `Run ${run.ref.runId} goes on in ${folder}; finished stages are reused.`;
  return `Run ${run.ref.runId} is complete in ${folder}: nothing is computed again (--fresh would).`;
}

interface Ending {
  run: RunFolder;
  session: TemporalSession | undefined;
  summary: RunSummary;
  context: Context;
}

async function renderEnding({ run, session, summary, context }: Ending): Promise<string> {
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
    ...(summary.funnel.length > 0 ? describeFunnel(summary.funnel) : [leftOut(counts)]),
    ['Dataset', showPath(run.path('dataset'), context)],
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

/** Nothing for runs whose reviews older code read. */
function languagesOf(manifest: Manifest | undefined): [string, string][] {
  const languages = manifest?.stages.find(({ stage }) => stage === 'reviews')?.figures['languages'];
  return languages === undefined ? [] : [['Language', neutralise(`of ${languages}`)]];
}

/** Of a run whose dataset older code wrote, without a funnel. */
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

function describeWorkflow(run: RunFolder, { uiAddress, namespace }: TemporalSession): string {
  const workflowId = datasetWorkflowId(run.ref.runId);
  if (uiAddress === undefined) return workflowId;
  return `${uiAddress}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}

function showPath(path: string, { folder }: Context): string {
  const short = relative(folder, path);
  return short === '' || short.startsWith('..') ? path : short;
}
