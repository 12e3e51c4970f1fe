import Fastify from 'fastify';
import { z } from 'zod';

const RequestSchema = z.object({ model: z.string(), input: z.array(z.string()), encoding_format: z.literal('float') });

/** What goes wrong with one answer. */
export type EmbeddingFault =
  | { kind: 'status'; status: number; body?: object; headers?: Record<string, string> }
  | { kind: 'short' }
  | { kind: 'dimension' }
  | { kind: 'zeros' }
  | { kind: 'body'; body: object | string };

export interface EmbeddingEndpoint {
  baseUrl: string;
  /** The texts of each request. */
  requests: string[][];
  authorizations: (string | undefined)[];
  close(): Promise<void>;
}

export interface EmbeddingEndpointOptions {
  /** Pure: the vector of a text, of any length but zero. */
  embed: (text: string) => number[];
  /** Taken one a request; when they are used up, answers are good. */
  faults?: readonly EmbeddingFault[];
}

/** An OpenAI-compatible `/embeddings` on 127.0.0.1; it lists the vectors in reverse, as `index` allows. The caller closes it. */
export async function startEmbeddingEndpoint({
  embed,
  faults = [],
}: EmbeddingEndpointOptions): Promise<EmbeddingEndpoint> {
  const app = Fastify({ forceCloseConnections: true });
  const waiting = [...faults];
  const requests: string[][] = [];
  const authorizations: (string | undefined)[] = [];
  app.post('/v1/embeddings', async (request, reply) => {
    const { input } = RequestSchema.parse(request.body);
    requests.push(input);
    authorizations.push(request.headers.authorization);
    const fault = waiting.shift();
    if (fault?.kind === 'status')
      return reply
        .code(fault.status)
        .headers(fault.headers ?? {})
        .send(fault.body ?? {});
    if (fault?.kind === 'body') return reply.type('application/json').send(fault.body);
    const vectors = input.map((text) => embed(text));
    if (fault?.kind === 'short') vectors.pop();
    if (fault?.kind === 'dimension') vectors[0]?.push(1);
    if (fault?.kind === 'zeros') vectors[0]?.fill(0);
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    return { object: 'list', data: data.toReversed(), model: 'test-embedding', usage: { prompt_tokens: 1 } };
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { baseUrl: `${address}/v1`, requests, authorizations, close: () => app.close() };
}
