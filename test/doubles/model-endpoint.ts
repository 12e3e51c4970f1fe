import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

const RequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  temperature: z.number().optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  seed: z.number().optional(),
  response_format: z.looseObject({ type: z.string() }).optional(),
});
export type ChatRequest = z.infer<typeof RequestSchema>;

/** What goes wrong with one answer. */
export type Fault =
  | { kind: 'status'; status: number; body?: object | string; headers?: Record<string, string> }
  | { kind: 'body'; body: object | string; contentType?: string }
  | { kind: 'answer'; message: object; finishReason: string }
  /** The socket is cut before any header. */
  | { kind: 'close' }
  /** No header ever comes. */
  | { kind: 'hang' }
  /** Headers and half a body, then nothing. */
  | { kind: 'stall' }
  /** Headers and half a body, then the socket is cut. */
  | { kind: 'reset' };

/** One request, with times of the machine's own clock (`process.hrtime`), which all its processes share. */
export interface Exchange {
  chat: ChatRequest;
  /** When the whole answer was handed to the system; undefined while it was not. */
  answeredAtNs?: bigint;
}

export interface ModelEndpoint {
  /** `http://127.0.0.1:<port>/v1` */
  baseUrl: string;
  requests: ChatRequest[];
  /** The same requests with what became of them. */
  exchanges: readonly Exchange[];
  /** Headers of the requests, in the same order. */
  authorizations: (string | undefined)[];
  /** One more for each connection that the client ended before its answer was there. */
  abandoned(): number;
  /** Requests that were open at one time, at most, since it was last asked. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

export interface ModelEndpointOptions {
  /** The text of a good answer, from the request alone; a test may have it wait. */
  respond?: (request: ChatRequest) => string | Promise<string>;
  /** Taken one a request; when they are used up, answers are good. */
  faults?: readonly Fault[];
  /** The fault of a request by its number (0-based) or its content; before `faults`. */
  faultOf?: (number: number, request: ChatRequest) => Fault | undefined;
  /** A good answer takes so long. */
  latencyMs?: number;
  usage?: object;
  /** Null: the endpoint has no list. */
  models?: readonly string[] | null;
}

const smallUsage = { prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 };

/** An OpenAI-compatible endpoint on 127.0.0.1. The caller closes it. */
export async function startModelEndpoint({
  respond = () => 'Hello there.',
  faults = [],
  faultOf = () => undefined,
  latencyMs = 0,
  usage = smallUsage,
  models = ['test-model'],
}: ModelEndpointOptions = {}): Promise<ModelEndpoint> {
  const app = Fastify({ forceCloseConnections: true });
  const waiting = [...faults];
  const requests: ChatRequest[] = [];
  const exchanges: Exchange[] = [];
  const authorizations: (string | undefined)[] = [];
  let abandoned = 0;
  let open = 0;
  let mostOpen = 0;

  app.get('/v1/models', async (_request, reply) =>
    models === null ? reply.code(404).send({}) : { object: 'list', data: models.map((id) => ({ id })) },
  );
  app.post('/v1/chat/completions', async (request, reply) => {
    const chat = RequestSchema.parse(request.body);
    const exchange: Exchange = { chat };
    requests.push(chat);
    exchanges.push(exchange);
    authorizations.push(request.headers.authorization);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    reply.raw.on('finish', () => {
      exchange.answeredAtNs = process.hrtime.bigint();
    });
    reply.raw.on('close', () => {
      open -= 1;
      if (!reply.raw.writableEnded) abandoned += 1;
    });
    const fault = faultOf(requests.length - 1, chat) ?? waiting.shift();
    if (fault !== undefined) return sendFault(fault, usage, reply);
    if (latencyMs > 0) await sleep(latencyMs);
    return completion({ content: await respond(chat) }, 'stop', usage);
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    baseUrl: `${address}/v1`,
    requests,
    exchanges,
    authorizations,
    abandoned: () => abandoned,
    mostAtOnce: () => {
      const most = mostOpen;
      mostOpen = open;
      return most;
    },
    close: () => app.close(),
  };
}

const completion = (message: object, finishReason: string, usage: object): object => ({
  id: 'c1',
  object: 'chat.completion',
  choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', ...message } }],
  usage,
});

async function sendFault(fault: Fault, usage: object, reply: FastifyReply): Promise<unknown> {
  if (fault.kind === 'answer') return completion(fault.message, fault.finishReason, usage);
  if (fault.kind === 'status')
    return reply
      .code(fault.status)
      .headers(fault.headers ?? {})
      .send(fault.body ?? {});
  if (fault.kind === 'body') return reply.type(fault.contentType ?? 'application/json').send(fault.body);
  reply.hijack();
  if (fault.kind === 'hang') return undefined;
  if (fault.kind === 'close') {
    reply.raw.destroy();
    return undefined;
  }
  reply.raw.writeHead(200, { 'content-type': 'application/json' });
  reply.raw.write('{"choices": [');
  if (fault.kind === 'reset') {
    // The headers must arrive first, or this would be a refused connection.
    await sleep(20);
    reply.raw.destroy();
  }
  return undefined;
}
