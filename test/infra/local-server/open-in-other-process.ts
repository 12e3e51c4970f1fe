// A second process that opens the same state folder. Arguments: the folder. It answers each line on stdin by one JSON line:
// `close` gives the server up and ends the process, `exit` ends it without giving up.
import { createInterface } from 'node:readline';
import { openTemporal } from '../../../infra/temporal/open-temporal.ts';
import { createServerEnv } from './server-under-test.ts';

const stateFolder = process.argv[2];
if (stateFolder === undefined) throw new Error('usage: open-in-other-process FOLDER');
const said: string[] = [];
const session = await openTemporal({ stateFolder, env: createServerEnv(), say: (line) => said.push(line) });
const { address, startedByUs } = session;
console.log(JSON.stringify({ address, startedByUs }));
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'exit') process.exit(0);
  await session.close();
  console.log(JSON.stringify({ said }));
  break;
}
