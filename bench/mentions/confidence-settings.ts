import type { Domain } from './gold-runs.ts';

/** L2 penalty on a weight, against a loss in which a domain counts as many links as `domainWeights` says. */
export const penalty = 1;
/** The domains' own numbers of links do not matter; apps, where opinions are hardest to read, count double. Chosen by cross-validation. */
export const domainWeights: Readonly<Record<Domain, number>> = { restaurants: 2000, laptops: 2000, apps: 4000 };
