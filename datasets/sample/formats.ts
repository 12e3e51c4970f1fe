import type { SampleDomain } from './settings.ts';
import type { SampleFormat } from './format.ts';
import { amazonFormat } from './amazon/format.ts';
import { mobilerecFormat } from './mobilerec/format.ts';
import { yelpFormat } from './yelp/format.ts';

/** The official format of each domain. */
export const formats: Readonly<Record<SampleDomain, SampleFormat>> = {
  yelp: yelpFormat,
  amazon: amazonFormat,
  mobilerec: mobilerecFormat,
};
