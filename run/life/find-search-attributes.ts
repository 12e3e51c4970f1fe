import type { Client } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { keywordType } from '../../infra/local-server/register-search-attributes.ts';
import { searchAttributeNames } from '../../workflows/search-attributes.ts';

/** Whether a server has all of the search attributes; else a line that says what its UI lacks, and the command that brings it. */
export type FoundSearchAttributes = { isSearchable: true } | { isSearchable: false; line: string };

const answerMs = 5_000;

/** Asks the server. One that does not say, or does not let these credentials ask, counts as one without them: the run needs none of them. */
export async function findSearchAttributes(client: Client): Promise<FoundSearchAttributes> {
  const { namespace } = client.options;
  try {
    const { customAttributes } = await client.withDeadline(Date.now() + answerMs, () =>
      client.connection.operatorService.listSearchAttributes({ namespace }),
    );
    const missing = searchAttributeNames.filter((name) => Number(customAttributes[name]) !== keywordType);
    if (missing.length === 0) return { isSearchable: true };
    const names = missing.flatMap((name) => ['--name', name, '--type', 'Keyword']).join(' ');
    return {
      isSearchable: false,
      line: `The Temporal server has no search attributes ${missing.join(', ')}, so its UI cannot filter runs and dialogs by them. To have them: temporal operator search-attribute create --namespace ${namespace} ${names}`,
    };
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    return {
      isSearchable: false,
      line: 'The Temporal server does not say which search attributes it has, so none is set for its UI.',
    };
  }
}
