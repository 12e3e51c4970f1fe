import assert from 'node:assert/strict';
import { createQuietLogger, installQuietRuntime } from '../../../infra/temporal/quiet-runtime.ts';
import { serverGoneLine } from '../../../infra/temporal/server-gone-line.ts';

describe('the log of the Temporal SDK', () => {
  it('says warnings in one line each, and leaves out what is expected or said by others', () => {
    const said: string[] = [];
    installQuietRuntime((line) => said.push(line));
    const logger = createQuietLogger();
    logger.info('worker started');
    logger.warn('No workflows registered, not polling for workflow tasks');
    logger.warn('gRPC call poll_workflow_task_queue retried 12 times');
    logger.warn('[TMPRL1104] a slow task');
    assert.deepEqual(said, []);
    logger.warn('Activity failed', { error: new Error('disk full') });
    assert.deepEqual(said, ['Temporal warn: Activity failed: disk full']);
    installQuietRuntime(() => {});
  });

  it('says the start and end of each step where a log is wanted, and of none where it is not', () => {
    const said: string[] = [];
    const logger = createQuietLogger();
    installQuietRuntime((line) => said.push(line));
    logger.debug('Activity started', { activityType: 'cutReviews' });
    assert.equal(said.length, 0);
    installQuietRuntime((line) => said.push(line), { logMode: 'json' });
    logger.debug('Activity started', { activityType: 'cutReviews' });
    logger.debug('Creating worker');
    logger.warn('Activity failed', { activityType: 'cutReviews', error: new Error('disk full') });
    assert.deepEqual(
      said.map((line) => JSON.parse(line)).map(({ event, step, failure }) => [event, step, failure]),
      [
        ['step started', 'cutReviews', undefined],
        ['step failed', 'cutReviews', 'Error'],
      ],
    );
    installQuietRuntime(() => {});
  });

  it('says once, where nobody else does, that the server is gone', () => {
    const said: string[] = [];
    installQuietRuntime((line) => said.push(line), { saysServerGone: true });
    const logger = createQuietLogger();
    logger.warn('Network error while completing activity');
    for (let retries = 5; retries < 50; retries += 1) {
      logger.warn(`gRPC call poll_workflow_task_queue retried ${retries} times`);
    }
    const failed = 'Error while completing workflow activation';
    logger.warn(failed, { error: 'status: \'The service is currently unavailable\', self: "tcp connect error"' });
    assert.deepEqual(said, [serverGoneLine]);
    logger.warn(failed, { error: 'status: InvalidArgument, message: "BadScheduleActivityAttributes"' });
    assert.match(said[1] ?? '', /^Temporal warn: Error while completing workflow activation: status: InvalidArgument/u);
    installQuietRuntime(() => {});
  });
});
