import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stageFolder } from './stage-source.ts';
import type { StagedSource } from './stage-source.ts';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

const stage = (folder: string): Promise<StagedSource> => stageFolder(`${shared}${folder}`, { core: {} });
const steps = ({ report }: StagedSource): Record<string, [number, number]> =>
  Object.fromEntries(report.steps.map(({ step, rowsIn, rowsOut }) => [step, [rowsIn, rowsOut]]));

/** Counts stand in the README of ../shared/data. */
describe('real samples', function () {
  this.timeout(60_000);
  before(function () {
    if (existsSync(shared)) return;
    console.log('      skipped: no ../shared/data');
    this.skip();
  });

  it('Yelp: all three review files, the two smaller ones repeated in the third', async () => {
    const staged = await stage('yelp');
    assert.deepEqual(steps(staged)['read reviews'], [1539 + 2138 + 13_261, 16_938]);
    assert.deepEqual(steps(staged)['remove repeated ids'], [16_938, 13_261]);
    assert.deepEqual(steps(staged)['remove repeated reviews'], [13_261, 13_261]);
    assert.deepEqual(staged.rejected, []);
    const { core_users: users, core_users_an_item: minimum } = staged.report.figures;
    // A disliked item can be a target too, so at 2 at least 100 of them can get a dialog.
    assert.deepEqual([users, minimum], [105, 2]);
    assert.ok(staged.report.steps.at(-1)?.note?.includes('relaxed from 5 to 2'));
    assert.equal(staged.items.filter(({ title }) => title !== null).length, 432);
  });

  it('Yelp: the reviews of businesses without a record stay, without a title', async () => {
    const { reviews, items, report } = await stageFolder(`${shared}yelp/yelp_academic_dataset_review.json`, {
      core: { items: 1, minimumUsers: 0 },
    });
    assert.equal(reviews.length, 1539);
    assert.equal(report.figures['users'], 117);
    const whole = await stage('yelp');
    const untitled = new Set(whole.items.filter(({ title }) => title === null).map(({ item_id: id }) => id));
    assert.equal(reviews.filter(({ item_id: id }) => untitled.has(id)).length, 68);
    assert.ok(items.every(({ title, category }) => title === null && category === 'unknown'));
    assert.equal(
      reviews.length -
        new Set(reviews.map(({ user_id: user, item_id: item }) => `${String(user)} ${String(item)}`)).size,
      111,
    );
  });

  it('Amazon: 24 categories of 2023, a raw prefix and a file of 2014 in one catalogue', async () => {
    const staged = await stage('amazon');
    assert.deepEqual(steps(staged)['read reviews'], [249 + 2195 + 1500, 3944]);
    assert.deepEqual(steps(staged)['remove repeated ids'], [3944, 3944 - 45]);
    assert.deepEqual(staged.rejected, []);
    const { core_users: users, core_users_an_item: minimum } = staged.report.figures;
    assert.deepEqual([users, minimum], [460, 1]);
    // One text writes an entity in an entity: only the outer one is decoded.
    const encoded = staged.reviews.filter(({ text }) => /<br ?\/?>|&#34;|&lt;|&amp;/u.test(String(text)));
    assert.equal(encoded.length, 1);
    assert.ok(staged.items.every(({ category }) => typeof category === 'string' && category !== 'unknown'));
  });

  it('MobileRec: reviews and all apps', async () => {
    const staged = await stage('mobilerec');
    assert.equal(staged.reviews.length, 712);
    assert.equal(staged.items.length, 10_173);
    assert.deepEqual(staged.rejected, []);
    const { core_users: users, core_users_an_item: minimum } = staged.report.figures;
    assert.deepEqual([users, minimum], [124, 1]);
    assert.ok(staged.items.every(({ title, price }) => typeof title === 'string' && typeof price === 'number'));
  });
});
