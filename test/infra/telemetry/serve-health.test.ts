import assert from 'node:assert/strict';
import { anyPorts, chooseFreePorts } from '../../../infra/local-server/free-ports.ts';
import { serveHealth } from '../../../infra/telemetry/serve-health.ts';
import type { HealthSource } from '../../../infra/telemetry/serve-health.ts';
import { StudioFailure } from '../../../schemas/failure.ts';

describe('the health of a worker', () => {
  it('is live until the worker has failed, and ready while its queues are polled at a server that answers', async () => {
    const { port } = await chooseFreePorts(anyPorts);
    let state: ReturnType<HealthSource['state']> = 'starting';
    let problem: string | undefined;
    let looks = 0;
    const health = await serveHealth(
      { host: '127.0.0.1', port },
      {
        state: () => state,
        findProblem: async () => {
          looks += 1;
          return problem;
        },
      },
    );
    const ask = async (path: string): Promise<string> => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return `${answer.status} ${(await answer.text()).trim()}`;
    };
    try {
      assert.deepEqual([await ask('/livez'), await ask('/readyz')], ['200 starting', '503 starting']);
      assert.equal(looks, 0);
      state = 'ready';
      assert.deepEqual([await ask('/livez'), await ask('/readyz')], ['200 ready', '200 ready']);
      await Promise.all(Array.from({ length: 20 }, () => ask('/readyz')));
      assert.ok(looks < 5, `${looks} looks at the server for 21 questions`);
      problem = 'the Temporal server does not answer';
      while ((await ask('/readyz')) === '200 ready');
      assert.equal(await ask('/readyz'), `503 ${problem}`);
      assert.equal(await ask('/livez'), '200 ready');
      state = 'stopping';
      assert.deepEqual([await ask('/livez'), await ask('/readyz')], ['200 stopping', '503 stopping']);
      state = 'failed';
      assert.deepEqual([await ask('/livez'), await ask('/readyz')], ['503 failed', '503 failed']);

      await assert.rejects(
        serveHealth({ host: '127.0.0.1', port }, { state: () => state, findProblem: async () => undefined }),
        (error: unknown) =>
          error instanceof StudioFailure &&
          error.name === 'InvalidRunConfig' &&
          error.message.includes(`health checks, 127.0.0.1:${port}, cannot be opened`),
      );
    } finally {
      await health.close();
    }
    await assert.rejects(ask('/livez'));
  });
});
