import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { dialogFile, listDialogIds } from '../activities/dialogs/dialog-files.ts';
import { sumLine } from '../activities/dialogs/summed-line.ts';
import type { RunFolder } from '../activities/dependencies.ts';
import { withDatabase } from '../infra/duckdb/open-database.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';
import { openViewer } from '../run/view/open-viewer.ts';
import { serveView } from '../run/view/serve-view.ts';
import { findChromium, startBrowser } from '../test/doubles/browser.ts';
import type { Browser } from '../test/doubles/browser.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// How long a person waits at `convrec view` of a run of 12,000 dialogs: those of a smaller run, given as a folder, copied under new ids.

const wanted = 12_000;
const given = process.argv[2];
const chromium = await findChromium();
if (given === undefined || chromium === undefined) {
  console.error('usage: node --import tsx bench/view.bench.ts RUN-FOLDER, with a chromium on the PATH');
  process.exit(2);
}
const folder = resolve(given);
const source = openRunFolder({ runId: basename(folder), runsRoot: dirname(folder) });
const root = await mkdtemp(join(tmpdir(), 'convrec-view-bench-'));
const browser = await startBrowser(chromium);
try {
  const [load = 0] = loadavg();
  const ids = await listDialogIds(source, 'record');
  const copies = Math.ceil(wanted / ids.length);
  const gathered = await copyGathered(source, copies);
  const live = await copyLive(source, gathered, ids, copies);
  const dialogs = `${(ids.length * copies).toLocaleString('en')} dialogs`;
  await writeResults('view', [
    {
      name: 'load of the machine before',
      value: Number(load.toFixed(1)),
      unit: 'processes',
      setting: `the dialogs are a run's ${ids.length} under ${copies} ids each; Chromium, 1400 by 900`,
    },
    ...(await measure(browser, gathered, `${dialogs}, gathered`)),
    ...(await measure(browser, live, `${dialogs} of a run that is going on`)),
  ]);
} finally {
  await browser.close();
  await rm(root, { recursive: true, force: true });
}

/** The id of a dialog's copy, the same that the copied relations have. */
function idOf(dialogId: string, copy: number): string {
  return `d${createHash('sha256').update(`${dialogId}${copy}`).digest('hex').slice(0, 20)}`;
}

async function copyGathered(run: RunFolder, copies: number): Promise<RunFolder> {
  const target = openRunFolder({ runId: run.ref.runId, runsRoot: join(root, 'gathered') });
  await mkdir(target.path('relations'), { recursive: true });
  await copyFile(run.path('config.json'), target.path('config.json'));
  for (const relation of ['aspects', 'items', 'reviews'] as const) {
    await copyFile(run.relationPath(relation), target.relationPath(relation));
  }
  await withDatabase({ memoryLimitMb: 4096 }, async (db) => {
    const own = [
      'plans',
      'targets',
      'profiles',
      'candidates',
      'dialogs',
      'turns',
      'turn_evidence',
      'attempts',
    ] as const;
    for (const relation of own) {
      await db.openParquet('original', run.relationPath(relation));
      const id = `'d' || left(sha256(dialog_id || copy), 20)`;
      const plan = relation === 'plans' ? `, replace(plan, dialog_id, ${id}) as plan` : '';
      const order = relation === 'turns' || relation === 'turn_evidence' || relation === 'attempts' ? ', turn' : '';
      await db.writeParquet(
        `select * exclude copy replace (${id} as dialog_id${plan})
         from original, range(${copies}) as copies(copy)
         where dialog_id in (select dialog_id from read_parquet('${run.relationPath('dialogs').replaceAll("'", "''")}'))
         order by dialog_id${order}`,
        target.relationPath(relation),
        undefined,
        relation === 'plans' ? 256 : 2048,
      );
    }
  });
  return target;
}

async function copyLive(
  run: RunFolder,
  gathered: RunFolder,
  ids: readonly string[],
  copies: number,
): Promise<RunFolder> {
  const target = openRunFolder({ runId: run.ref.runId, runsRoot: join(root, 'live') });
  await mkdir(target.path('relations'), { recursive: true });
  await mkdir(target.path('work/dialogs'), { recursive: true });
  await copyFile(run.path('config.json'), target.path('config.json'));
  for (const relation of ['aspects', 'items', 'reviews', 'plans', 'targets', 'profiles', 'candidates'] as const) {
    await copyFile(gathered.relationPath(relation), target.relationPath(relation));
  }
  for (const dialogId of ids) {
    const { checksum: _checksum, ...record } = JSON.parse(
      await readFile(run.path(dialogFile(dialogId, 'record')), 'utf8'),
    );
    const attempts = await readFile(run.path(dialogFile(dialogId, 'attempts')), 'utf8');
    for (let copy = 0; copy < copies; copy += 1) {
      const copied = idOf(dialogId, copy);
      await writeFile(target.path(dialogFile(copied, 'record')), `${sumLine({ ...record, dialogId: copied })}\n`);
      await writeFile(target.path(dialogFile(copied, 'attempts')), attempts);
    }
  }
  return target;
}

async function measure(tabs: Browser, run: RunFolder, setting: string): Promise<Result[]> {
  return withDatabase({ memoryLimitMb: 2048 }, async (db) => {
    const server = await serveView({ viewer: openViewer(db, run, null), port: 0 });
    const page = await tabs.newPage({ width: 1400, height: 900 });
    const results: Result[] = [];
    const time = async (name: string, work: () => Promise<void>): Promise<void> => {
      const begun = performance.now();
      await work();
      results.push({ name, value: Number(((performance.now() - begun) / 1000).toFixed(2)), unit: 's', setting });
    };
    try {
      await time('address opened until the first page of the list', async () => {
        await page.open(server.address);
        await page.until(`document.querySelectorAll('.row').length > 0`);
      });
      await time('then until every dialog is in the list', () =>
        page.until(`document.querySelectorAll('[name="status"] option').length > 1`),
      );
      await time('first dialog', async () => {
        await page.press('j');
        await page.until(`document.querySelector('.turns') !== null`);
      });
      await time('search for a word', async () => {
        const before = String(await page.evaluate(`document.querySelector('.matched').textContent`));
        await page.press('/', ...Array.from('food'), 'Enter');
        await page.until(`document.querySelector('.matched').textContent !== ${JSON.stringify(before)}`);
      });
      return results;
    } finally {
      await page.close();
      await server.close();
    }
  });
}
