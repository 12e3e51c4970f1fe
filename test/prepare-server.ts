import { findServerBinary } from '../infra/local-server/find-server-binary.ts';
import { readTemporalConfig } from '../temporal.config.ts';

// The first install may take minutes: done before the tests, where its progress is seen and no test's timeout is running.
if (readTemporalConfig(process.env).address === undefined) {
  await findServerBinary({ env: process.env, say: (line) => console.log(line) });
}
