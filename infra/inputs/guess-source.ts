import { z } from 'zod';
import type { SourceConfig } from '../../schemas/source-config.ts';
import { guessCurrency, guessDomain } from '../../studio/staging/guess-domain.ts';
import type { SourceSample } from './sample-source.ts';
import { withSourceSample } from './sample-source.ts';

/** What the config leaves open about a mapped source, guessed, and a line that says so for each guess. */
export interface GuessedSource {
  source: SourceConfig;
  said: string[];
}

/**
 * Fills `source.domain` and `source.currency` of a mapped source where they are not set, from names and the first rows. What cannot be guessed
 * stays unset. Errors: as `withSourceSample`.
 */
export async function guessSource(source: SourceConfig): Promise<GuessedSource> {
  if (source.kind !== 'mapped' || (source.domain !== undefined && source.currency !== undefined)) {
    return { source, said: [] };
  }
  return withSourceSample(source, async (sample) => {
    const domain = source.domain === undefined ? guessDomain(namesOf(source), await readCategories(sample)) : undefined;
    const currency = source.currency === undefined ? guessCurrency(sample.prices) : undefined;
    const guessed = {
      ...source,
      ...(domain === undefined ? {} : { domain: domain.value }),
      ...(currency === undefined ? {} : { currency: currency.value }),
    };
    return { source: guessed, said: describeGuesses(guessed, { domain, currency }, sample.prices.length > 0) };
  });
}

type Guesses = Record<'domain' | 'currency', ReturnType<typeof guessDomain>>;

function describeGuesses(guessed: SourceConfig, { domain, currency }: Guesses, hasPrices: boolean): string[] {
  const said: string[] = [];
  if (domain !== undefined) {
    said.push(`Taken for reviews of ${domain.value}, by ${JSON.stringify(domain.by)}; source.domain says otherwise.`);
  } else if (guessed.domain === undefined) {
    said.push('Dialogs speak of "options": set source.domain to what is reviewed, e.g. restaurants or books.');
  }
  if (currency !== undefined) {
    said.push(
      `Prices are taken for ${currency.value}, by ${JSON.stringify(currency.by.slice(0, 40))}; source.currency says otherwise.`,
    );
  } else if (guessed.currency === undefined && hasPrices) {
    said.push('Prices are spoken of without a currency: set source.currency, e.g. EUR.');
  }
  return said;
}

/** Names that a person chose: of files, then of columns. */
function namesOf({ mapped }: SourceConfig): string[] {
  if (mapped === undefined) return [];
  const { reviews, items } = mapped;
  const columns = [reviews.columns.itemId, items?.columns.itemId, items?.columns.title];
  return [reviews.file, items?.file, ...columns].filter((name) => name !== undefined);
}

async function readCategories({ db }: SourceSample): Promise<string[]> {
  const rows = await db.rows(
    'select distinct unnest(categories) as category from staged_items where reason is null order by category',
  );
  return z
    .array(z.object({ category: z.string() }))
    .parse(rows)
    .map(({ category }) => category);
}
