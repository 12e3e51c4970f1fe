import type { RunFolder } from '../../activities/dependencies.ts';
import { countKind, summariseRun } from '../../run/reading/summarise-run.ts';
import type { TemporalSession } from '../../infra/temporal/open-temporal.ts';
import { readPreview } from '../../run/reading/read-preview.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { extrapolateRun } from '../../studio/spending/extrapolate-run.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { describeWorkflow, showPath } from './describe-place.ts';
import { describeCut, describeThinSource, readShortfall } from './launch-advice.ts';
import { neutraliseJson, neutraliseLines } from './neutralise.ts';
import { createBarDisplay, createEventDisplay, createLineDisplay } from './progress-display.ts';
import { renderEnding } from './render-ending.ts';
import { furtherCommand, repeatCommand } from '../repeat-command.ts';
import { atOnceOf, renderPreview, renderPrompts } from './render-preview.ts';

/** What `launch` shows a person, or sends a program as events. */
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
      // Events say so by themselves: their `report` is null.
      const page = await writePage(run, isJson ? () => {} : note);
      if (isJson) emit({ event: 'end', runId: run.ref.runId, folder: run.folder, ...summary, report: page ?? null });
      else await terminal.write(await renderEnding({ run, session, summary, page, context }));
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

/** Path of the run's page; undefined, and a line that says why, where it could not be made: the dialogs are worth more than their page. */
async function writePage(run: RunFolder, note: (line: string) => void): Promise<string | undefined> {
  try {
    const { writeReport } = await import('../../run/report/write-report.ts');
    return (await writeReport(run)).page;
  } catch (error) {
    note(`The run's report could not be written: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** A manifest or config that cannot be read ends the run itself, with an error that says more. */
const leaveToTheRun = (): void => {};

function describeState(run: RunFolder, state: 'created' | 'found' | 'complete', context: Context): string {
  const folder = showPath(run.folder, context);
  if (state === 'created') return `Run ${run.ref.runId} in ${folder}.`;
  if (state === 'found') return `Run ${run.ref.runId} goes on in ${folder}; finished stages are reused.`;
  return `Run ${run.ref.runId} is complete in ${folder}: nothing is computed again (--fresh would).`;
}
