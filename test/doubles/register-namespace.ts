import { isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectClient } from '../../infra/local-server/reach-server.ts';
import type { TemporalConnectionOptions } from '../../temporal.config.ts';

const grpcNotFound = 5;
const grpcAlreadyExists = 6;
const retention = '24 hours';

/** Makes a namespace on a server that was set up by a test. Returns when it can be used. */
export async function registerNamespace(
  options: TemporalConnectionOptions,
  namespace: string,
  timeoutMs: number,
): Promise<void> {
  const connection = await connectClient(options, timeoutMs);
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(retention),
    });
  } catch (error) {
    if (!isGrpcStatus(error, grpcAlreadyExists)) throw error;
  } finally {
    await connection.close();
  }
  await waitUntilUsable(options, namespace, timeoutMs);
}

/** Measured: for about a second after its making the server answers from its memory that there is no such namespace. */
async function waitUntilUsable(
  options: TemporalConnectionOptions,
  namespace: string,
  timeoutMs: number,
): Promise<void> {
  const connection = await connectClient(options, timeoutMs);
  const deadline = Date.now() + timeoutMs;
  try {
    for (;;) {
      try {
        await connection.workflowService.countWorkflowExecutions({ namespace });
        return;
      } catch (error) {
        if (!isGrpcStatus(error, grpcNotFound) || Date.now() > deadline) throw error;
      }
      await sleep(100);
    }
  } finally {
    await connection.close();
  }
}

function isGrpcStatus(error: unknown, status: number): boolean {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === status;
}
