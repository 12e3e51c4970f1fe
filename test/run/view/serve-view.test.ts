import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { openViewer } from '../../../run/view/open-viewer.ts';
import { serveView } from '../../../run/view/serve-view.ts';
import type { PageServer } from '../../../run/serving/serve-page.ts';
import { openDatabase } from '../../doubles/open-database.ts';
import type { OpenDatabase } from '../../doubles/open-database.ts';
import { rawStatus } from '../../doubles/raw-status.ts';
import { createAnnotatedRun } from '../annotation/annotated-run.ts';
import type { AnnotatedRun } from '../annotation/annotated-run.ts';

describe('serveView', () => {
  let fixture: AnnotatedRun;
  let database: OpenDatabase;
  let server: PageServer;
  before(async () => {
    fixture = await createAnnotatedRun(3);
    database = await openDatabase();
    server = await serveView({ viewer: openViewer(database.db, fixture.run, null), port: 0 });
  });
  after(async () => {
    await server?.close();
    await database?.close();
    await fixture?.remove();
  });

  const call = async (path: string, method = 'GET'): Promise<[number, unknown]> => {
    const response = await fetch(`${server.address}api/${path}`, { method });
    return [response.status, await response.json()];
  };

  it('answers what the page asks', async () => {
    const [status, body] = await call('dialogs?status=failed&limit=1');
    assert.equal(status, 200);
    const dialogId = fixture.dialogs.at(-1)?.dialogId;
    assert.match(JSON.stringify(body), new RegExp(`"matched":1,.*"dialogId":"${dialogId}"`, 'u'));
    const [found, dialog] = await call(`dialogs/${dialogId}`);
    assert.equal(found, 200);
    assert.match(JSON.stringify(dialog), /"status":"failed"/u);
    assert.match(JSON.stringify(await call('run')), /"runId":"yelp-0123456789","besideRunId":null.*"title-leak"/u);
    assert.match(JSON.stringify(await call('facets')), /"facet":"status","value":"failed"/u);
  });

  const wrong: [string, string, string, number][] = [
    ['a filter that there is none of', 'GET', 'dialogs?colour=red', 400],
    ['a status that there is none of', 'GET', 'dialogs?status=lost', 400],
    ['the same filter twice', 'GET', 'dialogs?text=a&text=b', 400],
    ['a page beyond measure', 'GET', 'dialogs?limit=1000000', 400],
    ['a dialog by a path', 'GET', 'dialogs/..%2f..%2fconfig', 400],
    ['what stands beside it by a path', 'GET', `dialogs/d${'0'.repeat(20)}/beside/..%2f..`, 400],
    ['a dialog that is not there', 'GET', `dialogs/d${'0'.repeat(20)}`, 404],
    ['a change of anything', 'POST', 'dialogs', 404],
    ['a removal', 'DELETE', `dialogs/d${'0'.repeat(20)}`, 404],
  ];
  for (const [name, method, path, status] of wrong) {
    it(`refuses ${name}`, async () => {
      const [answered, body] = await call(path, method);
      assert.equal(answered, status);
      assert.match(JSON.stringify(body), /"message":"/u);
    });
  }

  it('answers nothing at all without the token, and to no other site', async () => {
    const { origin, pathname } = new URL(server.address);
    const token = pathname.slice(1, -1);
    assert.ok(token.length >= 32);
    const refused: [string, Record<string, string>][] = [
      [`${origin}/`, {}],
      [`${origin}/api/dialogs`, {}],
      [`${origin}/view/page/page.js`, {}],
      [`${origin}/${'A'.repeat(token.length)}/api/dialogs`, {}],
      [`${server.address}api/dialogs`, { host: 'rebound.example' }],
      [`${server.address}api/dialogs`, { origin: 'https://evil.example' }],
      [`${server.address}api/dialogs`, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ];
    for (const [url, headers] of refused) {
      const [status, answer] = await rawStatus(url, 'GET', headers);
      assert.equal(status, 403, url);
      assert.ok(!answer.includes(token) && !answer.includes('dialogId'));
    }
  });

  it('serves a page that can load nothing from elsewhere, stand in no frame and run no script of a text', async () => {
    const page = await fetch(server.address.slice(0, -1));
    assert.equal(page.url, server.address);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/u);
    assert.doesNotMatch(policy, /unsafe/u);
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    const html = await page.text();
    assert.doesNotMatch(html, /<script(?! type="module" src="view\/page\/page\.js")|style=/u);
    for (const folder of ['view/page', 'serving/page']) {
      const place = new URL(`../../../run/${folder}/`, import.meta.url);
      for (const name of await readdir(place)) {
        const content = await readFile(new URL(name, place), 'utf8');
        assert.doesNotMatch(content, /https?:|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/u, name);
        if (name === 'index.html') continue;
        assert.equal(await (await fetch(`${server.address}${folder}/${name}`)).text(), content);
      }
    }
  });
});
