import { StudioFailure } from '../../schemas/failure.ts';
import type { Reservation } from '../../schemas/ledger.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import type { KeepFailedCall, ReserveCall } from '../../schemas/realization.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';
import { budgetOf, openLedger } from './open-ledger.ts';
import { countFailures, pauseAfterFailure } from './pause-after-failure.ts';

/** A question to a model that is paid from the run's budget, and where its calls are kept. */
export interface MeteredQuestion<Answer extends { modelCall: ModelCall | null }, Kept> {
  /** Calls made for the same answer so far, those that brought none among them. */
  calls: () => readonly { modelCall: ModelCall | null }[];
  /** Names a call in the ledger by its number; the same for the same call, whoever makes it. */
  placeOf: (call: number) => string;
  /** Asks the model: every call begins with `reserveCall`, and one without an answer goes to `keepFailedCall` before the failure leaves. */
  ask: (signal: AbortSignal, keepFailedCall: KeepFailedCall, reserveCall: ReserveCall) => Promise<Answer>;
  /** Writes the answer into its journal. */
  keep: (answer: Answer) => Promise<Kept>;
  /** Writes a call without an answer into the same journal. */
  keepFailed: (call: ModelCall) => Promise<unknown>;
}

/**
 * Reserves, asks, keeps, settles. A call is kept before it is settled: what a journal holds is settled by whoever meets it next (`settleKept`), so
 * that no answer is paid twice and none is lost to the books. Throws BudgetSpent where the call might pass the run's budget; a failed call says when
 * to ask again.
 */
export async function askMetered<Answer extends { modelCall: ModelCall | null }, Kept>(
  deps: Dependencies,
  run: RunFolder,
  { budget, model }: Pick<RunConfig, 'budget' | 'model'>,
  { calls, placeOf, ask, keep, keepFailed }: MeteredQuestion<Answer, Kept>,
): Promise<Kept> {
  const ledger = openLedger(run);
  let reservation: Reservation | undefined;
  const reserveCall: ReserveCall = async (bound) => {
    reservation = await ledger.reserve(placeOf(calls().length), bound, {
      budget: budgetOf({ budget }),
      longestCallMs: model.timeoutMs + settlingMs,
      nowMs: () => deps.nowMs(),
      signal: deps.cancellation(),
    });
  };
  const settle = async (call: ModelCall | null): Promise<void> => {
    if (call !== null && reservation !== undefined) await ledger.settle(reservation, call);
  };
  const keepFailedCall: KeepFailedCall = async (call) => {
    await keepFailed(call);
    await settle(call);
  };
  const answer = await ask(deps.cancellation(), keepFailedCall, reserveCall).catch((error: unknown) => {
    if (!(error instanceof StudioFailure)) throw error;
    throw pauseAfterFailure(error, countFailures(calls()));
  });
  const kept = await keep(answer);
  await settle(answer.modelCall);
  return kept;
}

/** From the end of a call to its settlement. */
const settlingMs = 10_000;

/** Settles a call that a journal holds, in case its worker was killed before it did. */
export async function settleKept(run: RunFolder, place: string, call: ModelCall | null): Promise<void> {
  if (call !== null) await openLedger(run).settleKept(place, call);
}
