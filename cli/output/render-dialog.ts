import type { Candidate } from '../../schemas/dialog-plan.ts';
import type { CitedEvidence, FoundDialog, ProfileRow } from '../../run/reading/read-dialog.ts';
import type { RejectedAttempt } from '../../run/reading/read-rejected-attempts.ts';
import { formatTable } from './format-table.ts';
import { neutralise } from './neutralise.ts';
import type { Colours } from './terminal.ts';

type FoundTurn = FoundDialog['turns'][number];

/** The dialog for reading, with the profile, the candidates and, below each turn, its super-node, act, attempts and evidence. */
export function renderDialog(dialog: FoundDialog, colours: Colours): string {
  const { plan } = dialog;
  const sections = [
    renderHead(dialog, colours),
    [colours.bold('Temporal profile'), ...renderProfile(dialog.profile)],
    [colours.bold('Candidates'), ...renderCandidates(plan.candidates)],
    [colours.bold('Turns'), ...renderTurns(dialog, colours)],
  ];
  if (dialog.turns.length === 0) sections.push(['No turn is finished.']);
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Only who says what, in which super-node. */
export function renderTranscript(dialog: FoundDialog, colours: Colours): string {
  return dialog.turns.flatMap((turn) => renderTurn(turn, colours, false)).join('\n');
}

function renderHead({ dialogId, status, reason, realizer, split, plan }: FoundDialog, colours: Colours): string[] {
  const target = plan.candidates.find(({ itemId }) => itemId === plan.targetItemId);
  const paint = status === 'accepted' ? colours.green : status === 'failed' ? colours.red : colours.yellow;
  const lines = [
    `${colours.bold(`Dialog ${dialogId}`)}  ${paint(status)}${realizer === null ? '' : `, by ${neutralise(realizer)}`}, ${split} split`,
    `User ${neutralise(plan.userId)} as of ${plan.asOf}; target ${neutralise(target?.title ?? plan.targetItemId)} (${neutralise(plan.targetItemId)})`,
    `Path ${plan.path.join(' > ')}`,
    `Ends ${plan.outcome.replaceAll('_', ' ')}: ${neutralise(plan.outcomeReason)}`,
  ];
  return reason === null ? lines : [...lines, colours.red(neutralise(reason))];
}

function renderProfile(profile: readonly ProfileRow[]): string[] {
  if (profile.length === 0) return ['  none: no earlier mention'];
  const rows = profile.map(({ label, share, sentiment, mentions }) => [
    label,
    `${(share * 100).toFixed(0)} %`,
    signed(sentiment),
    mentions,
  ]);
  return indent(formatTable(['aspect', 'share', 'sentiment', 'mentions'], rows, { maximumWidth: 60 }));
}

function renderCandidates(candidates: readonly Candidate[]): string[] {
  const rows = candidates.map(({ role, strategy, title, category, price, itemId, claims }) => [
    role,
    strategy,
    title,
    category,
    price,
    itemId,
    claims.map(({ label, trend, level }) => `${label} ${trend} ${signed(level)}`).join(', '),
  ]);
  const columns = ['role', 'strategy', 'title', 'category', 'price', 'item', 'trajectories (level as of now)'];
  return indent(formatTable(columns, rows, { maximumWidth: 48 }));
}

/** Every turn with the attempts that were refused before it; a failed dialog ends with those of the turn it failed at. */
function renderTurns({ turns, rejected }: FoundDialog, colours: Colours): string[] {
  const refusedAt = (turn: number): string[] =>
    rejected.filter((attempt) => attempt.turn === turn).map((attempt) => colours.dim(renderRejected(attempt)));
  const last = turns.at(-1)?.turn ?? -1;
  const failedAt = [...new Set(rejected.map(({ turn }) => turn))].filter((turn) => turn > last);
  return [
    ...turns.flatMap((turn) => [...renderTurn(turn, colours, true), ...refusedAt(turn.turn)]),
    ...failedAt.flatMap((turn) => [`${String(turn).padStart(3)} ${colours.red('failed')}`, ...refusedAt(turn)]),
  ];
}

function renderRejected({ text, problems }: RejectedAttempt): string {
  return `             refused: ${neutralise(text)} (${problems.map((problem) => neutralise(problem)).join('; ')})`;
}

function renderTurn(turn: FoundTurn, colours: Colours, isFull: boolean): string[] {
  const { speaker, superNode, act, attempts, evidence, text } = turn;
  const who = speaker === 'user' ? colours.cyan('user  ') : colours.magenta('system');
  const said = `${String(turn.turn).padStart(3)} ${who} ${neutralise(text)}`;
  if (!isFull) return [`${said} ${colours.dim(`[${superNode}]`)}`];
  const made = `           ${superNode}/${act}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  return [said, colours.dim(made), ...evidence.map((cited) => colours.dim(renderEvidence(cited)))];
}

function renderEvidence({ side, reviewId, itemId, label, month, sentiment, text }: CitedEvidence): string {
  const words = text === null ? 'the review is not in this run' : `“${neutralise(text)}”`;
  const place = `review ${neutralise(reviewId)} of ${neutralise(itemId)}, ${month.slice(0, 7)}`;
  return `             ${side}: ${neutralise(label)} ${signed(sentiment)}, ${words} (${place})`;
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
