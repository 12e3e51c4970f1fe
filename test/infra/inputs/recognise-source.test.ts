import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { recogniseSource } from '../../../infra/inputs/recognise-source.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import type { FailureName } from '../../../schemas/failure.ts';
import { SourceConfigSchema } from '../../../schemas/source-config.ts';
import type { RecognisedSource } from '../../../studio/staging/source-file.ts';
import { createSourceFolder } from './source-folder.ts';
import type { FileContents } from './source-folder.ts';

const yelpReview = '{"review_id":"r","user_id":"u","business_id":"b","stars":5,"text":"fine","date":"2015-01-01"}\n';
const yelpBusiness = '{"business_id":"b","name":"Bee"}\n';
const amazonReview = '{"user_id":"u","parent_asin":"a","rating":5,"text":"fine","timestamp":1420070400000}\n';
const mobilerecReview = 'app_package,review,rating,uid,unix_timestamp\na,fine,5,u,1420070400.0\n';

async function recognise(files: FileContents, source: object = {}): Promise<RecognisedSource> {
  const folder = await createSourceFolder(files);
  try {
    return await recogniseSource(SourceConfigSchema.parse({ path: folder.path, ...source }));
  } finally {
    await folder.remove();
  }
}

const listFormats = ({ files }: RecognisedSource): string[] => files.map(({ file, format }) => `${file}: ${format}`);

async function assertRefused(work: Promise<unknown>, name: FailureName, ...mentioned: string[]): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof StudioFailure, String(error));
    assert.equal(error.name, name);
    for (const text of mentioned)
      assert.ok(`${error.message} ${error.details.remedy}`.includes(text), `"${text}" is not in: ${error.message}`);
    return true;
  });
}

/** Stars of 1 to 5, times in any known form. */
const asWritten = { lowest_rating: '1', highest_rating: '5', time_format: '' };

describe('recognising a source', () => {
  it('finds all review files and the business file of Yelp and leaves the rest alone', async () => {
    const source = await recognise({
      'yelp_academic_dataset_review.json': yelpReview,
      'more/older_review_part.json.gz': gzipSync(yelpReview),
      'yelp_academic_dataset_business.json': yelpBusiness,
      'yelp_academic_dataset_user.json': '{"user_id":"u","name":"n"}\n',
      'yelp_academic_dataset_tip.json': '{"user_id":"u","business_id":"b","text":"t","date":"2015-01-01"}\n',
      'notes.txt': 'hello',
    });
    assert.equal(source.kind, 'yelp');
    assert.deepEqual(listFormats(source), [
      'more/older_review_part.json.gz: yelp-review',
      'yelp_academic_dataset_business.json: yelp-business',
      'yelp_academic_dataset_review.json: yelp-review',
    ]);
    assert.equal(source.files[0]?.compression, 'gzip');
    assert.deepEqual(source.ignored, [
      'notes.txt',
      'yelp_academic_dataset_tip.json',
      'yelp_academic_dataset_user.json',
    ]);
  });

  it('tells the Amazon formats by their keys, in one folder and below', async () => {
    const source = await recognise({
      'Electronics.jsonl': amazonReview,
      'old/reviews_Tools_5.json': '{"reviewerID":"u","asin":"a","overall":5,"unixReviewTime":1420070400}\n',
      'old/Toys_and_Games.json.gz': gzipSync(
        '{"reviewerID":"u","asin":"a","overall":5,"unixReviewTime":1,"vote":"2"}\n',
      ),
      'old/meta_Tools.json.gz': gzipSync(`{'asin': 'a', 'title': 'A'}\n`),
      'meta_Electronics.jsonl': '{"parent_asin":"a","title":"A","main_category":"All Electronics"}\n',
    });
    assert.deepEqual(listFormats(source), [
      'Electronics.jsonl: amazon-2023-review',
      'meta_Electronics.jsonl: amazon-2023-meta',
      'old/Toys_and_Games.json.gz: amazon-2014-review',
      'old/meta_Tools.json.gz: amazon-2014-meta',
      'old/reviews_Tools_5.json: amazon-2014-review',
    ]);
    assert.equal(source.files[3]?.container, 'python-literals');
    assert.deepEqual(source.files[2]?.values, { file_category: 'Toys and Games', ...asWritten });
  });

  it('finds the files of MobileRec in their official folders', async () => {
    const source = await recognise({
      'interactions/mobilerec_final.csv': mobilerecReview,
      'app_meta/app_meta.csv': 'app_package,app_name,app_category\na,A,Tools\n',
    });
    assert.deepEqual(listFormats(source), [
      'app_meta/app_meta.csv: mobilerec-app',
      'interactions/mobilerec_final.csv: mobilerec-review',
    ]);
  });

  it('looks beyond bad first rows', async () => {
    const source = await recognise({ 'review.json': `not json\n[1]\n\n${'x'.repeat(10_000)}\n${yelpReview}` });
    assert.deepEqual(listFormats(source), ['review.json: yelp-review']);
  });

  it('takes the path of one file', async () => {
    const folder = await createSourceFolder({ 'a_review.json': yelpReview, 'b_review.json': yelpReview });
    try {
      const source = await recogniseSource(SourceConfigSchema.parse({ path: `${folder.path}/b_review.json` }));
      assert.deepEqual(listFormats(source), ['b_review.json: yelp-review']);
    } finally {
      await folder.remove();
    }
  });

  it('refuses a folder in which nothing is recognised, naming what was found and what was expected', async () => {
    const work = recognise({ 'posts.jsonl': '{"id":1,"body":"x"}\n', 'yelp_dataset.tar': 'x' });
    await assertRefused(
      work,
      'DatasetMalformed',
      'posts.jsonl (keys id, body)',
      'yelp_dataset.tar',
      'mobilerec_final.csv',
      'mapped',
      'Unpack',
    );
    await assertRefused(recognise({}), 'DatasetMalformed', 'the folder holds no file');
    await assertRefused(
      recogniseSource(SourceConfigSchema.parse({ path: '/nowhere/at all' })),
      'DatasetMalformed',
      '/nowhere/at all',
      '--source',
    );
    await assertRefused(recogniseSource(SourceConfigSchema.parse({})), 'InvalidRunConfig', 'source.path');
  });

  it('refuses two data sets in one folder unless the config says which is meant', async () => {
    const files = { 'y/review.json': yelpReview, 'm/mobilerec_final.csv': mobilerecReview };
    await assertRefused(
      recognise(files),
      'DatasetMalformed',
      'yelp (y/review.json)',
      'mobilerec (m/mobilerec_final.csv)',
      'source.kind',
    );
    assert.deepEqual(listFormats(await recognise(files, { kind: 'mobilerec' })), [
      'm/mobilerec_final.csv: mobilerec-review',
    ]);
  });

  it('names the first missing keys of a file that bears an official name', async () => {
    const wrong = '{"review_id":"r","user_id":"u","text":"fine","when":"2015"}\n';
    const missing = 'missing business_id, stars, date; found review_id, user_id, text, when';
    await assertRefused(recognise({ 'yelp_academic_dataset_review.json': wrong }), 'DatasetMalformed', missing);
    await assertRefused(
      recognise({ 'a_review.json': yelpReview, 'b_review.json': wrong }),
      'DatasetMalformed',
      'b_review.json',
      missing,
    );
    const mobilerec = { 'mobilerec_final.csv': mobilerecReview, 'app_meta.csv': 'package,name\na,A\n' };
    await assertRefused(
      recognise(mobilerec),
      'DatasetMalformed',
      'app_meta.csv',
      'missing app_package, app_name, app_category; found package, name',
    );
  });

  it('says what is wrong with a file without a readable row', async () => {
    const besides = { 'a_review.json': yelpReview };
    const refused: [content: string | Uint8Array, problem: string][] = [
      ['', 'the file is empty'],
      [' \n\n', 'nothing but white space'],
      [gzipSync(''), 'the file is empty'],
      [gzipSync(yelpReview).subarray(0, 8), 'truncated gzip'],
      ['hello\nworld\n', 'none of its first lines is a JSON object; it starts "hello'],
      [`[${yelpReview.trim()}, ${yelpReview.trim()}]`, 'one JSON array is not JSON lines'],
      ['[\n  {\n    "review_id": 1\n  }\n]\n', 'one JSON array is not JSON lines'],
      ['a\rb\rc', 'carriage return alone'],
      [Buffer.from('PK\x03\x04rest of a zip', 'latin1'), 'zip archive'],
      [Buffer.from(`\ufeff${yelpReview}`, 'utf16le'), 'UTF-16'],
      [Buffer.from(yelpReview, 'utf16le'), 'UTF-16'],
    ];
    for (const [content, problem] of refused) {
      await assertRefused(
        recognise({ ...besides, 'b_review.json': content }),
        'DatasetMalformed',
        'b_review.json',
        problem,
        'review_id',
      );
    }
  });

  it('leaves the truth of a generated sample alone', async () => {
    const files = {
      'Electronics.jsonl': amazonReview,
      'sample.json': '{\n  "users": 1\n}\n',
      'truth/reviews.jsonl': '{"review_id":"r","clauses":[]}\n',
    };
    assert.deepEqual(listFormats(await recognise(files, { kind: 'sample' })), [
      'Electronics.jsonl: amazon-2023-review',
    ]);
  });

  describe('by a mapping', () => {
    const columns = { userId: 'who', itemId: 'what', rating: 'stars', reviewedAt: 'at', text: 'said' };
    const mapped = (format: string, file: string, more: object = {}): object => ({
      kind: 'mapped',
      mapped: { format, reviews: { file, columns: { ...columns, ...more } } },
    });

    it('checks the columns and finds the delimiter', async () => {
      const source = await recognise({ 'r.csv': 'who;what;stars;at;said\n' }, mapped('csv', 'r.csv'));
      assert.equal(source.files[0]?.delimiter, ';');
      assert.deepEqual(source.files[0]?.values, {
        user_id: '/who',
        item_id: '/what',
        rating: '/stars',
        reviewed_at: '/at',
        text: '/said',
        review_id: '',
        helpful_votes: '',
        ...asWritten,
      });
    });

    it('escapes column names that would mean something in a JSON pointer', async () => {
      const source = await recognise(
        { 'r.jsonl': '{"who":1,"what":1,"stars":1,"at":1,"a/b~c":1}\n' },
        mapped('jsonl', 'r.jsonl', { text: 'a/b~c' }),
      );
      assert.equal(source.files[0]?.values['text'], '/a~1b~0c');
    });

    it('names missing columns, missing files, files outside the folder and files of another kind', async () => {
      const files = { 'r.csv': 'who,what,rating,at,said\n', 'no.parquet': 'hello' };
      await assertRefused(
        recognise(files, mapped('csv', 'r.csv')),
        'DatasetMalformed',
        'r.csv',
        'missing stars; found who, what, rating, at, said',
      );
      await assertRefused(
        recognise(files, mapped('csv', 'gone.csv')),
        'DatasetMalformed',
        'gone.csv',
        'cannot be read',
      );
      await assertRefused(recognise(files, mapped('csv', '../r.csv')), 'DatasetMalformed', 'outside source.path');
      await assertRefused(recognise(files, mapped('parquet', 'no.parquet')), 'DatasetMalformed', 'no Parquet file');
      await assertRefused(recognise(files, { kind: 'mapped' }), 'InvalidRunConfig', 'source.mapped');
    });
  });
});
