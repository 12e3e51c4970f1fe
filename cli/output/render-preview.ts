import type { Preview, ShownPrompt } from '../../run/reading/read-preview.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { ModelUse } from '../../schemas/model-use.ts';
import type { Estimate, Extrapolation } from '../../studio/spending/extrapolate-run.ts';
import { addModelUse, noModelUse } from '../../studio/spending/model-use.ts';
import { describeUse } from './describe-model-use.ts';
import { formatTable } from './format-table.ts';
import { neutraliseLines } from './neutralise.ts';

/** Dialogs that wait for the model side by side. */
export const atOnceOf = ({ concurrency, model }: RunConfig): number => Math.min(concurrency.dialogs, model.callsAtOnce);

/** A page with every prompt, as the models were sent them. */
export function renderPrompts(prompts: readonly ShownPrompt[]): string {
  const shown = prompts.map((prompt) => `## ${prompt.dialogId}, turn ${prompt.turn}\n\n${renderPrompt(prompt)}\n`);
  return ['# Prompts of the preview\n', ...shown].join('\n');
}

/** The longest prompt of each speaker, then what the whole run would cost. */
export function renderPreview(
  { dialogs, planned, prompts }: Preview,
  whole: Extrapolation | undefined,
  config: RunConfig,
): string {
  const accepted = dialogs.filter(({ status }) => status === 'accepted').length;
  const ended = `Preview: ${dialogs.length} of ${planned} dialogs, ${accepted} accepted.`;
  if (prompts.length === 0) {
    return `${ended}\nThe offline realizer made them: no model is asked, so there is no prompt and nothing to pay.\n`;
  }
  const speakers = (['user', 'system'] as const).flatMap((speaker) => {
    const [prompt] = prompts.filter((candidate) => candidate.speaker === speaker).toSorted(longerFirst);
    return prompt === undefined
      ? []
      : [`A prompt of the ${speaker} agent (turn ${prompt.turn}):`, renderPrompt(prompt), ''];
  });
  const use = dialogs.reduce((sum: ModelUse, dialog) => addModelUse(sum, dialog.use), noModelUse);
  return [
    ...speakers,
    ended,
    `They took ${describeUse(use) ?? 'no call'}.`,
    ...(whole === undefined ? [] : renderExtrapolation(whole, planned, atOnceOf(config))),
    '',
  ].join('\n');
}

const lengthOf = ({ messages }: ShownPrompt): number => messages.reduce((sum, { content }) => sum + content.length, 0);

const longerFirst = (left: ShownPrompt, right: ShownPrompt): number => lengthOf(right) - lengthOf(left);

function renderExtrapolation(whole: Extrapolation, planned: number, atOnce: number): string[] {
  const rows = [
    row('calls', whole.calls, count),
    row('tokens in', whole.promptTokens, count),
    row('tokens out', whole.completionTokens, count),
    whole.costUsd === null ? ['USD', 'unknown', 'set model.prices.*'] : row('USD', whole.costUsd, usd),
    row(`minutes, ${Math.min(atOnce, planned)} dialogs at once`, whole.seconds, minutes),
  ];
  return [
    `All ${planned} dialogs, replacements of failed ones on top:`,
    ...formatTable(['', 'by the mean', 'if all were like the least or the most of these'], rows, { maximumWidth: 80 }),
  ];
}

const usd = (value: number): string => value.toFixed(value < 1 ? 4 : 2);
const count = (value: number): string => Math.round(value).toLocaleString('en');
const minutes = (value: number): string => (value / 60).toFixed(1);

const row = (name: string, { mean, least, most }: Estimate, show: (value: number) => string): string[] => [
  name,
  show(mean),
  `${show(least)} to ${show(most)}`,
];

function renderPrompt({ messages, said }: ShownPrompt): string {
  const parts = messages.map(({ role, content }) => `[${role}]\n${content}`);
  return neutraliseLines([...parts, `[answer]\n${said ?? '(none was accepted)'}`].join('\n'));
}
