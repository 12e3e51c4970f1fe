import { isGrpcServiceError } from '@temporalio/client';
import { searchAttributeNames } from '../../workflows/search-attributes.ts';
import { connectClient } from './reach-server.ts';

/** The API's number of the type Keyword; its package is no direct dependency. */
export const keywordType = 2;

/**
 * Gives a server of ours the search attributes that it lacks, be its database new or of an earlier version. Where that fails the runs go on without
 * them, and each launch says so.
 */
export async function registerSearchAttributes(address: string, namespace: string): Promise<void> {
  const connection = await connectClient({ address }).catch(() => undefined);
  if (connection === undefined) return;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = searchAttributeNames.filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length === 0) return;
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map((name) => [name, keywordType])),
    });
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
  } finally {
    await connection.close();
  }
}
