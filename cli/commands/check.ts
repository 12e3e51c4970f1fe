import { resolve } from 'node:path';
import { readCheckedTurns } from '../../infra/inputs/read-checked-turns.ts';
import type { CheckedTurn, TurnProblem } from '../../schemas/checked-turn.ts';
import { findCheckedTurnProblems } from '../../studio/fidelity/grounded/find-checked-turn-problems.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { listenForInterruption } from '../interruption.ts';
import { neutraliseJson } from '../output/neutralise.ts';
import { resolveVerifier } from '../resolve-verifier.ts';
import type { VerifierFlags } from '../resolve-verifier.ts';

export type CheckOptions = VerifierFlags;

/** `convrec check FILE`: the problems of each turn, a line each, as they are found. */
export async function check(file: string, options: CheckOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder } = context;
  const verifier = await resolveVerifier(options, context);
  const interruption = listenForInterruption();
  try {
    for await (const turn of readCheckedTurns(resolve(folder, file))) {
      interruption.signal.throwIfAborted();
      const found = findCheckedTurnProblems(turn);
      // Code is free and sure of itself: the model is asked only about what it lets pass.
      const problems = found.length > 0 || verifier === undefined ? found : await verifier(turn, interruption.signal);
      await terminal.write(renderLine(turn, problems));
    }
  } finally {
    interruption.stopListening();
  }
  return 0;
}

const renderLine = ({ id }: CheckedTurn, problems: readonly TurnProblem[]): string =>
  `${neutraliseJson(JSON.stringify({ id, problems }))}\n`;
