import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { inspectSource } from '../../../infra/inputs/inspect-source.ts';
import { hashSource, listSourceFiles } from '../../../infra/inputs/list-source-files.ts';
import { SourceConfigSchema } from '../../../schemas/source-config.ts';
import { createSourceFolder } from './source-folder.ts';

const review = '{"review_id":"r","user_id":"u","business_id":"b","stars":5,"text":"fine","date":"2015-01-01"}\n';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('listing source files', () => {
  it('lists and hashes what a run would read, in the order of names', async () => {
    const folder = await createSourceFolder({
      'b_review.json': review,
      'a_review.json': `${review}${review}`,
      'c.txt': 'x',
    });
    try {
      const source = SourceConfigSchema.parse({ path: folder.path });
      assert.deepEqual(
        (await listSourceFiles(source)).map(({ file }) => file),
        ['a_review.json', 'b_review.json'],
      );
      let bytesRead = 0;
      assert.deepEqual(await hashSource(source, { onProgress: (bytes) => (bytesRead += bytes) }), [
        {
          file: 'a_review.json',
          format: 'yelp-review',
          bytes: 2 * review.length,
          lines: 2,
          sha256: hash(review + review),
        },
        { file: 'b_review.json', format: 'yelp-review', bytes: review.length, lines: 1, sha256: hash(review) },
      ]);
      assert.equal(bytesRead, 3 * review.length);
    } finally {
      await folder.remove();
    }
  });

  it('says in one line what stands in the way and what to do', async () => {
    const { problems, reviews } = await inspectSource(SourceConfigSchema.parse({ path: '/nowhere' }));
    assert.deepEqual(reviews, []);
    assert.match(
      problems.map(({ problem, remedy }) => `${problem}. ${remedy}`).join(''),
      /\/nowhere cannot be read.*Set source\.path/u,
    );
  });
});
