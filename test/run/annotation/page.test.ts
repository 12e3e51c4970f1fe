import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { z } from 'zod';
import { openAnnotation } from '../../../run/annotation/open-annotation.ts';
import { openStudy } from '../../../run/annotation/open-study.ts';
import { raterKeyOf, readRatingsOf } from '../../../run/annotation/rating-files.ts';
import { serveAnnotation } from '../../../run/annotation/serve-annotation.ts';
import type { PageServer } from '../../../run/serving/serve-page.ts';
import { ratingScales } from '../../../schemas/rating.ts';
import type { Rating } from '../../../schemas/rating.ts';
import { measureAlpha } from '../../../studio/evaluation/people/krippendorff-alpha.ts';
import { createRandom, deriveSeed } from '../../../studio/random.ts';
import { findChromium, startBrowser } from '../../doubles/browser.ts';
import type { Browser, Page } from '../../doubles/browser.ts';
import { createAnnotatedRun, script } from './annotated-run.ts';
import type { AnnotatedRun } from './annotated-run.ts';

const dialogs = 20;
const checks = 2;

describe('the annotation page in Chromium', function () {
  this.timeout(120_000);
  let browser: Browser;
  let fixture: AnnotatedRun;
  let server: PageServer;

  before(async function () {
    const chromium = await findChromium();
    if (chromium === undefined) {
      console.log('      skipped: no chromium on the PATH (Debian: apt-get install chromium)');
      this.skip();
    }
    browser = await startBrowser(chromium);
    fixture = await createAnnotatedRun(dialogs);
    const study = await openStudy(fixture.run, { dialogs, sharedShare: 1, checks });
    const annotation = openAnnotation(fixture.run, study, () => new Date());
    server = await serveAnnotation({ annotation, runId: fixture.run.ref.runId, port: 0 });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    await fixture?.remove();
  });

  const signIn = async (raterId: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.open(server.address);
    await page.until(`document.activeElement?.id === 'name'`);
    await page.press(...Array.from(raterId), 'Enter');
    return page;
  };
  const ratingsOf = (raterId: string): Promise<Rating[]> => readRatingsOf(fixture.run, raterId);

  it('takes two raters through 20 dialogs and the checks by keyboard, and their agreement is what they meant', async () => {
    const dialogOf = new Map([...fixture.words].map(([dialogId, words]) => [words, dialogId]));
    /** Rates by the dialog's hidden quality, each rater a little otherwise; the careless one does not see what is wrong with a check. */
    const rateAll = async (raterId: string, isCareful: boolean): Promise<Map<string, number[]>> => {
      const meant = new Map<string, number[]>();
      const page = await signIn(raterId);
      for (let number = 1; number <= dialogs + checks; number += 1) {
        await onDialog(page, number);
        const words = z.string().parse(await page.evaluate(wordsShown));
        const dialogId = dialogOf.get(words);
        const scores =
          dialogId === undefined && isCareful
            ? [1, 1, 1]
            : ratingScales.map((scale) => scoreOf(dialogId ?? '', scale, raterId));
        if (dialogId !== undefined) meant.set(dialogId, scores);
        await page.press(String(scores[0]), 'Tab', String(scores[1]), 'Tab', String(scores[2]), 'Enter');
      }
      await page.until(`document.body.innerText.includes('All rated')`);
      assert.equal(await page.evaluate('window.owned'), undefined);
      await page.close();
      return meant;
    };
    const [ann, bob] = await Promise.all([rateAll('Ann', true), rateAll('Bob', false)]);
    assert.deepEqual([ann.size, bob.size], [dialogs, dialogs]);
    const stored = [...(await ratingsOf('Ann')), ...(await ratingsOf('Bob'))];
    assert.equal(stored.length, 2 * (dialogs + checks));
    for (const [at, scale] of ratingScales.entries()) {
      const units = [...ann.keys()].map((dialogId) =>
        stored.filter((rating) => !rating.isCheck && rating.dialogId === dialogId).map((rating) => rating[scale]),
      );
      const meant = [...ann].map(([dialogId, scores]) => [scores[at] ?? 0, bob.get(dialogId)?.[at] ?? 0]);
      const alpha = measureAlpha(units, 'ordinal') ?? 0;
      assert.ok(units.every((scores) => scores.length === 2));
      assert.equal(alpha, measureAlpha(meant, 'ordinal'));
      assert.ok(alpha > 0.6 && alpha < 1, `${scale} ${alpha}`);
    }
    const checked = (raterId: string): number[] =>
      stored.filter((rating) => rating.isCheck && rating.raterId === raterId).map(({ coherence }) => coherence);
    assert.deepEqual(checked('Ann'), [1, 1]);
    assert.ok(checked('Bob').every((coherence) => coherence > 2) && checked('Bob').length === checks);
  });

  it('loses nothing when the tab is closed in the middle of a form', async () => {
    const page = await signIn('Cleo');
    await onDialog(page, 1);
    await page.press('5', 'Tab', '4', 'Tab', '3', 'Enter');
    await onDialog(page, 2);
    await page.press('2', 'Tab', '1', 'Tab', 'Tab', ...Array.from('odd, th'));
    await page.close();
    const again = await browser.newPage();
    await again.open(server.address);
    await again.until(`document.querySelector('.raters') !== null`);
    await again.evaluate(
      `[...document.querySelectorAll('.raters button')].find((b) => b.textContent === 'Cleo').click()`,
    );
    await onDialog(again, 2);
    assert.deepEqual(await again.evaluate(answersShown), ['2', '1', null, 'odd, th']);
    assert.deepEqual(
      (await ratingsOf('Cleo')).map(({ naturalness, coherence, grounding }) => [naturalness, coherence, grounding]),
      [[5, 4, 3]],
    );
    await again.press('3', 'Enter');
    await onDialog(again, 3);
    const comments = (await ratingsOf('Cleo')).map(({ grounding, comment }) => [grounding, comment].join(' '));
    assert.deepEqual(new Set(comments), new Set(['3 ', '3 odd, th']));
    await again.close();
  });

  it('tells two people of one name apart: a typed name that is taken is asked about', async () => {
    const first = await signIn('Emma');
    await onDialog(first, 1);
    const second = await signIn('emma');
    await second.until(`document.querySelector('.question button') !== null`);
    assert.match(
      String(await second.evaluate(`document.querySelector('.question').textContent`)),
      /somebody else: emma 2/u,
    );
    // The question has the focus, on "That is me".
    await second.press('Tab', 'Enter');
    await onDialog(second, 1);
    assert.match(String(await second.evaluate('decodeURIComponent(location.hash)')), /^#emma 2\//u);
    const same = await signIn('Emma');
    await same.until(`document.activeElement?.textContent === 'That is me'`);
    await same.press('Enter');
    await onDialog(same, 1);
    assert.match(String(await same.evaluate('location.hash')), /^#Emma\//u);
    for (const page of [first, second, same]) await page.close();
  });

  it('asks for missing scores, goes back to correct, and keeps the line it corrects', async () => {
    const page = await signIn('Dora');
    await onDialog(page, 1);
    await page.press('4', 'Enter');
    assert.match(String(await page.evaluate(alertShown)), /No score yet for coherence and grounding/u);
    await page.press('4', 'Tab', '4', 'Enter');
    await onDialog(page, 2);
    await page.press('b');
    await onDialog(page, 1);
    assert.deepEqual(await page.evaluate(answersShown), ['4', '4', '4', '']);
    await page.press('1', 'Enter');
    await onDialog(page, 2);
    await page.evaluate('history.back()');
    await onDialog(page, 1);
    assert.deepEqual(await page.evaluate(answersShown), ['1', '4', '4', '']);
    const file = fixture.run.path(`evaluation/ratings/${raterKeyOf('Dora')}.jsonl`);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => z.object({ naturalness: z.number() }).parse(JSON.parse(line)).naturalness),
      [4, 1],
    );
    assert.deepEqual(
      (await ratingsOf('Dora')).map(({ naturalness }) => naturalness),
      [1],
    );
    await page.close();
  });

  it('stays where it is while a rating cannot be stored, and stores it afterwards', async () => {
    const page = await signIn('Edith');
    await onDialog(page, 1);
    const inTheWay = `evaluation/ratings/${raterKeyOf('Edith')}.jsonl/in-the-way`;
    await fixture.run.writeText(inTheWay, '');
    await page.press('2', 'Tab', '2', 'Tab', '2', 'Enter');
    await page.until(`${alertShown}.startsWith('Not stored: ')`);
    assert.match(String(await page.evaluate(alertShown)), /\.jsonl.*Your answers stay here/u);
    await rm(fixture.run.path(`evaluation/ratings/${raterKeyOf('Edith')}.jsonl`), { recursive: true });
    await page.press('Enter');
    await onDialog(page, 2);
    assert.equal((await ratingsOf('Edith')).length, 1);
    await page.close();
  });

  it('shows scripts in reviews, titles, turns and names as text, and loads nothing from elsewhere', async () => {
    const name = '<img src=x onerror="window.owned=1">';
    const page = await signIn(name);
    await onDialog(page, 1);
    const shown = String(await page.evaluate('document.body.innerText'));
    assert.ok(shown.includes(script) && shown.includes(name));
    for (const part of ['.history', '.turns', '.evidence']) {
      assert.ok(
        String(await page.evaluate(`document.querySelector('${part}').textContent`)).includes('<script>'),
        part,
      );
    }
    assert.equal(await page.evaluate('window.owned'), undefined);
    assert.equal(await page.evaluate(`document.querySelectorAll('#page script, #page img').length`), 0);
    const loaded = z
      .array(z.string())
      .parse(await page.evaluate(`performance.getEntriesByType('resource').map((e) => e.name)`));
    assert.ok(
      loaded.length > 0 && loaded.every((url) => url.startsWith(server.address) || url === 'data:,'),
      loaded.join(),
    );
    await page.close();
  });

  it('refuses a second browser without the token, and a page of another site that knows it', async () => {
    const { origin } = new URL(server.address);
    const stranger = await browser.newPage();
    for (const path of ['/', `/${'A'.repeat(32)}/`]) {
      await stranger.open(`${origin}${path}`);
      assert.match(String(await stranger.evaluate('document.body.innerText')), /lacks the token/u);
    }
    await stranger.close();
    const attack = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end(`<script>
        const body = '{"name": "Mallory"}', url = ${JSON.stringify(`${server.address}api/raters`)};
        const json = { 'content-type': 'application/json' };
        window.ended = Promise.allSettled([
          fetch(url).then((r) => r.text()),
          fetch(url, { method: 'POST', mode: 'no-cors', body }),
          fetch(url, { method: 'POST', headers: json, body }),
        ]).then((all) => all.map(({ status, value }) => [status, typeof value]));
      </script>`);
    });
    await new Promise<void>((resolve) => attack.listen(0, '127.0.0.1', () => resolve()));
    try {
      const page = await browser.newPage();
      await page.open(`http://127.0.0.1:${portOf(attack)}/`);
      assert.deepEqual(await page.evaluate('window.ended'), [
        ['rejected', 'undefined'],
        ['rejected', 'undefined'],
        ['rejected', 'undefined'],
      ]);
      await page.close();
      const raters = z
        .array(z.object({ raterId: z.string() }))
        .parse(await (await fetch(`${server.address}api/raters`)).json());
      assert.ok(raters.every(({ raterId }) => raterId !== 'Mallory'));
    } finally {
      attack.close();
    }
  });
});

const onDialog = (page: Page, number: number): Promise<void> =>
  page.until(`document.title.startsWith('Dialog ${number} of ') && document.querySelector('form.rating') !== null`);

function portOf(server: Server): number {
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

const wordsShown = `[...document.querySelectorAll('.words')].map((p) => p.textContent).join('\\n')`;
const alertShown = `document.querySelector('.alert').textContent`;
const answersShown = `(() => {
  const data = new FormData(document.querySelector('form.rating'));
  return ['naturalness', 'coherence', 'grounding', 'comment'].map((name) => data.get(name));
})()`;

/** 1 to 5 by the dialog and scale; one rater in three times sees it one higher or lower. */
function scoreOf(dialogId: string, scale: string, raterId: string): number {
  const quality = createRandom(deriveSeed(1, dialogId, scale)).integer(3, 5) * 2 - 5;
  const own = createRandom(deriveSeed(2, dialogId, scale, raterId));
  return Math.max(1, Math.min(5, quality + (own.chance(1 / 3) ? own.pick([-1, 1]) : 0)));
}
