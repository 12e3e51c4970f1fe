import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TemporalConnectionOptions } from '../../temporal.config.ts';

// gRPC's own numbers.
const grpcNotFound = 5;
const grpcAlreadyExists = 6;
const grpcPermissionDenied = 7;

/** How long a namespace made here keeps the history of ended workflows; the server's own default for a development server. */
const retention = '24 hours';

/** Rejects, and leaves nothing open, when the server does not answer in time. The caller closes the connection. */
export async function connectClient(options: TemporalConnectionOptions, timeoutMs = 10_000): Promise<Connection> {
  const connection = Connection.lazy({ ...options, connectTimeout: timeoutMs });
  try {
    await connection.ensureConnected();
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/**
 * `namespace` is `hidden` where the server does not let these credentials ask. Rejects when the server does not answer in
 * time.
 */
export async function reachServer(
  options: TemporalConnectionOptions,
  namespace: string,
  timeoutMs: number,
): Promise<{ namespace: 'found' | 'missing' | 'hidden' }> {
  const connection = await connectClient(options, timeoutMs);
  try {
    await connection.withDeadline(Date.now() + timeoutMs, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return { namespace: 'found' };
  } catch (error) {
    if (isGrpcStatus(error, grpcNotFound)) return { namespace: 'missing' };
    if (isGrpcStatus(error, grpcPermissionDenied)) return { namespace: 'hidden' };
    throw error;
  } finally {
    await connection.close();
  }
}

/** Only ever called for a server of this project's own. Returns when the namespace can be used. */
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
