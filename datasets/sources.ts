import type { RecognisedKind } from '../schemas/source-config.ts';
import type { DatasetAdapter } from '../studio/staging/dataset-adapter.ts';
import { amazonAdapter } from './amazon/adapter.ts';
import { mobilerecAdapter } from './mobilerec/adapter.ts';
import { yelpAdapter } from './yelp/adapter.ts';

/** A kind of source; files of a kind `mapped` are described by the config. */
export type SourceKind = RecognisedKind | 'mapped';

/** All that is known of a kind of source. What its items are and how agents speak of them is `studio/simulation/domain.ts`. */
export interface SourceFacts {
  /** Recognises its official files; null for files that the config maps by hand. */
  adapter: DatasetAdapter | null;
  /** SQL macros that its staging statements call, by their paths in the repository. */
  macros: readonly string[];
  /** File of the predecessor's dialogs in this domain. */
  predecessorFile: string | null;
}

export const sources: Readonly<Record<SourceKind, SourceFacts>> = {
  yelp: { adapter: yelpAdapter, macros: [], predecessorFile: 'yelp.jsonl' },
  amazon: {
    adapter: amazonAdapter,
    macros: ['datasets/amazon/html_character.sql', 'datasets/amazon/decode_html.sql'],
    predecessorFile: 'amazon_electronics.jsonl',
  },
  mobilerec: { adapter: mobilerecAdapter, macros: [], predecessorFile: 'mobilerec.jsonl' },
  mapped: { adapter: null, macros: [], predecessorFile: null },
};

/** The data sets that are recognised by their files. */
export const datasetAdapters: readonly DatasetAdapter[] = Object.values(sources).flatMap(
  ({ adapter }) => adapter ?? [],
);
