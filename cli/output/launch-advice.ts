import type { RunFolder } from '../../activities/dependencies.ts';
import type { RunCount } from '../../run/reading/summarise-run.ts';
import type { Manifest } from '../../schemas/manifest.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { StageName } from '../../schemas/stage-names.ts';
import { tokenLimitCheck } from '../../studio/fidelity/token-limit.ts';

/** A source in which most targets have few or no earlier reviews by others; undefined where it is rich enough. */
export function describeThinSource(manifest: Manifest | undefined, { targets }: RunConfig): string | undefined {
  const figures = manifest?.stages.find(({ stage }) => stage === 'targets')?.figures ?? {};
  const figureOf = (name: string): number => Number(figures[name] ?? 0);
  const minimum = Number(figures['minimum_evidence'] ?? targets.minimumEvidence);
  const sentences = [
    describeLowered(minimum, targets, (tried) => figureOf(`targets at evidence ${tried}`)),
    describePassedOver(minimum, figureOf('possible'), figureOf('without_evidence')),
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

function describeLowered(
  minimum: number,
  { minimumEvidence, minimumTargets }: RunConfig['targets'],
  targetsAt: (minimum: number) => number,
): string | undefined {
  if (minimum >= minimumEvidence) return undefined;
  const targets = targetsAt(minimumEvidence);
  return `${targets.toLocaleString('en')} targets have earlier opinions by ${minimumEvidence} others, fewer than ${minimumTargets}: targets with ${minimum} are planned too, and their dialogs have less to say; --set targets.minimumTargets=0 leaves them out.`;
}

function describePassedOver(minimum: number, possible: number, without: number): string | undefined {
  if (without === 0 || without < possible / 2) return undefined;
  const lacking = minimum === 1 ? 'no earlier review by others' : `earlier reviews by fewer than ${minimum} others`;
  return `${without.toLocaleString('en')} of ${possible.toLocaleString('en')} targets have ${lacking} that says anything of the item, and are passed over; --set targets.minimumEvidence=${minimum === 1 ? 0 : 1} plans them too.`;
}

/** What to do where answers ended before their first sentence; undefined where no dialog failed of it. */
export function describeCut(counts: readonly RunCount[], { model }: RunConfig): string | undefined {
  const cut = counts.filter(({ kind, reason }) => kind === 'failed' && reason?.includes(tokenLimitCheck) === true);
  if (cut.length === 0) return undefined;
  const dialogs = cut.reduce((sum, { n }) => sum + n, 0);
  return `${dialogs} dialogs failed as the token limit cut answers before their first whole sentence, as it does with models that think first: raise model.maxTokens (${model.maxTokens}), e.g. --set model.maxTokens=${Math.max(1024, 4 * model.maxTokens)}.`;
}

/** Undefined where the run has as many accepted dialogs as were asked for, or none were counted out. */
export async function readShortfall(run: RunFolder): Promise<string | undefined> {
  const stages = (await run.readManifest())?.stages ?? [];
  const figureOf = (stage: StageName, figure: string): number =>
    Number(stages.find((report) => report.stage === stage)?.figures[figure] ?? 0);
  const missing = figureOf('dialogs', 'missing');
  if (missing === 0) return undefined;
  const unfinished = figureOf('dialogs', 'unfinished');
  if (unfinished > 0) return `${unfinished} dialogs have not ended; launching the run again goes on with them.`;
  const left = figureOf('targets', 'eligible_left');
  const advice =
    left > 0
      ? `${left} more interactions are eligible: raise targets.reserveShare.`
      : 'every eligible interaction was tried: loosen targets.* or core.*, or ask for fewer.';
  return `${missing} of the dialogs asked for are missing, and no replacement is left; ${advice}`;
}
