// Run as a process of its own by download-server.ts, which can end it when the host does not answer; the SDK's download
// itself has no timeout. Argument: the folder to download to.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const downloadDir = process.argv[2];
if (downloadDir === undefined) throw new Error('usage: download-server-process FOLDER');
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: 'cached-download', downloadDir } },
});
await environment.teardown();
