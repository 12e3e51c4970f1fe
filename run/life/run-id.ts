import { createHash } from 'node:crypto';
import type { InputFile } from '../../schemas/manifest.ts';
import type { RunConfig } from '../../schemas/run-config.ts';

export interface RunIdentity {
  config: RunConfig;
  /** The source's own kind, never `auto`. */
  sourceKind: Exclude<RunConfig['source']['kind'], 'auto'>;
  inputs: readonly Pick<InputFile, 'file' | 'sha256'>[];
  codeVersion: string;
}

/** `yelp-3f9c0a1b2c` or `sample-yelp-3f9c0a1b2c`: equal for everything that gives an equal dataset, wherever the files lie. */
export function deriveRunId(identity: RunIdentity): string {
  const { config, sourceKind, inputs, codeVersion } = identity;
  const label = sourceKind === 'sample' ? `sample-${config.source.sample.domain}` : sourceKind;
  const files = inputs.map(({ file, sha256 }) => [file, sha256]).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const content = canonicalJson([sourceKind, selectDecisive(config), files, codeVersion]);
  return `${label}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}`;
}

/** SHA-256 over the settings that decide results. */
export function hashConfig(config: RunConfig): string {
  return createHash('sha256')
    .update(canonicalJson(selectDecisive(config)))
    .digest('hex');
}

/** Leaves out how many dialogs and calls run at once, how fast and how long, what they cost and may cost, what opens the endpoint, and where the same files were found. */
export function selectDecisive(config: RunConfig): object {
  const { concurrency: _concurrency, budget: _budget, source, model, ...rest } = config;
  const {
    timeoutMs: _timeoutMs,
    callsAtOnce: _callsAtOnce,
    requestsPerSecond: _rate,
    prices: _prices,
    headers: _headers,
    query: _query,
    ...decisiveModel
  } = model;
  const { mapped, domain, currency, timeFormat, rating, language, exclude = [] } = source;
  const isScaleGiven = rating.scale !== undefined || rating.lowest !== undefined;
  const reading = {
    domain,
    currency,
    timeFormat,
    rating: isScaleGiven ? rating : undefined,
    language: language === 'en' ? undefined : language,
    exclude: exclude.length === 0 ? undefined : exclude.toSorted(),
  };
  return { ...rest, model: decisiveModel, mapped: mapped ?? null, ...reading };
}

/** JSON with sorted keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
