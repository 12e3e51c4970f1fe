import { RunRefSchema } from '../../schemas/run-ref.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';

const answersFile = 'work/answers-from.txt';

/** Names the run whose journals hold answers that this one may be given again; they are looked for in the same folder of runs. */
export const writeAnswersFrom = (run: RunFolder, { runId }: RunRef): Promise<void> =>
  run.writeText(answersFile, `${runId}\n`);

/** Undefined for a run that begins with no answer of another one. */
export async function openRunBefore(
  { openRun }: Pick<Dependencies, 'openRun'>,
  run: RunFolder,
): Promise<RunFolder | undefined> {
  const runId = (await run.readText(answersFile))?.trim();
  const ref = RunRefSchema.safeParse({ runId, runsRoot: run.ref.runsRoot }).data;
  return ref === undefined ? undefined : openRun(ref);
}
