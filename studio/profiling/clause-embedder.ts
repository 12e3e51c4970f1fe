/** Turns clauses into dense vectors: a model behind an endpoint. Without one, aspects are induced from the clauses' own terms. */
export interface ClauseEmbedder {
  /** Name of the model and where it is: vectors of two names do not mix. */
  name: string;
  /** Clauses asked for at once. */
  batch: number;
  /** One unit vector a clause, in order, all of one dimension. Rejects with typed failures; never retries. */
  embed(clauses: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}
