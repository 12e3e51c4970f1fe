import { MultiBar } from 'cli-progress';
import type { SingleBar } from 'cli-progress';
import type { RunProgress } from '../../schemas/progress.ts';
import type { Terminal } from './terminal.ts';

type StageProgress = RunProgress['stages'][number];

/** Shows a run under way: bars on a terminal, a plain line once per change elsewhere, events for programs. */
export interface ProgressDisplay {
  show(progress: RunProgress): void;
  /** A line that stays, above the bars. */
  note(line: string): void;
  /** May be called again. */
  stop(): void;
}

/** One JSON object a line on stdout. */
export function createEventDisplay(emit: (event: object) => void): ProgressDisplay {
  let last = '';
  return {
    show: (progress) => {
      const text = JSON.stringify(progress);
      if (text !== last) emit({ event: 'progress', ...progress });
      last = text;
    },
    note: (line) => emit({ event: 'note', line }),
    stop: () => {},
  };
}

/** Lines on stderr: a stage that starts, a stage that ended, every tenth of the dialogs. */
export function createLineDisplay({ note }: Terminal): ProgressDisplay {
  const shown = new Set<string>();
  return {
    show: (progress) => {
      for (const line of progress.stages.flatMap((stage) => describeChange(stage, progress.dialogs))) {
        if (!shown.has(line)) note(line);
        shown.add(line);
      }
    },
    note,
    stop: () => {},
  };
}

/** A bar for each stage on stderr; the dialogs' bar moves with them. */
export function createBarDisplay({ noteColours: colours, note }: Terminal): ProgressDisplay {
  const bars = new Map<string, SingleBar>();
  const multiBar = new MultiBar({
    stream: process.stderr,
    format: `  {stage} ${colours.cyan('{bar}')} {detail}`,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // A stage that is done stands still; only the whole is redrawn.
    stopOnComplete: false,
    clearOnComplete: false,
    autopadding: true,
  });
  let isActive = true;
  return {
    show: (progress) => {
      for (const stage of progress.stages) {
        const { total, value, detail } = measure(stage, progress.dialogs);
        const payload = { stage: stage.stage.padEnd(12), detail };
        const bar = bars.get(stage.stage) ?? multiBar.create(total, 0, payload);
        bars.set(stage.stage, bar);
        bar.setTotal(total);
        bar.update(value, payload);
      }
      multiBar.update();
    },
    // The bars scroll below a line that is given to them.
    note: (line) => {
      if (isActive && bars.size > 0) multiBar.log(`${line}\n`);
      else note(line);
    },
    stop: () => {
      // A second stop would draw the bars over what came after them.
      if (isActive) multiBar.stop();
      isActive = false;
    },
  };
}

function describeChange(stage: StageProgress, dialogs: RunProgress['dialogs']): string[] {
  const { status, stage: name } = stage;
  if (status === 'waiting') return [];
  const lines = [`${name}: started`];
  const tenth = Math.floor((countEnded(dialogs) * 10) / Math.max(1, dialogs.planned));
  if (name === 'dialogs' && status === 'running' && tenth > 0) {
    lines.push(`${name}: ${tenth}0 % of ${dialogs.planned.toLocaleString('en')}`);
  }
  if (status === 'done') lines.push(`${name}: done${describeDuration(stage)}${prefixed(describeRows(stage))}`);
  return lines;
}

function measure(
  stage: StageProgress,
  dialogs: RunProgress['dialogs'],
): { total: number; value: number; detail: string } {
  if (stage.stage === 'dialogs' && stage.status !== 'waiting' && dialogs.planned > 0) {
    const { planned, accepted, failed } = dialogs;
    const detail = `${accepted} accepted, ${failed} failed of ${planned}`;
    return { total: planned, value: stage.status === 'done' ? planned : countEnded(dialogs), detail };
  }
  if (stage.status === 'done')
    return { total: 1, value: 1, detail: `done${describeDuration(stage)}${prefixed(describeRows(stage))}` };
  return { total: 1, value: 0, detail: stage.status === 'running' ? '...' : '' };
}

const countEnded = ({ accepted, failed }: RunProgress['dialogs']): number => accepted + failed;

/** `6,012 reviews, 14 rejected_rows`; empty for a stage that writes no relation. */
export function describeRows({ rows }: Pick<StageProgress, 'rows'>): string {
  return Object.entries(rows)
    .map(([relation, count]) => `${count.toLocaleString('en')} ${relation}`)
    .join(', ');
}

const prefixed = (text: string): string => (text === '' ? '' : `, ${text}`);

function describeDuration({ durationMs }: StageProgress): string {
  return durationMs === null ? '' : ` in ${(durationMs / 1000).toFixed(1)} s`;
}
