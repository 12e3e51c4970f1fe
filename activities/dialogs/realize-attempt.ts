import type { AgentContext, Utterance } from '../../schemas/agent-context.ts';
import type { Attempt } from '../../schemas/dialog.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Realization } from '../../schemas/realization.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { findTokenLimitProblems } from '../../studio/fidelity/token-limit.ts';
import { findTurnProblems } from '../../studio/fidelity/find-turn-problems.ts';
import { deriveSeed } from '../../studio/random.ts';
import type { AttemptPlace } from '../../studio/simulation/next-attempt.ts';
import { buildContext, namedBefore } from '../../studio/simulation/build-context.ts';
import type { Dependencies, RunFolder } from '../dependencies.ts';
import { askMetered, settleKept } from './ask-metered.ts';
import { dialogFile, openAttempts } from './dialog-files.ts';
import type { Journal } from './journal.ts';
import { openLedger } from './open-ledger.ts';
import { readPlan } from './read-plan.ts';

type Repair = RunConfig['fidelity']['repair'];
const isTold = (repair: Repair, prompting: RunConfig['model']['prompting']): boolean =>
  repair === 'feedback' || (repair === 'auto' && prompting === 'rich');

/** What stays the same while an activity makes attempts at a dialog. */
export interface DialogAtWork {
  run: RunFolder;
  dialogId: string;
  plan: DialogPlan;
  config: RunConfig;
}

export interface RealizedAttempt {
  accepted: boolean;
  /** Names of the checks that found something. */
  problems: string[];
}

/** Throws where the run holds no such plan, or its config cannot be read. */
export async function openDialog(deps: Dependencies, ref: RunRef, dialogId: string): Promise<DialogAtWork> {
  const run = deps.openRun(ref);
  const plan = await readPlan(deps, run, dialogId);
  return { run, dialogId, plan, config: await readKnownConfig(run) };
}

/**
 * One attempt at one turn: context, model call, fidelity checks, one line in the dialog's journal; a call that brought no answer leaves a line
 * as well, before its failure leaves here. What the run before this one was answered to the same request is not asked again. No call is made that might pass the run's budget. An attempt whose answer the journal holds is
 * answered from there, so none is paid twice. Every further attempt has its own seed, and where the run's repairs are by feedback it is told
 * what was wrong before.
 */
export async function realizeAttempt(
  deps: Dependencies,
  { run, dialogId, plan, config }: DialogAtWork,
  { turn, attempt }: AttemptPlace,
): Promise<RealizedAttempt> {
  const journal = await openAttempts(run, dialogId);
  const kept = findAnswered(journal.entries, { turn, attempt });
  if (kept !== undefined) {
    await settleKept(run, placeOf(dialogId, kept), kept.modelCall);
    return outcomeOf(kept);
  }

  const step = plan.turns[turn];
  if (step === undefined) throw new RangeError(`dialog ${dialogId} has no turn ${turn} in its plan`);
  const transcript = readTranscript(plan, turn, journal, run);
  const context = buildContext(plan, turn, transcript);
  const { maximumWordsPerTurn: maximumWords, repair } = config.fidelity;
  const realizer = deps.createRealizer(config);
  const keep = (
    made: Pick<Attempt, 'accepted' | 'text' | 'problems' | 'cites' | 'decision' | 'modelCall'>,
  ): Promise<Attempt> => keepCall(journal, context, { turn, attempt, realizer: realizer.name, ...made });
  const request = {
    context,
    seed: deriveSeed(plan.seed, 'turn', turn, attempt),
    attempt,
    feedback: isTold(repair, config.model.prompting) ? problemsOf(journal, turn) : [],
    maximumWords,
  };
  const keepAnswer = ({ text, cites, decision, modelCall }: Realization): Promise<Attempt> => {
    const said = {
      ...(cites === undefined ? {} : { cites: [...cites] }),
      ...(decision === undefined ? {} : { decision }),
    };
    const cut = text === '' ? findTokenLimitProblems(modelCall) : [];
    const problems =
      cut.length > 0
        ? cut
        : findTurnProblems({
            plan,
            turn: step,
            text,
            transcript,
            namedItemIds: namedBefore(plan, turn),
            maximumWords,
            // Rich prompts leave it to the writer what to speak of.
            saysSlots: config.model.kind === 'offline' || config.model.prompting === 'compact',
            ...said,
          });
    return keep({ accepted: problems.length === 0, text, problems, ...said, modelCall });
  };
  const recalled = realizer.isOffline ? undefined : await deps.recallAnswer(run, dialogId, config, request);
  const made =
    recalled === undefined
      ? await askMetered(deps, run, config, {
          calls: () => callsOf(journal, turn, attempt),
          placeOf: (call) => placeOf(dialogId, { turn, attempt, call }),
          ask: (signal, keepFailedCall, reserveCall) => realizer.realize(request, signal, keepFailedCall, reserveCall),
          keep: keepAnswer,
          keepFailed: (modelCall) => keep({ accepted: false, text: '', problems: [], modelCall }),
        })
      : await keepRecalled(run, () => keepAnswer(recalled));
  const outcome = outcomeOf(made);
  deps.meter.attemptChecked(outcome.problems);
  return outcome;
}

/** The ledger begins with what the journals hold: begun before this line is written, it counts only what this run pays. */
async function keepRecalled(run: RunFolder, keep: () => Promise<Attempt>): Promise<Attempt> {
  await openLedger(run).read();
  return keep();
}

const knownConfigs = new Map<string, { text: string | undefined; config: RunConfig }>();

/** To read it as a config takes as long as many a check; it stays the same from dialog to dialog, but a launch may raise the budget. */
async function readKnownConfig(run: RunFolder): Promise<RunConfig> {
  const text = await run.readText('config.json');
  const known = knownConfigs.get(run.folder);
  if (known !== undefined && known.text === text) return known.config;
  const config = await run.readConfig();
  knownConfigs.set(run.folder, { text, config });
  return config;
}

const placeOf = (dialogId: string, { turn, attempt, call }: Pick<Attempt, 'turn' | 'attempt' | 'call'>): string =>
  `${dialogId}/${turn}/${attempt}/${call}`;

const callsOf = ({ entries }: Journal<Attempt>, turn: number, attempt: number): Attempt[] =>
  entries.filter((made) => made.turn === turn && made.attempt === attempt);

/** Whether the call brought an answer, good or bad: what failed on its way is no sample. */
export const isAnswered = ({ modelCall }: Attempt): boolean => modelCall === null || modelCall.failure === null;

export const findAnswered = (attempts: readonly Attempt[], { turn, attempt }: AttemptPlace): Attempt | undefined =>
  attempts.find((made) => made.turn === turn && made.attempt === attempt && isAnswered(made));

/** What was said before the turn, from the accepted attempts. */
function readTranscript(plan: DialogPlan, turn: number, journal: Journal<Attempt>, run: RunFolder): Utterance[] {
  const transcript = journal.entries
    .filter((made) => made.accepted && made.turn < turn)
    .toSorted((left, right) => left.turn - right.turn)
    .flatMap((made) => {
      const speaker = plan.turns[made.turn]?.speaker;
      return speaker === undefined ? [] : [{ speaker, text: made.text }];
    });
  if (transcript.length === turn) return transcript;
  throw new StudioFailure(
    'RunFolderUnusable',
    `dialog ${plan.dialogId} is at turn ${turn} but its journal holds ${transcript.length} turns`,
    {
      remedy: `Its journal ${run.path(dialogFile(plan.dialogId, 'attempts'))} was changed or lost; launch the run again with --fresh.`,
    },
  );
}

const problemsOf = (journal: Journal<Attempt>, turn: number): Attempt['problems'] =>
  journal.entries.filter((made) => made.turn === turn).flatMap(({ problems }) => problems);

async function keepCall(
  journal: Journal<Attempt>,
  context: AgentContext,
  made: Omit<Attempt, 'call' | 'context'>,
): Promise<Attempt> {
  const ofTurn = journal.entries.filter(({ turn }) => turn === made.turn);
  const attempt: Attempt = {
    ...made,
    call: callsOf(journal, made.turn, made.attempt).length,
    context: ofTurn.length === 0 ? JSON.stringify(withoutKnown(context, journal)) : null,
  };
  await journal.append(attempt);
  return attempt;
}

/** Leaves out what the speaker's first context of the dialog holds already: the candidates alone take some 20 kB, too much to keep at each turn. */
function withoutKnown(context: AgentContext, journal: Journal<Attempt>): object {
  const { transcript: _said, ...whole } = context;
  const isKnown = journal.entries.some((made) => made.context?.startsWith(`{"role":"${context.role}"`) === true);
  return isKnown ? { role: context.role, step: context.step } : whole;
}

function outcomeOf({ accepted, problems }: Attempt): RealizedAttempt {
  return { accepted, problems: [...new Set(problems.map(({ check }) => check))] };
}
