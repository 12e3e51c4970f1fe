import type { Attempt } from '../schemas/dialog.ts';
import type { RunRef } from '../schemas/run-ref.ts';
import { StudioFailure } from '../schemas/failure.ts';
import { findTurnProblems } from '../studio/fidelity/find-turn-problems.ts';
import { deriveSeed } from '../studio/random.ts';
import { buildContext, namedBefore } from '../studio/simulation/build-context.ts';
import type { Dependencies } from './dependencies.ts';
import { openDialogJournal } from './dialog-journal.ts';
import { readPlan } from './read-plan.ts';

export interface RealizeTurnInput {
  ref: RunRef;
  dialogId: string;
  turn: number;
  /** 0-based; every further attempt has its own seed and sees the problems of those before it. */
  attempt: number;
}

export interface RealizedTurn {
  accepted: boolean;
  /** Names of the checks that found something. */
  problems: string[];
}

/**
 * One attempt at one turn: context, model call, fidelity checks, one line in the dialog's journal. An attempt that the journal holds is
 * answered from there, so a call whose answer arrived is never paid twice.
 */
export function createRealizeTurn(deps: Dependencies): (input: RealizeTurnInput) => Promise<RealizedTurn> {
  return async ({ ref, dialogId, turn, attempt }) => {
    const run = deps.openRun(ref);
    const journal = await openDialogJournal(run, dialogId);
    const kept = journal.attempts.find((made) => made.turn === turn && made.attempt === attempt);
    if (kept !== undefined) return outcomeOf(kept);

    const plan = await readPlan(deps, run, dialogId);
    const step = plan.turns[turn];
    if (step === undefined) throw new RangeError(`dialog ${dialogId} has no turn ${turn} in its plan`);
    const transcript = journal.attempts
      .filter((made) => made.accepted && made.turn < turn)
      .toSorted((left, right) => left.turn - right.turn)
      .flatMap((made) => {
        const speaker = plan.turns[made.turn]?.speaker;
        return speaker === undefined ? [] : [{ speaker, text: made.text }];
      });
    if (transcript.length !== turn) {
      throw new StudioFailure(
        'RunFolderUnusable',
        `dialog ${dialogId} is at turn ${turn} but its journal holds ${transcript.length} turns`,
        {
          remedy: `Its journal below ${run.path('work/dialogs')} was changed or lost; launch the run again with --fresh.`,
        },
      );
    }
    const context = buildContext(plan, turn, transcript);
    const feedback = journal.attempts.filter((made) => made.turn === turn).flatMap((made) => made.problems);
    const config = await run.readConfig();
    const realizer = deps.createRealizer(config);
    const seed = deriveSeed(plan.seed, 'turn', turn, attempt);
    const realization = await realizer.realize({ context, seed, attempt, feedback }, deps.cancellation());
    const problems = findTurnProblems({
      plan,
      turn: step,
      text: realization.text,
      transcript,
      namedItemIds: namedBefore(plan, turn),
      maximumWords: config.fidelity.maximumWordsPerTurn,
    });
    const made: Attempt = {
      turn,
      attempt,
      accepted: problems.length === 0,
      problems,
      realizer: realizer.name,
      context: JSON.stringify(context),
      ...realization,
    };
    await journal.append(made);
    return outcomeOf(made);
  };
}

function outcomeOf({ accepted, problems }: Attempt): RealizedTurn {
  return { accepted, problems: [...new Set(problems.map(({ check }) => check))] };
}
