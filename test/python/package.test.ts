import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { askPython, needPython } from '../doubles/python.ts';

describe('Python package', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-python-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is a typed wheel that passes its own tests where it is installed', async function () {
    needPython(this, ['hatchling', 'pip', 'pyarrow', 'pandas', 'polars', 'duckdb']);
    await askPython(['-m', 'hatchling', 'build', '--target', 'wheel', '--directory', folder], { cwd: 'python' });
    const [wheel] = await readdir(folder);
    assert.equal(
      wheel,
      `convrec_studio-${manifest.version}-py3-none-any.whl`,
      'of the version that package.json names',
    );
    const libraries = join(folder, 'libraries');
    const install = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-index', '--target', libraries];
    await askPython([...install, join(folder, wheel)]);
    assert.ok((await readdir(join(libraries, 'convrec_studio'))).includes('py.typed'));
    const tests = resolve('python/tests');
    await askPython(['-m', 'unittest', 'discover', '--start-directory', tests], { libraries, cwd: folder });
  });

  it('holds its types by the strict rules of mypy', async function () {
    needPython(this, ['mypy', 'pyarrow', 'pandas', 'polars', 'duckdb']);
    const said = await askPython(['-m', 'mypy', '--cache-dir', folder, 'src', 'tests'], { cwd: 'python' });
    assert.match(said, /^Success/u);
  });
});
