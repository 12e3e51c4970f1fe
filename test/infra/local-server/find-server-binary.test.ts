import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createBuild } from '../../../infra/local-server/build-server.ts';
import { locateCacheFolder } from '../../../infra/storage/cache-folder.ts';
import { createDownload } from '../../../infra/local-server/download-server.ts';
import { findServerBinary } from '../../../infra/local-server/find-server-binary.ts';
import { defaultInstalls } from '../../../infra/local-server/default-installs.ts';
import type { InstallServer } from '../../../infra/local-server/install-server.ts';
import { fakeTemporalScript, withFolder, writeExecutable } from './server-under-test.ts';

interface Place {
  /** The only folder on PATH. */
  onPath: string;
  cached: string;
  bin: string;
  env: NodeJS.ProcessEnv;
  lines: string[];
  find: (installs: Record<string, InstallServer>) => Promise<string>;
}

describe('findServerBinary', function () {
  this.timeout(30_000);

  it('takes the one on PATH before the cached one, and says so in one line', async () => {
    await inPlace(async ({ onPath, cached, lines, find }) => {
      await writeExecutable(join(onPath, 'temporal'), fakeTemporalScript);
      await writeExecutable(cached, fakeTemporalScript);
      assert.equal(await find(noInstall), join(onPath, 'temporal'));
      assert.deepEqual(lines, [`Temporal server on PATH: ${join(onPath, 'temporal')} (9.9.9 (a fake)).`]);
    });
  });

  it('passes over one that does not run, and takes the cached one', async () => {
    await inPlace(async ({ onPath, cached, lines, find }) => {
      await writeExecutable(join(onPath, 'temporal'), 'exit 7');
      await writeExecutable(cached, fakeTemporalScript);
      assert.equal(await find(noInstall), cached);
      assert.match(lines.join('\n'), /^Temporal server on PATH: .* does not run[^]*\nTemporal server in the cache: /u);
    });
  });

  it('builds it once by the Go on PATH when the download cannot be reached, however many ask at once', async () => {
    await inPlace(async ({ onPath, cached, bin, env, lines, find }) => {
      await writeFakeGo(onPath);
      await writeExecutable(cached, 'echo "not a server"');
      await mkdir(join(bin, '.installing-left-by-a-crash'));
      const installs = { download: createDownload(), build: createBuild(200) };
      env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
      assert.deepEqual(await Promise.all([find(installs), find(installs)]), [cached, cached]);
      assert.equal(
        await readFile(join(onPath, 'calls'), 'utf8'),
        'install github.com/temporalio/cli/cmd/temporal@v1.5.1\n',
      );
      assert.deepEqual(await readdir(bin), ['temporal']);
      const said = lines.join('\n');
      for (const line of [
        /in the cache: .* does not answer --version/u,
        /Trying the official download \(temporal\.download/u,
        /not possible by download: .*client error \(Connect\)/u,
        /Waiting for process \d+, which is installing/u,
        /Building the Temporal server .*about six minutes/u,
        /still building, \d+ s so far/u,
        /Installed the Temporal server \(9\.9\.9/u,
      ]) {
        assert.match(said, line);
      }
      assert.equal(await find(noInstall), cached);
    });
  });

  it('gives up a download whose host does not answer', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const address = silent.address();
    assert.ok(address !== null && typeof address === 'object');
    await inPlace(async ({ env, bin, find }) => {
      env['HTTPS_PROXY'] = `http://127.0.0.1:${address.port}`;
      const download = createDownload({ reachMs: 1_500, stallMs: 1_000 });
      await assert.rejects(find({ download }), { message: /download: its host did not answer within 1.5 s/u });
      assert.deepEqual(await readdir(bin), []);
    });
    silent.close();
  });

  it('keeps nothing of a build that fails, and says why', async () => {
    await inPlace(async ({ onPath, bin, find }) => {
      await writeExecutable(join(onPath, 'go'), 'echo half > "$GOBIN/temporal"; echo "no space left" >&2; exit 3');
      await assert.rejects(find({ build: createBuild() }), {
        name: 'ServerUnavailable',
        message: /build: go install .* ended with 3: no space left/u,
      });
      assert.deepEqual(await readdir(bin), []);
    });
  });

  it('names every choice when there is none', async () => {
    assert.deepEqual(Object.keys(defaultInstalls), ['download', 'build']);
    await inPlace(async ({ find, cached }) => {
      const installs = { ...noInstall, build: createBuild() };
      await assert.rejects(find(installs), (error: Error & { details?: { remedy?: string } }) => {
        assert.equal(error.name, 'ServerUnavailable');
        assert.match(
          error.message,
          /on PATH: none; in the cache: none; never: nothing may .*; build: there is no go on PATH/u,
        );
        for (const choice of ['TEMPORAL_ADDRESS', 'docs.temporal.io/cli', cached, 'temporal.download', 'go.dev/dl']) {
          assert.ok(error.details?.remedy?.includes(choice), choice);
        }
        return true;
      });
    });
  });

  it('names the cache folder that cannot be written', async () => {
    await inPlace(async ({ env, find, onPath }) => {
      const file = join(onPath, 'a-file');
      await writeFile(file, '');
      env['CONVREC_CACHE_DIR'] = join(file, 'cache');
      await assert.rejects(find(noInstall), {
        name: 'ServerUnavailable',
        message: /cannot install a Temporal server in .*a-file/u,
      });
    });
  });
});

describe('locateCacheFolder', () => {
  it('takes CONVREC_CACHE_DIR, else an absolute XDG_CACHE_HOME, else .cache at home', () => {
    const home = { HOME: '/home/me' };
    assert.equal(locateCacheFolder({ ...home, XDG_CACHE_HOME: '/x', CONVREC_CACHE_DIR: '/mine' }), '/mine');
    assert.equal(locateCacheFolder({ ...home, XDG_CACHE_HOME: '/x', CONVREC_CACHE_DIR: '' }), '/x/convrec-studio');
    assert.equal(locateCacheFolder({ ...home, XDG_CACHE_HOME: 'x' }), '/home/me/.cache/convrec-studio');
  });
});

const noInstall: Record<string, InstallServer> = {
  never: async () => {
    throw new Error('nothing may be installed here');
  },
};

async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const [onPath, cache] = [join(folder, 'path'), join(folder, 'cache')];
    const bin = join(cache, 'bin');
    await mkdir(onPath);
    await mkdir(bin, { recursive: true });
    const env: NodeJS.ProcessEnv = { PATH: onPath, HOME: folder, CONVREC_CACHE_DIR: cache };
    const lines: string[] = [];
    const find = (installs: Record<string, InstallServer>): Promise<string> =>
      findServerBinary({ env, say: (line) => lines.push(line), installs });
    await work({ onPath, cached: join(bin, 'temporal'), bin, env, lines, find });
  });
}

/** Notes its arguments, takes half a second, and puts a fake Temporal CLI where GOBIN says. */
async function writeFakeGo(folder: string): Promise<void> {
  await writeFile(join(folder, 'built'), `#!/bin/sh\n${fakeTemporalScript}\n`, { mode: 0o755 });
  await writeExecutable(
    join(folder, 'go'),
    `echo "$@" >> '${folder}/calls'; sleep 0.5; cp '${folder}/built' "$GOBIN/temporal"`,
  );
}
