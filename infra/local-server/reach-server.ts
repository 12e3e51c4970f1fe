import { Connection, isGrpcServiceError } from '@temporalio/client';
import type { TemporalConnectionOptions } from '../../temporal.config.ts';

// gRPC's own numbers.
const grpcNotFound = 5;
const grpcPermissionDenied = 7;

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

function isGrpcStatus(error: unknown, status: number): boolean {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return code === status;
}
