import { JudgeCallSchema } from '../../schemas/judgement.ts';
import type { JudgeCall } from '../../schemas/judgement.ts';
import type { RunFolder } from '../dependencies.ts';

/** Calls of the judge over one dialog, a JSON line each, written before anything depends on them. */
export interface JudgeJournal {
  readonly calls: readonly JudgeCall[];
  append(call: JudgeCall): Promise<void>;
}

export const judgeFolder = 'work/judge';

/** Only our own hashes become file names. */
function judgeFile(dialogId: string): string {
  if (!/^d[0-9a-f]{20}$/u.test(dialogId))
    throw new RangeError(`${JSON.stringify(dialogId.slice(0, 40))} is no dialog id`);
  return `${judgeFolder}/${dialogId}.jsonl`;
}

export async function openJudgeJournal(run: RunFolder, dialogId: string): Promise<JudgeJournal> {
  const file = judgeFile(dialogId);
  const calls = ((await run.readText(file)) ?? '').split('\n').flatMap(parseLine);
  return {
    calls,
    async append(call) {
      // The line break before it ends a line that a killed worker may have left torn.
      await run.appendLine(file, `\n${JSON.stringify(call)}`);
      calls.push(call);
    },
  };
}

/** Ids of the dialogs that a judge was asked about, in their order. */
export async function listJudgedDialogs(run: RunFolder): Promise<string[]> {
  const names = await run.listNames(judgeFolder);
  return names.flatMap((name) => (name.endsWith('.jsonl') ? [name.slice(0, -'.jsonl'.length)] : [])).toSorted();
}

/** None for a torn line: its call, if it was paid, counts in the ledger in full. */
function parseLine(line: string): JudgeCall[] {
  try {
    return line === '' ? [] : [JudgeCallSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
