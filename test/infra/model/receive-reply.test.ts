import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import { createRealizer } from '../../../infra/model/create-realizer.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { buildContext } from '../../../studio/simulation/build-context.ts';
import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import { createPlan } from '../../fixtures/dialog-plan.ts';

const request = { context: buildContext(createPlan(1), 0, []), seed: 1, attempt: 0, feedback: [], maximumWords: 90 };

function ask(baseUrl: string): Promise<unknown> {
  const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl } });
  return createRealizer(config, createChatModels({}, anyEndpoint)).realize(request, new AbortController().signal);
}

describe('a reply that is longer than any answer', () => {
  let server: Server;
  const listen = async (answer: RequestListener): Promise<string> => {
    server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    return `http://127.0.0.1:${address.port}/v1`;
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const tooLong = { name: 'ModelUnavailable', message: /its answer is longer than 8 MiB/u };

  it('is not unpacked further than that', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20, ' '));
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const baseUrl = await listen((_request, response) => response.writeHead(200, headers).end(bomb));
    await assert.rejects(ask(baseUrl), tooLong);
  });

  it('is not waited for to its end, and its connection is let go', async () => {
    const piece = `data: {"choices": [{"delta": {"content": "${'word '.repeat(2000)}"}}]}\n\n`;
    let closed: Promise<unknown> | undefined;
    const baseUrl = await listen((_request, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const write = (): void => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', write);
      };
      write();
    });
    await assert.rejects(ask(baseUrl), tooLong);
    await closed;
  });
});
