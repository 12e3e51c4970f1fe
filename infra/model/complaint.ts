/** What an endpoint says went wrong, by its HTTP status or by an `error` in a body that came with status 200. */
export interface Complaint {
  status: number;
  code: string;
  type?: string;
  /** The parameter it is about, where the endpoint names one. */
  param?: string;
  text: string;
  retryAfterMs?: number;
}
