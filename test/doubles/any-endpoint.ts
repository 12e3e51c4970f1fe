import type { CheckEndpoint } from '../../infra/model/allowed-endpoints.ts';

/** For tests whose endpoints are their own. */
export const anyEndpoint: CheckEndpoint = () => {};
