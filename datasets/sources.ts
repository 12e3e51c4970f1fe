import type { RecognisedKind, SourceConfig } from '../schemas/source-config.ts';
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
  licence: Licence;
}

/** Under what the reviews are had, and so what of them may be passed on. */
export interface Licence {
  /** As Hugging Face's cards name licences: of SPDX in small letters, `other` or `unknown`. */
  id: string;
  /** For `other`: a name and where its text is. */
  name?: string;
  link?: string;
  /** What it means for a dataset of dialogs that quote reviews, in a sentence or two. */
  note: string;
  /** Whether a copy to pass on holds what dialogs repeat of reviews, or references in its place, where nobody says otherwise. */
  text: 'none' | 'quotes';
}

export const sources: Readonly<Record<SourceKind, SourceFacts>> = {
  yelp: {
    adapter: yelpAdapter,
    macros: [],
    predecessorFile: 'yelp.jsonl',
    licence: {
      id: 'other',
      name: 'yelp-dataset-terms-of-use',
      link: 'https://business.yelp.com/data/resources/open-dataset/',
      note: "Yelp's Dataset Terms allow academic and other non-commercial use and forbid redistribution: do not publish this folder, whose dialogs and plans quote reviews.",
      text: 'none',
    },
  },
  amazon: {
    adapter: amazonAdapter,
    macros: ['datasets/amazon/html_character.sql', 'datasets/amazon/decode_html.sql'],
    predecessorFile: 'amazon_electronics.jsonl',
    licence: {
      id: 'unknown',
      note: 'Amazon Reviews carry no licence that allows redistribution; their authors offer them for research. Dialogs and plans quote reviews.',
      text: 'none',
    },
  },
  mobilerec: {
    adapter: mobilerecAdapter,
    macros: [],
    predecessorFile: 'mobilerec.jsonl',
    licence: {
      id: 'unknown',
      note: "MobileRec's page names no licence: do not publish dialogs and plans, which quote its reviews, without asking its authors.",
      text: 'none',
    },
  },
  mapped: {
    adapter: null,
    macros: [],
    predecessorFile: null,
    licence: {
      id: 'unknown',
      note: 'The licence is the one of the reviews, which dialogs and plans quote: put it in here before you pass this folder on.',
      text: 'quotes',
    },
  },
};

/** The data sets that are recognised by their files. */
export const datasetAdapters: readonly DatasetAdapter[] = Object.values(sources).flatMap(
  ({ adapter }) => adapter ?? [],
);

const sampleLicence: Licence = {
  id: 'apache-2.0',
  note: 'The bundled sample is simulated from end to end; no person wrote any of it.',
  text: 'quotes',
};

/** Licence of the reviews behind a run. */
export const licenceOf = ({ kind }: SourceConfig): Licence =>
  kind === 'sample' ? sampleLicence : sources[kind === 'auto' ? 'mapped' : kind].licence;
