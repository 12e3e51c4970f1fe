import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RunConfig } from '../../schemas/run-config.ts';
import { openAiBaseUrl } from './endpoint.ts';
import type { EndpointSettings } from './endpoint.ts';

/** USD per million tokens. */
export interface TokenPrice {
  inputPerMillion: number;
  cachedInputPerMillion: number;
  outputPerMillion: number;
  /** Who says so, e.g. "OpenAI, as of 2026-05-01" or "the run's config". */
  source: string;
}

const usd = z.number().nonnegative();
const PriceTableSchema = z.strictObject({
  note: z.string(),
  prices: z.array(
    z.strictObject({
      vendor: z.string(),
      host: z.string(),
      model: z.string(),
      input: usd,
      cachedInput: usd,
      output: usd,
      asOf: z.iso.date(),
    }),
  ),
});

export const priceTable = PriceTableSchema.parse(
  JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8')),
).prices;

/**
 * The price of a model: the config's own over the table's, and the table's only at the vendor's own host, since nobody knows what a reseller
 * asks. Cached input that nobody prices costs as much as other input. Undefined where the price of input or output is unknown.
 */
export function findPrice(endpoint: EndpointSettings, own: RunConfig['model']['prices']): TokenPrice | undefined {
  const listed = findListed(endpoint);
  const inputPerMillion = own.inputPerMillion ?? listed?.input;
  const outputPerMillion = own.outputPerMillion ?? listed?.output;
  if (inputPerMillion === undefined || outputPerMillion === undefined) return undefined;
  const isOwn = Object.values(own).some((price) => price !== null);
  const cachedInputPerMillion =
    own.cachedInputPerMillion ?? (own.inputPerMillion === null ? listed?.cachedInput : undefined) ?? inputPerMillion;
  const source = isOwn || listed === undefined ? "the run's config" : `${listed.vendor}, as of ${listed.asOf}`;
  return { inputPerMillion, cachedInputPerMillion, outputPerMillion, source };
}

export interface TokenUse {
  promptTokens: number | null;
  cachedTokens: number | null;
  completionTokens: number | null;
}

/** USD of one call; null where the price or a count is unknown. `promptTokens` includes the cached ones. */
export function priceOf(use: TokenUse, price: TokenPrice | undefined): number | null {
  const { promptTokens, cachedTokens, completionTokens } = use;
  if (price === undefined || promptTokens === null || completionTokens === null) return null;
  const cached = Math.min(cachedTokens ?? 0, promptTokens);
  const perMillion =
    (promptTokens - cached) * price.inputPerMillion +
    cached * price.cachedInputPerMillion +
    completionTokens * price.outputPerMillion;
  return perMillion / 1_000_000;
}

/** A model's name may end in the date of its snapshot: gpt-4o-2024-08-06. */
function findListed(endpoint: EndpointSettings): (typeof priceTable)[number] | undefined {
  const { hostname } = new URL(endpoint.baseUrl ?? openAiBaseUrl);
  const name = endpoint.name.replace(/-\d{4}-\d{2}-\d{2}$/u, '');
  return priceTable.find(({ host, model }) => host === hostname && model === name);
}
