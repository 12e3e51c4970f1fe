import assert from 'node:assert/strict';
import { readFile, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { z } from 'zod';
import { openAnnotation } from '../../../run/annotation/open-annotation.ts';
import { openStudy } from '../../../run/annotation/open-study.ts';
import { serveAnnotation } from '../../../run/annotation/serve-annotation.ts';
import type { PageServer } from '../../../run/serving/serve-page.ts';
import { RatingSchema } from '../../../schemas/rating.ts';
import { rawStatus } from '../../doubles/raw-status.ts';
import { createAnnotatedRun } from './annotated-run.ts';
import type { AnnotatedRun } from './annotated-run.ts';

const SessionSchema = z.object({
  key: z.string(),
  raterId: z.string(),
  rated: z.number(),
  total: z.number(),
  list: z.array(z.object({ state: z.string(), answers: z.unknown() })),
});

describe('serveAnnotation', () => {
  let fixture: AnnotatedRun;
  let server: PageServer;
  beforeEach(async () => {
    fixture = await createAnnotatedRun(4);
    const study = await openStudy(fixture.run, { checks: 1 });
    const annotation = openAnnotation(fixture.run, study, () => new Date('2026-01-02T03:04:05Z'));
    server = await serveAnnotation({ annotation, runId: fixture.run.ref.runId, port: 0 });
  });
  afterEach(async () => {
    await server.close();
    await fixture.remove();
  });

  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${server.address}api/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const begin = async (name: string): Promise<z.infer<typeof SessionSchema>> =>
    SessionSchema.parse((await call('POST', 'raters', { name })).body);
  const storedLines = async (): Promise<string[]> => {
    const folder = fixture.run.path('evaluation/ratings');
    const names = await readdir(folder).catch(() => []);
    const files = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
    return files.flatMap((file) => file.split('\n')).filter((line) => line !== '');
  };
  const good = { naturalness: 4, coherence: 3, grounding: 5, comment: 'fine' };

  it('stores a rating at once; a correction is another line, the same again is none', async () => {
    const { key, list, total } = await begin('  Ann \t Lee ');
    assert.deepEqual([list.length, total], [5, 5]);
    const place = `raters/${key}/dialogs/2/rating`;
    assert.deepEqual(await call('PUT', place, good), { status: 200, body: { stored: true } });
    await call('PUT', place, good);
    await call('PUT', place, { ...good, coherence: 1 });
    const ratings = (await storedLines()).map((line) => RatingSchema.parse(JSON.parse(line)));
    assert.deepEqual(
      ratings.map(({ raterId, coherence, ratedAt, isCheck }) => [raterId, coherence, ratedAt, isCheck]),
      [
        ['Ann Lee', 3, '2026-01-02T03:04:05.000Z', ratings[0]?.isCheck],
        ['Ann Lee', 1, '2026-01-02T03:04:05.000Z', ratings[0]?.isCheck],
      ],
    );
    const again = await begin('Ann Lee');
    assert.equal(again.rated, 1);
    assert.deepEqual(again.list[2], { state: 'rated', answers: { ...good, coherence: 1 } });
    assert.deepEqual((await call('GET', 'raters')).body, [{ key, raterId: 'Ann Lee', rated: 1, total: 5 }]);
  });

  it('tells by isCheck which dialogs were attention checks, and nothing of it to the rater', async () => {
    const { key, list } = await begin('Ann');
    const shown = [];
    for (const position of list.keys()) {
      const dialog = await call('GET', `raters/${key}/dialogs/${position}`);
      shown.push(dialog.body);
      await call('PUT', `raters/${key}/dialogs/${position}/rating`, good);
    }
    const ratings = (await storedLines()).map((line) => RatingSchema.parse(JSON.parse(line)));
    assert.equal(ratings.filter(({ isCheck }) => isCheck).length, 1);
    const ShownSchema = z.object({ turns: z.array(z.object({ text: z.string() })) });
    for (const [at, dialog] of shown.entries()) {
      const { isCheck = false, dialogId = '' } = ratings[at] ?? {};
      const words = ShownSchema.parse(dialog).turns.map((turn) => turn.text);
      assert.equal(words.join('\n') === fixture.words.get(dialogId), !isCheck);
      assert.deepEqual(Object.keys(Object(dialog)).toSorted(), ['asOf', 'history', 'target', 'turns']);
    }
  });

  it('keeps a draft, gives it back, and drops it for the rating', async () => {
    const { key } = await begin('Ann');
    const draft = { naturalness: 2, coherence: null, grounding: null, comment: 'half' };
    assert.equal((await call('PUT', `raters/${key}/dialogs/0/draft`, draft)).status, 200);
    assert.deepEqual((await begin('Ann')).list[0], { state: 'open', answers: draft });
    await call('PUT', `raters/${key}/dialogs/0/rating`, good);
    assert.deepEqual((await begin('Ann')).list[0], { state: 'rated', answers: good });
  });

  it('loses none of many ratings sent at once', async () => {
    const { key, list } = await begin('Ann');
    const sent = [...list.keys()].flatMap((position) =>
      [1, 2, 3, 4, 5].map((naturalness) => ({ position, naturalness })),
    );
    const answers = await Promise.all(
      sent.map(({ position, naturalness }) =>
        call('PUT', `raters/${key}/dialogs/${position}/rating`, { ...good, naturalness }),
      ),
    );
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal((await storedLines()).length, sent.length);
  });

  const wrong: [string, string, string, unknown, number][] = [
    ['a score of 6', 'PUT', 'dialogs/0/rating', { ...good, grounding: 6 }, 400],
    ['a missing score', 'PUT', 'dialogs/0/rating', { naturalness: 1, coherence: 1, comment: '' }, 400],
    ['an endless comment', 'PUT', 'dialogs/0/rating', { ...good, comment: 'x'.repeat(5001) }, 400],
    ['a body beyond all measure', 'PUT', 'dialogs/0/draft', { ...good, comment: 'x'.repeat(70_000) }, 413],
    ['a dialog that is not on the list', 'PUT', 'dialogs/99/rating', good, 404],
    ['a dialog by no number', 'GET', 'dialogs/..%2f..', undefined, 400],
    ['no call of the page', 'DELETE', 'dialogs/0', undefined, 404],
  ];
  for (const [name, method, path, body, status] of wrong) {
    it(`refuses ${name}, and stores nothing`, async () => {
      const { key } = await begin('Ann');
      assert.equal((await call(method, `raters/${key}/${path}`, body)).status, status);
      assert.deepEqual(await storedLines(), []);
    });
  }

  it('asks a new person who has the name of another one, and offers a free name', async () => {
    const first = SessionSchema.parse((await call('POST', 'raters', { name: 'Ann', isNew: true })).body);
    for (const name of ['Ann', ' ann ']) {
      const { status, body } = await call('POST', 'raters', { name, isNew: true });
      assert.equal(status, 409);
      assert.deepEqual(body, {
        message: 'Somebody named Ann has begun here already.',
        raterId: 'Ann',
        suggestion: `${name.trim()} 2`,
      });
    }
    const second = SessionSchema.parse((await call('POST', 'raters', { name: 'Ann 2', isNew: true })).body);
    assert.notEqual(second.key, first.key);
    assert.equal((await begin('Ann')).key, first.key);
  });

  it('ends a request whose body stalls, and goes on answering others', async () => {
    const { run } = fixture;
    const annotation = openAnnotation(run, await openStudy(run, {}), () => new Date());
    const impatient = await serveAnnotation({ annotation, runId: run.ref.runId, port: 0, requestTimeoutMs: 400 });
    try {
      const stalled = request(`${impatient.address}api/raters`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1000 },
      });
      const ended = new Promise<number>((resolve) => {
        stalled.on('response', (response) => resolve(response.statusCode ?? 0));
        stalled.on('error', () => resolve(0));
      });
      stalled.write('{"name": ');
      assert.equal((await fetch(`${impatient.address}api/raters`)).status, 200);
      assert.ok([0, 408].includes(await ended));
    } finally {
      await impatient.close();
    }
  });

  it('refuses a rater it does not know, and a name of nothing', async () => {
    assert.equal((await call('PUT', `raters/${'0'.repeat(16)}/dialogs/0/rating`, good)).status, 404);
    assert.equal((await call('POST', 'raters', { name: ' \u0000\u200b ' })).status, 400);
  });

  it('says that a rating is not stored, and stores it when there is room again', async () => {
    const { key } = await begin('Ann');
    await fixture.run.writeText('evaluation/ratings', 'in the way');
    const refused = await call('PUT', `raters/${key}/dialogs/0/rating`, good);
    assert.equal(refused.status, 507);
    assert.match(JSON.stringify(refused.body), /evaluation.ratings.*"remedy":"/u);
    await rm(fixture.run.path('evaluation/ratings'));
    assert.equal((await call('PUT', `raters/${key}/dialogs/0/rating`, good)).status, 200);
    assert.equal((await storedLines()).length, 1);
  });

  it('answers nothing at all without the token, and to no other site', async () => {
    const { origin, pathname } = new URL(server.address);
    const token = pathname.slice(1, -1);
    assert.ok(token.length >= 32);
    const name = JSON.stringify({ name: 'Eve' });
    const json = { 'content-type': 'application/json' };
    const refused: [string, string, Record<string, string>][] = [
      [`${origin}/`, 'GET', {}],
      [`${origin}/api/raters`, 'GET', {}],
      [`${origin}/page.js`, 'GET', {}],
      [`${origin}/${'A'.repeat(token.length)}/api/raters`, 'POST', json],
      [`${server.address}api/raters`, 'POST', { ...json, host: 'rebound.example' }],
      [`${server.address}api/raters`, 'POST', { ...json, origin: 'https://evil.example' }],
      [`${server.address}api/raters`, 'OPTIONS', { origin: 'https://evil.example' }],
    ];
    for (const [url, method, headers] of refused) {
      const [status, answer] = await rawStatus(url, method, headers, method === 'POST' ? name : '');
      assert.equal(status, 403, `${method} ${url}`);
      assert.ok(!answer.includes(token));
    }
    const [status] = await rawStatus(`${server.address}api/raters`, 'POST', { 'content-type': 'text/plain' }, name);
    assert.equal(status, 415, 'what a form can send');
    assert.deepEqual((await call('GET', 'raters')).body, []);
  });

  it('serves a page that can load nothing from elsewhere and stand in no frame', async () => {
    const page = await fetch(server.address.slice(0, -1));
    assert.equal(page.url, server.address);
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/u);
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    const html = await page.text();
    const names = [...html.matchAll(/(?:src|href)="([^"]+\.\w+)"/gu)].map(([, name]) => name ?? '');
    assert.deepEqual(names, ['serving/page/base.css', 'annotation/page/page.css', 'annotation/page/page.js']);
    for (const folder of ['annotation/page', 'serving/page']) {
      const place = new URL(`../../../run/${folder}/`, import.meta.url);
      for (const name of await readdir(place)) {
        const content = await readFile(new URL(name, place), 'utf8');
        assert.doesNotMatch(content, /https?:|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/u, name);
        if (name === 'index.html') continue;
        const served = await fetch(`${server.address}${folder}/${name}`);
        assert.equal(await served.text(), content);
      }
    }
  });

  it('says that a port is taken', async () => {
    const port = Number(new URL(server.address).port);
    const study = await openStudy(fixture.run, {});
    const annotation = openAnnotation(fixture.run, study, () => new Date());
    await assert.rejects(serveAnnotation({ annotation, runId: 'r', port }), (error: Error) => {
      assert.equal(error.name, 'InvalidRunConfig');
      assert.match(error.message, new RegExp(`port ${port} is taken`, 'u'));
      return true;
    });
  });
});
