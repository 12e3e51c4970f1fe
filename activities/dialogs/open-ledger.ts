import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { StudioFailure } from '../../schemas/failure.ts';
import { LedgerLineSchema } from '../../schemas/ledger.ts';
import type { CallBound, LedgerLine, Reservation } from '../../schemas/ledger.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { billCall } from '../../studio/spending/bill-call.ts';
import { createLedgerState, foldLedgerLine, isWithin, sumReserved } from '../../studio/spending/fold-ledger.ts';
import type { Budget, LedgerState } from '../../studio/spending/fold-ledger.ts';
import type { RunFolder } from '../dependencies.ts';
import { listDialogIds, readAttempts } from './dialog-files.ts';
import { isSound, isWritten, sumLine } from './summed-line.ts';

/** What a run has paid and may still have to pay, over all its workers: one file that all of them append to and read alike. */
export interface Ledger {
  /** Resolves when the call may be made. Rejects with BudgetSpent where it might pass the budget, or with the signal's reason. */
  reserve(place: string, bound: CallBound, terms: Terms): Promise<Reservation>;
  /** Resolves when the call's cost is written down. */
  settle(reservation: Reservation, call: ModelCall): Promise<void>;
  /** Settles what a killed worker reserved for a call that was kept after all. */
  settleKept(place: string, call: ModelCall): Promise<void>;
  read(): Promise<LedgerState>;
}

export interface Terms {
  budget: Budget;
  /** A reservation older than this was lost with its worker. */
  longestCallMs: number;
  nowMs: () => number;
  signal: AbortSignal;
}

export const ledgerFile = 'work/ledger.jsonl';

const known = new Map<string, Ledger>();

/** The ledger of a run; one in this process, so that what comes together is written together. */
export function openLedger(run: RunFolder): Ledger {
  const key = run.path(ledgerFile);
  const found = known.get(key) ?? createLedger(run);
  known.set(key, found);
  return found;
}

export const budgetOf = ({ budget }: Pick<RunConfig, 'budget'>): Budget => ({
  nanoUsd: budget.usd === null ? null : Math.round(budget.usd * 1e9),
  tokens: budget.tokens,
});

/** Other workers' settlements are looked for this often while a call waits for them. */
const lookAgainMs = 300;

/** One of several that may stand on the same file. */
export function createLedger(run: RunFolder): Ledger {
  const append = createWriter(run, createReader(run));
  /** Whether the last lines could be written. */
  let isWritable = false;
  const write = async (line?: LedgerLine): Promise<LedgerState> => {
    try {
      const state = await append(line);
      isWritable = true;
      return state;
    } catch (error) {
      isWritable = false;
      throw error;
    }
  };
  const settleAs = (reservation: Reservation, bound: CallBound): Promise<LedgerState> =>
    write({ kind: 'settlement', id: reservation.id, ...bound });
  return {
    async reserve(place, bound, { budget, longestCallMs, nowMs, signal }) {
      const createReservation = (): Reservation => ({
        kind: 'reservation',
        id: randomUUID(),
        place,
        ...bound,
        madeAtMs: nowMs(),
        budgetNanoUsd: budget.nanoUsd,
        budgetTokens: budget.tokens,
      });
      // What others spent matters to a budget only.
      const isUnbounded = budget.nanoUsd === null && budget.tokens === null;
      if (isUnbounded && isWritable) {
        const reservation = createReservation();
        // Without a budget nothing depends on it but the books: it is written while the call is under way. Where that fails the next one waits again.
        write(reservation).catch(() => undefined);
        return reservation;
      }
      for (let state = isUnbounded ? undefined : await write(); ; state = await write()) {
        if (state === undefined || isWithin(state, bound, budget)) {
          const reservation = createReservation();
          // Another worker's line may have come before it.
          if ((await write(reservation)).open.has(reservation.id)) return reservation;
        } else {
          const youngestAtMs = Math.max(0, ...[...state.open.values()].map(({ madeAtMs }) => madeAtMs));
          // Room is worth waiting for as long as a call under way may turn out cheaper than its reservation.
          const mayFit =
            isWithin({ ...state, open: new Map() }, bound, budget) && nowMs() - youngestAtMs <= longestCallMs;
          if (!mayFit) throw budgetSpent(state, bound, budget);
        }
        await sleep(lookAgainMs, undefined, { signal }).catch(() => signal.throwIfAborted());
      }
    },
    async settle(reservation, call) {
      await settleAs(reservation, billCall(call, reservation));
    },
    async settleKept(place, call) {
      const left = [...(await write()).open.values()].findLast((reservation) => reservation.place === place);
      if (left !== undefined) await settleAs(left, billCall(call, left));
    },
    read: () => write(),
  };
}

/** Appends lines, those that come while it writes all at once; each caller gets the state that holds its line. */
function createWriter(
  run: RunFolder,
  catchUp: () => Promise<LedgerState>,
): (line?: LedgerLine) => Promise<LedgerState> {
  let waiting: LedgerLine[] = [];
  let next: Promise<LedgerState> | undefined;
  let current: Promise<unknown> = Promise.resolve();
  return (line) => {
    if (line !== undefined) waiting.push(line);
    next ??= current.then(async () => {
      const lines = waiting;
      waiting = [];
      next = undefined;
      const work = appendAndRead(run, lines, catchUp);
      current = work.catch(() => undefined);
      return work;
    });
    return next;
  };
}

async function appendAndRead(
  run: RunFolder,
  lines: readonly LedgerLine[],
  catchUp: () => Promise<LedgerState>,
): Promise<LedgerState> {
  await openFile(run);
  // The empty line before them ends one that a killed worker may have left torn.
  if (lines.length > 0) await run.appendLine(ledgerFile, ['', ...lines.map(sumLine)].join('\n'));
  return catchUp();
}

/** Reads on from where it stopped; begins again where the file is another one, after `--fresh`. */
function createReader(run: RunFolder): () => Promise<LedgerState> {
  let state = createLedgerState();
  let bytes = 0;
  return async () => {
    if ((await run.sizeOf(ledgerFile)) < bytes) [state, bytes] = [createLedgerState(), 0];
    const added = await run.readBytesFrom(ledgerFile, bytes);
    const whole = added.subarray(0, added.lastIndexOf(0x0a) + 1);
    bytes += whole.length;
    for (const text of whole.toString('utf8').split('\n')) {
      const line = text === '' ? undefined : parseLine(text, run.path(ledgerFile));
      if (line !== undefined) foldLedgerLine(state, line);
    }
    return state;
  };
}

/** Undefined for a line that a killed worker left torn: its call was never made, or counts in full for want of a settlement. */
function parseLine(text: string, path: string): LedgerLine | undefined {
  const line = isSound(text) ? LedgerLineSchema.safeParse(parseJson(text)).data : undefined;
  if (line !== undefined || !isWritten(text)) return line;
  throw new StudioFailure('RunFolderUnusable', `${path} is damaged: a line is not what was written there`, {
    remedy: 'Remove that file and launch again: it is begun again with what the journals of the dialogs say was paid.',
    isLasting: true,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Begins the file with what the journals say was paid; the first of several workers decides. */
async function openFile(run: RunFolder): Promise<void> {
  if ((await run.sizeOf(ledgerFile)) > 0) return;
  const opening = { kind: 'opening' as const, nanoUsd: 0, tokens: 0, unpriced: 0, uncounted: 0 };
  for (const dialogId of await listDialogIds(run, 'attempts')) {
    for (const { modelCall } of await readAttempts(run, dialogId)) {
      if (modelCall === null) continue;
      const { nanoUsd, tokens } = billCall(modelCall, { nanoUsd: null, tokens: null });
      opening.nanoUsd += nanoUsd ?? 0;
      opening.tokens += tokens ?? 0;
      opening.unpriced += nanoUsd === null ? 1 : 0;
      opening.uncounted += tokens === null ? 1 : 0;
    }
  }
  await run.createText(ledgerFile, `${sumLine(opening)}\n`);
}

function budgetSpent(state: LedgerState, bound: CallBound, budget: Budget): StudioFailure {
  const reserved = sumReserved(state);
  if (budget.nanoUsd !== null && (bound.nanoUsd === null || state.unpriced + reserved.unpriced > 0)) {
    return new StudioFailure(
      'InvalidRunConfig',
      'calls of this run have no known price, so no budget in USD can be kept',
      {
        remedy:
          'Give model.prices.inputPerMillion and model.prices.outputPerMillion, or a budget in tokens (--budget-tokens).',
      },
    );
  }
  if (budget.tokens !== null && (bound.tokens === null || state.uncounted + reserved.uncounted > 0)) {
    return new StudioFailure(
      'InvalidRunConfig',
      'the endpoint takes no token limit, or did not count its tokens, so no budget in tokens can be kept',
      { remedy: 'Leave --budget-tokens out, or use an endpoint that takes max_tokens and tells its usage.' },
    );
  }
  const sums = [
    ...(budget.nanoUsd === null
      ? []
      : [`${usd(state.nanoUsd)} of ${usd(budget.nanoUsd)} USD spent, ${usd(reserved.nanoUsd)} reserved`]),
    ...(budget.tokens === null
      ? []
      : [`${count(state.tokens)} of ${count(budget.tokens)} tokens spent, ${count(reserved.tokens)} reserved`]),
  ].join('; ');
  const next = [
    ...(budget.nanoUsd === null ? [] : [`${usd(bound.nanoUsd ?? 0)} USD`]),
    ...(budget.tokens === null ? [] : [`${count(bound.tokens ?? 0)} tokens`]),
  ].join(' or ');
  return new StudioFailure('BudgetSpent', `the budget ends here: ${sums}; the next call may take ${next}`, {
    remedy: 'Launch the same again with a larger --budget-usd or --budget-tokens: it goes on where it stopped.',
    spentUsd: state.nanoUsd / 1e9,
    spentTokens: state.tokens,
  });
}

const usd = (nanoUsd: number): string => (nanoUsd / 1e9).toFixed(nanoUsd < 1e9 ? 4 : 2);
const count = (tokens: number): string => tokens.toLocaleString('en');
