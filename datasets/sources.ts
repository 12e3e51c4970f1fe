import type { RecognisedKind, SourceConfig } from '../schemas/source-config.ts';
import type { DatasetAdapter } from '../studio/staging/dataset-adapter.ts';
import { amazonAdapter } from './amazon/adapter.ts';
import { mobilerecAdapter } from './mobilerec/adapter.ts';
import { yelpAdapter } from './yelp/adapter.ts';

/** The domain of a run's reviews: what its plans, agents and dataset go by. */
export type Domain = RecognisedKind | 'mapped';

/** All that is known of a kind of source. How agents speak of its items is `studio/simulation/grammar/domains/`. */
export interface SourceFacts {
  /** Recognises its official files; null for files that the config maps by hand. */
  adapter: DatasetAdapter | null;
  /** SQL macros that its staging statements call, by their paths in the repository. */
  macros: readonly string[];
  /** What the predecessor's files call an item; part of a column's name there. */
  noun: 'place' | 'app' | 'item';
  /** File of the predecessor's dialogs in this domain. */
  predecessorFile: string | null;
}

export const sources: Readonly<Record<Domain, SourceFacts>> = {
  yelp: { adapter: yelpAdapter, macros: [], noun: 'place', predecessorFile: 'yelp.jsonl' },
  amazon: {
    adapter: amazonAdapter,
    macros: ['datasets/amazon/decode_html.sql'],
    noun: 'item',
    predecessorFile: 'amazon_electronics.jsonl',
  },
  mobilerec: { adapter: mobilerecAdapter, macros: [], noun: 'app', predecessorFile: 'mobilerec.jsonl' },
  mapped: { adapter: null, macros: [], noun: 'item', predecessorFile: null },
};

/** The data sets that are recognised by their files. */
export const datasetAdapters: readonly DatasetAdapter[] = Object.values(sources).flatMap(
  ({ adapter }) => adapter ?? [],
);

/**
 * The domain of a run: the kind of its source, or what the bundled sample imitates. A run's config holds the kind that was found; `auto`, of
 * which nothing is known, counts as files mapped by hand.
 */
export function domainOf({ kind, sample }: SourceConfig): Domain {
  if (kind === 'sample') return sample.domain;
  return kind === 'auto' ? 'mapped' : kind;
}
