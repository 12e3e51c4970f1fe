import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  approveEndpoints,
  findApprovedEndpoints,
  findInterruptedEndpoints,
} from '../../../infra/model/approved-endpoints.ts';
import { identifyThisProcess } from '../../../infra/storage/process-identity.ts';

const endpoint = { baseUrl: 'https://models.example/v1', variable: 'MODELS_KEY' };

describe('endpoints of the commands that run in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-approved-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are known to the folder’s other workers until the command takes them back', async () => {
    assert.deepEqual(findApprovedEndpoints(folder), []);
    const takeBack = approveEndpoints(folder, [endpoint]);
    assert.deepEqual(findApprovedEndpoints(folder), [endpoint]);
    takeBack();
    assert.deepEqual(findApprovedEndpoints(folder), []);
    approveEndpoints(folder, [])();
    assert.deepEqual(await readdir(join(folder, 'endpoints')), []);
  });

  it('count nothing once their process is gone, and a note without sense never does', async () => {
    const takeBack = approveEndpoints(folder, [endpoint]);
    const notes = join(folder, 'endpoints');
    const ended = spawnSync(process.execPath, ['--eval', '']).pid;
    await writeFile(
      join(notes, 'ended.json'),
      JSON.stringify({ ...identifyThisProcess(), pid: ended, endpoints: [endpoint] }),
    );
    await writeFile(
      join(notes, 'used-again.json'),
      JSON.stringify({ pid: process.pid, startedAt: 'before', endpoints: [endpoint] }),
    );
    await writeFile(join(notes, 'torn.json'), '{"pid":');
    assert.deepEqual(findApprovedEndpoints(folder), [endpoint]);
    takeBack();
    assert.deepEqual(findApprovedEndpoints(folder), []);
  });

  /** A command of the folder that ends by itself with a code, or is killed. */
  const runCommand = (end: string): void => {
    const module = new URL('../../../infra/model/approved-endpoints.ts', import.meta.url).href;
    const script = `const { approveEndpoints } = await import(${JSON.stringify(module)}); approveEndpoints(${JSON.stringify(folder)}, [${JSON.stringify(endpoint)}]); ${end}`;
    spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
  };

  for (const [title, end] of [
    ['was killed', 'process.kill(process.pid, "SIGKILL")'],
    ['lost its server', 'process.exit(4)'],
  ] as const) {
    it(`are remembered, but approved by nobody, where their command ${title}, until one with the same is started`, () => {
      runCommand(end);
      assert.deepEqual([findApprovedEndpoints(folder), findInterruptedEndpoints(folder)], [[], [endpoint]]);
      const takeBackOther = approveEndpoints(folder, [{ ...endpoint, variable: 'OTHER_KEY' }]);
      assert.deepEqual(findInterruptedEndpoints(folder), [endpoint]);
      takeBackOther();
      const takeBack = approveEndpoints(folder, [endpoint]);
      assert.deepEqual([findApprovedEndpoints(folder), findInterruptedEndpoints(folder)], [[endpoint], []]);
      takeBack();
    });
  }

  it('are forgotten where their command ended well', () => {
    runCommand('process.exit(0)');
    assert.deepEqual([findApprovedEndpoints(folder), findInterruptedEndpoints(folder)], [[], []]);
  });
});
