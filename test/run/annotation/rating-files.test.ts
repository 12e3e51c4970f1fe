import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { keepDraft, readDrafts } from '../../../run/annotation/drafts.ts';
import { appendRating, raterKeyOf, readRatingsOf } from '../../../run/annotation/rating-files.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { RatingSchema } from '../../../schemas/rating.ts';
import type { Rating } from '../../../schemas/rating.ts';

const raterId = 'Ann\u2028 "../" 🍕';
const ratingOf = (dialogId: string, naturalness: number, ratedAt = '2026-01-01T00:00:00.000Z'): Rating => ({
  raterId,
  dialogId,
  naturalness,
  coherence: 2,
  grounding: 3,
  comment: 'two\nlines\u2028, "quotes"',
  isCheck: false,
  ratedAt,
});

describe('rating files', () => {
  let runsRoot: string;
  let run: RunFolder;
  let path: string;
  beforeEach(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-ratings-'));
    run = openRunFolder({ runId: 'yelp-0123456789', runsRoot });
    await mkdir(run.folder);
    path = run.path(`evaluation/ratings/${raterKeyOf(raterId)}.jsonl`);
  });
  afterEach(() => rm(runsRoot, { recursive: true, force: true }));

  const linesOf = async (): Promise<string[]> => (await readFile(path, 'utf8')).split('\n');

  it('keeps every line, and the last of a dialog counts', async () => {
    await appendRating(run, ratingOf('d1', 1));
    await appendRating(run, ratingOf('d2', 2));
    await appendRating(run, ratingOf('d1', 5, '2026-01-02T00:00:00.000Z'));
    const lines = await linesOf();
    assert.equal(lines.length, 4);
    assert.equal(lines.at(-1), '');
    assert.deepEqual(RatingSchema.parse(JSON.parse(lines[0] ?? '')), ratingOf('d1', 1));
    const counting = await readRatingsOf(run, raterId);
    assert.deepEqual(
      new Map(counting.map(({ dialogId, naturalness }) => [dialogId, naturalness])),
      new Map([
        ['d1', 5],
        ['d2', 2],
      ]),
    );
  });

  it('takes an attention check for another dialog', async () => {
    await appendRating(run, ratingOf('d1', 1));
    await appendRating(run, { ...ratingOf('d1', 5), isCheck: true });
    assert.equal((await readRatingsOf(run, raterId)).length, 2);
  });

  for (const torn of ['{"raterId": "A', JSON.stringify(ratingOf('d9', 4)), '{']) {
    it(`goes on after a last line cut off as ${torn.slice(0, 20)}`, async () => {
      await appendRating(run, ratingOf('d1', 1));
      await writeFile(path, torn, { flag: 'a' });
      assert.deepEqual(
        (await readRatingsOf(run, raterId)).map(({ dialogId }) => dialogId),
        ['d1'],
      );
      await appendRating(run, ratingOf('d2', 2));
      const lines = (await linesOf()).slice(0, -1);
      assert.deepEqual(
        lines.map((line) => RatingSchema.parse(JSON.parse(line)).dialogId),
        ['d1', 'd2'],
      );
    });
  }

  it('says where a line is that is no rating', async () => {
    await appendRating(run, ratingOf('d1', 1));
    await writeFile(path, '{"raterId": "Ann"}\n', { flag: 'a' });
    await assert.rejects(readRatingsOf(run, raterId), /no ratings: .*\.jsonl, line 2$/u);
  });

  it('says that the disk is full', async function () {
    if (process.platform !== 'linux') {
      console.log('      skipped: no /dev/full');
      this.skip();
    }
    await mkdir(dirname(path), { recursive: true });
    await symlink('/dev/full', path);
    await assert.rejects(appendRating(run, ratingOf('d1', 1)), (error: Error & { details?: { remedy?: string } }) => {
      assert.equal(error.name, 'RunFolderUnusable');
      assert.match(error.message, /ENOSPC/u);
      assert.match(error.details?.remedy ?? '', /Make room/u);
      return true;
    });
  });

  it('keeps a draft for each dialog until it is removed', async () => {
    const draft = { naturalness: 3, coherence: null, grounding: null, comment: 'half a' };
    assert.deepEqual(await readDrafts(run, raterId), {});
    await keepDraft(run, raterId, 4, draft);
    await keepDraft(run, raterId, 11, { ...draft, comment: '' });
    await keepDraft(run, raterId, 4, { ...draft, comment: 'half a word' });
    assert.deepEqual(await readDrafts(run, raterId), {
      4: { ...draft, comment: 'half a word' },
      11: { ...draft, comment: '' },
    });
    await keepDraft(run, raterId, 4, null);
    assert.deepEqual(Object.keys(await readDrafts(run, raterId)), ['11']);
  });
});
