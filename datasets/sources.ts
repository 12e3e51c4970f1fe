import type { DatasetAdapter } from '../studio/staging/dataset-adapter.ts';
import { amazonAdapter } from './amazon/adapter.ts';
import { mobilerecAdapter } from './mobilerec/adapter.ts';
import { yelpAdapter } from './yelp/adapter.ts';

/** The data sets that are recognised by their files. */
export const datasetAdapters: readonly DatasetAdapter[] = [yelpAdapter, amazonAdapter, mobilerecAdapter];
