import assert from 'node:assert/strict';
import { z } from 'zod';
import { openViewer } from '../../../run/view/open-viewer.ts';
import { serveView } from '../../../run/view/serve-view.ts';
import type { PageServer } from '../../../run/serving/serve-page.ts';
import { findChromium, startBrowser } from '../../doubles/browser.ts';
import type { Browser, Page, PageOptions } from '../../doubles/browser.ts';
import { openDatabase } from '../../doubles/open-database.ts';
import type { OpenDatabase } from '../../doubles/open-database.ts';
import { createAnnotatedRun, script, spokenBeforeFailure } from '../annotation/annotated-run.ts';
import type { AnnotatedRun } from '../annotation/annotated-run.ts';
import { end, ungather } from './live-run.ts';

/** More than a page of the list. */
const accepted = 60;
const wide: PageOptions = { width: 1400, height: 900 };
const narrow: PageOptions = { width: 420, height: 850, scheme: 'dark' };

describe('the page of dialogs in Chromium', function () {
  this.timeout(120_000);
  let browser: Browser;
  let fixture: AnnotatedRun;
  let other: AnnotatedRun;
  let database: OpenDatabase;
  let server: PageServer;

  before(async function () {
    const chromium = await findChromium();
    if (chromium === undefined) {
      console.log('      skipped: no chromium on the PATH (Debian: apt-get install chromium)');
      this.skip();
    }
    browser = await startBrowser(chromium);
    fixture = await createAnnotatedRun(accepted);
    // A run of the same dialogs in which only the failed one has ended, well.
    other = await createAnnotatedRun(accepted);
    await ungather(other);
    const failed = other.dialogs.at(-1) ?? assert.fail();
    await end(other, {
      ...failed,
      status: 'accepted',
      reason: null,
      turns: failed.turns.map((turn) => ({ ...turn, text: `Otherwise. ${script}` })),
    });
    database = await openDatabase();
    server = await serveView({ viewer: openViewer(database.db, fixture.run, other.run), port: 0 });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    await database?.close();
    await fixture?.remove();
    await other?.remove();
  });

  const open = async (options: PageOptions, hash = ''): Promise<Page> => {
    const page = await browser.newPage(options);
    await page.open(`${server.address}${hash}`);
    await page.until(`document.querySelectorAll('.row').length > 0`);
    return page;
  };
  const failedId = (): string => fixture.dialogs.at(-1)?.dialogId ?? assert.fail();

  for (const [name, options] of [
    ['wide and light', wide],
    ['narrow and dark', narrow],
  ] as const) {
    it(`leads to the cause of a failed dialog by two keys, ${name}`, async () => {
      const page = await open(options);
      await page.press('j');
      await onDialog(page, failedId());
      const cause = await textOf(page, '.cause');
      assert.match(cause, new RegExp(`Turn ${spokenBeforeFailure} \\(.*no line was accepted in 3 attempts`, 'u'));
      assert.match(cause, /title-leak in 3 of 3: the line names an item before its recommendation/u);
      await page.press('n');
      await page.until(`document.activeElement?.classList.contains('refused') === true`);
      assert.match(await textOf(page, '.refused:focus'), /attempt 1[^]*Refused line 0\./u);
      assert.equal(await page.evaluate(`document.querySelector('.refused:focus mark').textContent`), 'Refused line');
      const box = z
        .object({ top: z.number(), bottom: z.number() })
        .parse(
          await page.evaluate(
            `(({ top, bottom }) => ({ top, bottom }))(document.activeElement.getBoundingClientRect())`,
          ),
        );
      assert.ok(box.top > 0 && box.bottom <= (options.height ?? 0), JSON.stringify(box));
      assert.equal(await page.evaluate(`document.documentElement.scrollWidth <= window.innerWidth`), true);
      await page.close();
    });
  }

  it('shows planted HTML in lines, titles, ids and reviews as text, and loads nothing from elsewhere', async () => {
    for (const options of [wide, narrow]) {
      const page = await open(options, `#dialog=${fixture.dialogs[0]?.dialogId}&beside=run`);
      await page.until(`document.querySelector('.alert, .pairs') !== null`);
      const second = await open(options, `#dialog=${failedId()}&beside=run`);
      await second.until(`document.querySelector('.pairs') !== null`);
      await second.press('c', 'h', 'o');
      const shown = String(await second.evaluate('document.body.innerText'));
      for (const planted of [`Otherwise. ${script}`, `Refused line 0. ${script}`])
        assert.ok(shown.includes(planted), planted);
      for (const part of [
        '.row-title',
        '.head h1',
        '.head .origin',
        '.candidates',
        '.reviews',
        '.evidence .text',
        '.cause',
      ]) {
        if (part === '.row-title' && options === narrow) continue;
        assert.ok((await textOf(second, part)).includes('<script>window.owned'), part);
      }
      for (const each of [page, second]) {
        assert.equal(await each.evaluate('window.owned'), undefined);
        assert.equal(await each.evaluate(`document.querySelectorAll('#page script, #page img').length`), 0);
        assert.equal(await each.evaluate(`document.documentElement.scrollWidth <= window.innerWidth`), true);
        const loaded = z
          .array(z.string())
          .parse(await each.evaluate(`performance.getEntriesByType('resource').map((e) => e.name)`));
        assert.ok(
          loaded.length > 0 && loaded.every((url) => url.startsWith(server.address) || url === 'data:,'),
          loaded.join(),
        );
        await each.close();
      }
    }
  });

  it('goes through the list by j and k, past its first page, and keeps the place in the address', async () => {
    const page = await open(wide);
    const first = await shownIds(page);
    assert.equal(first.length, 50);
    await page.press('j');
    await onDialog(page, first[0] ?? '');
    await page.press('j');
    await onDialog(page, first[1] ?? '');
    await page.press('k');
    await onDialog(page, first[0] ?? '');
    assert.equal(await page.evaluate(`document.querySelector('[aria-current]').dataset.dialog`), first[0]);
    await page.evaluate(`document.querySelector('.row[data-dialog="${first[49]}"]').click()`);
    await onDialog(page, first[49] ?? '');
    await page.press('j');
    await page.until(`document.querySelectorAll('.row').length === ${accepted + 1}`);
    const all = await shownIds(page);
    assert.equal(new Set(all).size, accepted + 1);
    await onDialog(page, all[50] ?? '');
    await page.evaluate('history.back()');
    await onDialog(page, first[49] ?? '');
    const again = await browser.newPage(wide);
    await again.open(String(await page.evaluate('location.href')));
    await onDialog(again, first[49] ?? '');
    for (const each of [page, again]) await each.close();
  });

  it('searches and filters by keyboard, and lets the keys be letters in a field', async () => {
    const page = await open(wide);
    await page.press('/', ...Array.from('refused line 1 jn?x'));
    await page.until(`document.querySelector('.matched').textContent === '0 dialogs'`);
    await page.press(...Array.from(' jn?x').map(() => 'Backspace'), 'Enter');
    await page.until(`document.querySelectorAll('.row').length === 1`);
    assert.deepEqual(await shownIds(page), [failedId()]);
    await page.press('j');
    await onDialog(page, failedId());
    await page.press('x');
    await page.until(`document.querySelectorAll('.row').length === 50`);
    assert.equal(await page.evaluate(`document.querySelector('[name="text"]').value`), '');
    await page.press('f');
    await page.until(`document.querySelectorAll('.row').length === 1`);
    assert.equal(await page.evaluate(`document.querySelector('[name="status"]').value`), 'failed');
    await page.press('f');
    await page.until(`document.querySelectorAll('.row').length === 50`);
    await page.until(`document.querySelectorAll('[name="problem"] option').length === 3`);
    await page.evaluate(`(() => {
      const select = document.querySelector('[name="problem"]');
      select.value = 'slots';
      select.dispatchEvent(new Event('change'));
    })()`);
    await page.until(`document.querySelectorAll('.row').length === 1`);
    assert.deepEqual(await shownIds(page), [fixture.dialogs[0]?.dialogId]);
    await page.press('?');
    assert.match(await textOf(page, 'dialog[open]'), /next and previous dialog/u);
    await page.press('j');
    assert.equal(await page.evaluate(`document.querySelector('dialog').open`), true);
    await page.press('Escape');
    await page.until(`!document.querySelector('dialog').open`);
    await page.close();
  });

  it('sets a dialog beside the other run’s by s, and says so where that has none', async () => {
    const page = await open(wide, `#dialog=${failedId()}`);
    await onDialog(page, failedId());
    await page.press('s');
    await page.until(`document.querySelector('.pairs') !== null`);
    const cells = z
      .array(z.tuple([z.string(), z.boolean()]))
      .parse(
        await page.evaluate(
          `[...document.querySelectorAll('.pair')].map((pair) => [pair.children[1].querySelector('.words')?.textContent ?? '', pair.classList.contains('differs')])`,
        ),
      );
    assert.deepEqual(
      cells.slice(0, spokenBeforeFailure),
      Array.from({ length: spokenBeforeFailure }, () => [`Otherwise. ${script}`, true]),
    );
    assert.match(await textOf(page, '.pair-heads'), /failed[^]*accepted/u);
    await page.press('s');
    await page.until(`document.querySelector('.pairs') === null && document.querySelector('.turns') !== null`);
    await page.press('s', 'j');
    await page.until(`document.querySelector('.pairs') !== null && document.querySelector('.head .accepted') !== null`);
    assert.match(await textOf(page, '.pair-heads'), /accepted[^]*planned/u);
    assert.equal(await textOf(page, '.pair .cell:nth-child(2)'), 'Not reached.');
    await page.close();
  });

  it('shows on a small screen the list or the dialog, and goes back by Escape', async () => {
    const page = await open(narrow);
    assert.equal(await page.evaluate(`document.querySelector('.reading').checkVisibility()`), false);
    await page.press('j');
    await onDialog(page, failedId());
    assert.equal(await page.evaluate(`document.querySelector('.list').checkVisibility()`), false);
    await page.press('Escape');
    await page.until(`document.querySelector('.list').checkVisibility()`);
    await page.evaluate(`document.querySelector('.row').click()`);
    await onDialog(page, failedId());
    await page.evaluate(`document.querySelector('.back').click()`);
    await page.until(`document.querySelector('.list').checkVisibility()`);
    await page.close();
  });

  it('shows a dialog that is not there as that, and an address of nonsense as the list', async () => {
    const page = await open(wide, `#dialog=d${'0'.repeat(20)}`);
    await page.until(`document.querySelector('.alert') !== null`);
    assert.match(await textOf(page, '.alert'), /there is no dialog/u);
    await page.close();
    const second = await open(wide, '#dialog=<b>x</b>&status=&beside=../..');
    assert.match(await textOf(second, '.hint'), /Choose a dialog/u);
    await second.close();
  });

  it('says that more dialogs have ended, and reads them when it is told to', async () => {
    const running = await createAnnotatedRun(2);
    await ungather(running);
    const [first = assert.fail(), second = assert.fail()] = running.dialogs;
    await end(running, first);
    const own = await openDatabase();
    const going = await serveView({ viewer: openViewer(own.db, running.run, null), port: 0 });
    try {
      const page = await browser.newPage(wide);
      await page.open(going.address);
      await page.until(`document.querySelectorAll('.row').length === 1`);
      assert.equal(await textOf(page, '.matched'), '1 dialog; going on');
      await end(running, second);
      await page.until(`document.querySelector('.notice').textContent.startsWith('1 more dialog.')`);
      assert.equal((await shownIds(page)).length, 1);
      await page.press('r');
      await page.until(`document.querySelectorAll('.row').length === 2`);
      await page.close();
    } finally {
      await going.close();
      await own.close();
      await running.remove();
    }
  });
});

const textOf = async (page: Page, selector: string): Promise<string> =>
  String(await page.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText`));

const onDialog = (page: Page, dialogId: string): Promise<void> =>
  page.until(`document.querySelector('.head code')?.textContent === '${dialogId}'`);

const shownIds = async (page: Page): Promise<string[]> =>
  z
    .array(z.string())
    .parse(await page.evaluate(`[...document.querySelectorAll('.row')].map((row) => row.dataset.dialog)`));
