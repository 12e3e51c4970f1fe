/** L2 penalty on a weight, against a loss in which each domain counts `domainWeight` links. */
export const penalty = 1;
/** Domains weigh the same, however many links the gold has of them. */
export const domainWeight = 2000;
