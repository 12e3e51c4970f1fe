import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approveEndpoints, findApprovedEndpoints } from '../../../infra/model/approved-endpoints.ts';
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
});
