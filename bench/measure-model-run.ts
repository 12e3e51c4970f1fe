import type { AttemptRow, ModelRun } from '../test/doubles/model-run.ts';
import type { Result } from './results.ts';

/** The results of a run with a language model: first attempts right by check, repairs, time and tokens a dialog, what the checks caught. */
export function measureModelRun({ dialogs, attempts }: ModelRun, setting: string): Result[] {
  const result = (name: string, value: number, unit: string): Result => ({ name, value, unit, setting });
  const answers = attempts.filter(({ failure }) => failure === null);
  const first = answers.filter(({ attempt }) => attempt === 0);
  const turns = new Set(answers.map(({ dialog_id: dialogId, turn }) => `${dialogId} ${turn}`)).size;
  const acceptedTurns = answers.filter(({ accepted }) => accepted).length;
  const failed = dialogs.filter(({ status }) => status === 'failed');
  const perDialog = (of: (attempt: AttemptRow) => number | null): number =>
    attempts.reduce((sum, attempt) => sum + (of(attempt) ?? 0), 0) / dialogs.length;
  return [
    result('dialogs accepted', dialogs.length - failed.length, `of ${dialogs.length} dialogs`),
    ...countBy(failed.map(({ reason }) => describeReason(reason))).map(([reason, count]) =>
      result(`dialogs failed: ${reason}`, count, 'dialogs'),
    ),
    result(
      'turns right at the first attempt',
      percent(first.filter(({ accepted }) => accepted).length, first.length),
      '%',
    ),
    result('turns right after all attempts', percent(acceptedTurns, turns), '%'),
    ...countBy(first.flatMap(checksOf)).map(([check, count]) =>
      result(`first attempts that pass ${check}`, percent(first.length - count, first.length), '%'),
    ),
    ...countBy(answers.flatMap(checksOf)).map(([check, count]) =>
      result(`answers turned down by ${check}`, count, `of ${answers.length} answers`),
    ),
    ...countBy(first.filter(({ accepted }) => !accepted).map(({ context }) => context.step.act)).map(([act, count]) =>
      result(
        `first attempts turned down at ${act}`,
        count,
        `of ${first.filter(({ context }) => context.step.act === act).length} turns`,
      ),
    ),
    result('repairs a dialog', round((answers.length - first.length) / dialogs.length), 'answers'),
    result('calls without an answer', attempts.length - answers.length, `of ${attempts.length} calls`),
    result('model time a dialog', round(perDialog(({ latency_ms: latencyMs }) => (latencyMs ?? 0) / 1000)), 's'),
    result('prompt tokens a dialog', Math.round(perDialog(({ prompt_tokens: tokens }) => tokens)), 'tokens'),
    result('completion tokens a dialog', Math.round(perDialog(({ completion_tokens: tokens }) => tokens)), 'tokens'),
  ];
}

/** Each check once an answer, however often it found something. */
const checksOf = ({ problems }: AttemptRow): string[] => [
  ...new Set(problems.map((problem) => problem.split(':')[0] ?? problem)),
];

/** "FidelityExhausted at state_aspects" needs the turn's act, which the reason does not hold: its checks do as well. */
function describeReason(reason: string | null): string {
  const [name = 'no reason', , checks] = (reason ?? 'no reason').split(': ');
  return checks === undefined ? name : `${name} (${checks})`;
}

function countBy(names: readonly string[]): [name: string, count: number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : round((100 * part) / whole));
const round = (value: number): number => Number(value.toFixed(1));
