import { Context } from '@temporalio/activity';
import { isGrpcServiceError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Dependencies } from '../../activities/dependencies.ts';
import { dialogWorkflowId } from '../../workflows/workflow-ids.ts';

/** Asks the given server, or that of the activity that calls it. */
export const createFetchHistory =
  (client?: Client): Dependencies['fetchHistory'] =>
  async (ref, dialogId) => {
    const { workflow } = client ?? Context.current().client;
    try {
      return historyToJSON(await workflow.getHandle(dialogWorkflowId(ref, dialogId)).fetchHistory());
    } catch (error) {
      if (isGrpcServiceError(error) && isNotFound(error.code)) return undefined;
      throw error;
    }
  };

/** A gRPC status: never there, or past its retention. */
const isNotFound = (code: number): boolean => code === 5;
