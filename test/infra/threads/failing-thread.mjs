// What a thread may do wrong, by the task's name.
import { parentPort, workerData } from 'node:worker_threads';

const stopping = new Int32Array(workerData.stop);

parentPort.on('message', (task) => {
  if (task === null) parentPort.close();
  else if (task === 'leave') process.exit(7);
  else if (task === 'throw')
    setImmediate(() => {
      throw new Error('out of order');
    });
  else if (task === 'fail')
    parentPort.postMessage({
      kind: 'failed',
      name: 'RunFolderUnusable',
      message: 'disk full',
      details: { remedy: 'Make room.' },
      stack: '',
    });
  else if (task === 'wait') {
    const waiting = setInterval(() => {
      if (Atomics.load(stopping, 0) === 0) return;
      clearInterval(waiting);
      parentPort.postMessage({ kind: 'stopped' });
    }, 5);
  } else parentPort.postMessage({ kind: 'done' });
});
