import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { toJsonLines, yelpReview } from '../datasets/stage-source.ts';
import { convrec } from './run-convrec.ts';
import type { Outcome } from './run-convrec.ts';

describe('convrec init', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "convrec init [a] it's-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (...args: string[]): Promise<Outcome> => convrec(args, { folder });
  const write = (name: string, content: string): Promise<void> => writeFile(join(folder, name), content);
  const readSource = async () =>
    RunConfigSchema.parse(parse(await readFile(join(folder, 'convrec.yaml'), 'utf8'))).source;
  const reviews = Array.from(
    { length: 30 },
    (_, at) => `u${at % 7};r${at % 3};${at % 11};${(at % 28) + 1}/07/2019;The food was good, visit ${at}`,
  );

  it('writes a config that reads the file, with scale, dates, domain and currency, and shows five rows', async () => {
    await write('restaurants.csv', `Gast;Restaurant ID;Bewertung;Datum;Text\n${reviews.join('\n')}\n`);
    await write('names.csv', 'id;name;price\nr0;Sol;"12,50 €"\nr1;Mar;"8 €"\nr2;Luz;9\n');
    const missing = await run('init', 'restaurants.csv');
    assert.equal(missing.code, 3);
    assert.match(missing.err, /recognised as userId/u);
    await write('restaurants.csv', `user;Restaurant ID;Bewertung;Datum;Text\n${reviews.join('\n')}\n`);
    assert.match((await run('init', 'restaurants.csv')).err, /is there already/u);
    const { code, out, err } = await run('init', 'restaurants.csv', '--items', 'names.csv', '--force');
    assert.equal(code, 0, err);
    const { domain, currency, timeFormat, rating, mapped } = await readSource();
    assert.deepEqual(
      [domain, currency, timeFormat, rating],
      ['restaurants', 'EUR', '%d/%m/%Y', { scale: 10, lowest: 0 }],
    );
    assert.deepEqual(mapped?.reviews.columns, {
      userId: 'user',
      itemId: 'Restaurant ID',
      rating: 'Bewertung',
      reviewedAt: 'Datum',
      text: 'Text',
    });
    assert.match(out, /30 of the first 30 rows usable.*100 % English/u);
    assert.match(out, /user u0, item r0 \(Sol\), 1 stars, 2019-07-01 00:00: The food was good, visit 0/u);
    const doctor = await run('doctor', '--json');
    const checks: unknown = JSON.parse(doctor.out);
    assert.ok(Array.isArray(checks));
    assert.equal(checks.filter(({ check, ok }) => check === '  as read' && ok === true).length, 5);
  });

  it('needs no mapping for official files', async () => {
    await write('yelp_academic_dataset_review.json', toJsonLines([yelpReview('r1')]));
    await write('yelp_academic_dataset_business.json', toJsonLines([{ business_id: 'b1', name: 'Sol' }]));
    assert.equal((await run('init', 'yelp_academic_dataset_review.json')).code, 0);
    assert.deepEqual(await readSource(), { ...RunConfigSchema.parse({}).source, kind: 'yelp', path: '.' });
  });

  it('says what a file is that holds no rows, and writes nothing', async () => {
    await write('x.parquet', 'PAR1 but nothing else');
    const { code, err } = await run('init', 'x.parquet');
    assert.equal(code, 3);
    assert.match(err, /cannot be read as CSV, JSON or Parquet/u);
    await assert.rejects(readFile(join(folder, 'convrec.yaml')));
  });
});

describe('convrec doctor --source', () => {
  it('fails where no row can be used, and where the scale is another one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'convrec-doctor-'));
    try {
      const stars = Array.from({ length: 40 }, (_, at) => yelpReview(`r${at}`, { stars: at % 11 }));
      await writeFile(join(folder, 'review.json'), toJsonLines(stars));
      await writeFile(join(folder, 'business.json'), toJsonLines([{ business_id: 'b1', name: 'Sol' }]));
      const scale = await convrec(['doctor', '--source', folder]);
      assert.equal(scale.code, 9);
      assert.match(scale.out, /✗ Reviews .*20 of 40 ratings lie outside 1 to 5: they go from 0 to 10/u);
      await writeFile(join(folder, 'review.json'), toJsonLines([yelpReview('r1', { date: 'soon' })]));
      const none = await convrec(['doctor', '--source', folder]);
      assert.match(
        none.out,
        /✗ Reviews .*none of its 1 rows could be read: unreadable timestamp.*\n.*source\.timeFormat/u,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
