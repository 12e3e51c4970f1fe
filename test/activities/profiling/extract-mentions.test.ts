import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { extractMentions } from '../../../activities/profiling/extract-mentions.ts';
import { aspectModelPath, induceAspects, mentionKnowledgePath } from '../../../activities/profiling/induce-aspects.ts';
import type { StudioFailure } from '../../../schemas/failure.ts';
import { openParts } from '../../../infra/threads/open-parts.ts';
import { decodeAspectModel, encodeAspectModel } from '../../../studio/profiling/aspect-model.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, queryRun, replaceReviews, runStage, writeRelation } from '../../studio/profiling/profiled-run.ts';

const config = { aspects: { count: 3, minimumSimilarity: 0.4 } };

describe('extractMentions', () => {
  let test: TestRun;
  before(async () => {
    test = await createRunOf(drawReviews(120, 4), config);
    await runStage(test, cutReviews);
    await runStage(test, induceAspects);
  });
  after(() => test.remove());

  it('gives judged terms their place, aspect and opinion', async () => {
    const report = await runStage(test, extractMentions);
    const mentions = report.rows['mentions'] ?? 0;
    const [checks] = await queryRun(
      test,
      ['mentions', 'clauses', 'reviews', 'terms'],
      `select
         count(*) as mentions,
         count(distinct mention_id) as ids,
         count(*) filter (where substring(reviews.text, term_start + 1, term_end - term_start) = term) as terms,
         count(*) filter (where term_start >= mentions.char_start and term_end <= mentions.char_end) as held,
         count(*) filter (where opinion_start >= mentions.char_start and opinion_end <= mentions.char_end) as opinions_held,
         count(opinion_start) as opinions,
         count(*) filter (where substring(reviews.text, mentions.char_start + 1, mentions.char_end - mentions.char_start) = clauses.text) as clauses,
         count(*) filter (where mentions.user_id = reviews.user_id and mentions.item_id = reviews.item_id and mentions.reviewed_at = reviews.reviewed_at) as copies,
         count(*) filter (where mentions.term_id = terms.term_id and mentions.aspect_id = terms.aspect_id) as listed
       from mentions
       join reviews using (review_id)
       join clauses using (review_id, clause_no)
       left join terms using (head)`,
    );
    const every = ['mentions', 'ids', 'terms', 'held', 'clauses', 'copies', 'listed'];
    assert.deepEqual(
      every.map((name) => [name, checks?.[name]]),
      every.map((name) => [name, mentions]),
    );
    assert.equal(checks?.['opinions_held'], checks?.['opinions']);
    // Each of the 360 sentences judges its battery, charger, waiter, server, screen or display, and some judge the colors.
    const [subjects] = await queryRun(
      test,
      ['mentions', 'clauses'],
      `select
         count(*) as n,
         count(*) filter (where polarity = if(regexp_matches(text, 'great|wonderful'), 'positive', 'negative')) as "right",
         count(distinct aspect_id) filter (where head in ('battery', 'charger')) as battery_aspects,
         count(distinct aspect_id) as aspects
       from mentions join clauses using (review_id, clause_no)
       where head in ('battery', 'charger', 'waiter', 'server', 'screen', 'display')`,
    );
    assert.deepEqual(subjects, { n: 360, right: 360, battery_aspects: 1, aspects: 3 });
    const { voices } = report.rows;
    assert.deepEqual(report.steps, [
      { step: 'reviews with a mention', rowsIn: 120, rowsOut: 120 },
      { step: 'mentions to voices on aspects', rowsIn: mentions, rowsOut: voices },
    ]);
    const { figures } = report;
    assert.equal(figures['review_coverage'], 1);
    const polarities = ['positive', 'negative', 'mixed', 'neutral', 'unknown'];
    assert.equal(
      polarities.reduce((sum, polarity) => sum + Number(figures[polarity]), 0),
      mentions,
    );
  });

  it('counts a reviewer once an aspect and once a term of it', async () => {
    const [counts] = await queryRun(
      test,
      ['mentions', 'voices', 'term_voices'],
      `select
         (select count(*) from voices) as voices,
         (select count(distinct (review_id, aspect_id)) from mentions where aspect_id <> 'a00') as spoken,
         (select count(*) from term_voices) as term_voices,
         (select count(distinct (review_id, term_id)) from mentions where term_id is not null) as spoken_terms,
         (select count(*) from voices join mentions using (mention_id, review_id, aspect_id, char_start, char_end, term)) as voiced,
         (select count(*) from term_voices join mentions using (mention_id, review_id, aspect_id, term_id, char_start, char_end, term)) as term_voiced`,
    );
    assert.equal(counts?.['voices'], counts?.['spoken']);
    assert.equal(counts?.['voiced'], counts?.['voices']);
    assert.equal(counts?.['term_voices'], counts?.['spoken_terms']);
    assert.equal(counts?.['term_voiced'], counts?.['term_voices']);
  });

  /** The rows of a query over the relations of a run with these reviews, whose aspects are those of the drawn ones. */
  /** `placed` gives a word that is on no list an aspect. */
  async function hear(
    said: readonly string[],
    relations: Parameters<typeof queryRun>[1],
    sql: string,
    rating = 3,
    placed?: [head: string, aspectId: string],
  ) {
    const [first] = drawReviews(1, 4);
    assert.ok(first !== undefined);
    const reviews = said.map((text, at) => ({ ...first, rating, reviewId: `r${at}`, userId: `u${at}`, text }));
    const few = await createRunOf(reviews, config);
    try {
      await runStage(few, cutReviews);
      await copyAspects(test, few);
      if (placed !== undefined) {
        const model = decodeAspectModel((await few.run.readBytes(aspectModelPath)) ?? new Uint8Array());
        const heads = new Map([...model.heads, placed]);
        await few.run.writeBytes(aspectModelPath, encodeAspectModel({ ...model, heads }));
      }
      await runStage(few, extractMentions);
      return await queryRun(few, relations, sql);
    } finally {
      await few.remove();
    }
  }

  it('hears one voice in a review: its surest clause, mixed where it praises and complains', async () => {
    const said = [
      'The battery was great. The battery was wonderful.',
      'The battery was great. The battery was awful.',
      'The battery was great. The charger was awful.',
      'We bought it with a battery.',
    ];
    assert.deepEqual(
      await hear(
        said,
        ['voices', 'reviews'],
        `select review_id, polarity, sign(sentiment)::integer as side, substring(text, char_start + 1, char_end - char_start) as clause
           from voices join reviews using (review_id) order by review_id`,
      ),
      [
        { review_id: 'r0', polarity: 'positive', side: 1, clause: 'The battery was great' },
        { review_id: 'r1', polarity: 'mixed', side: 0, clause: 'The battery was great' },
        { review_id: 'r2', polarity: 'mixed', side: 0, clause: 'The battery was great' },
        { review_id: 'r3', polarity: 'neutral', side: 0, clause: 'We bought it with a battery' },
      ],
    );
    assert.deepEqual(
      await hear(
        said,
        ['term_voices', 'terms'],
        `select review_id, label, polarity from term_voices join terms using (term_id) order by review_id, label`,
      ),
      [
        { review_id: 'r0', label: 'battery', polarity: 'positive' },
        { review_id: 'r1', label: 'battery', polarity: 'mixed' },
        { review_id: 'r2', label: 'battery', polarity: 'positive' },
        { review_id: 'r2', label: 'charger', polarity: 'negative' },
        { review_id: 'r3', label: 'battery', polarity: 'neutral' },
      ],
    );
  });

  it('claims a complaint that the stars of its review speak for', async () => {
    const [said, sql] = [['A menu is not nice.'], 'select polarity from mentions'];
    assert.deepEqual(await hear(said, ['mentions'], sql, 3), [{ polarity: 'unknown' }]);
    assert.deepEqual(await hear(said, ['mentions'], sql, 1), [{ polarity: 'negative' }]);
  });

  it('tells complaints about the item itself, of no aspect, but no praise of it', async () => {
    const sql = 'select review_id, term, aspect_id, term_id, polarity from mentions order by review_id';
    assert.deepEqual(await hear(['It was useless.', 'It was wonderful.'], ['mentions'], sql, 1), [
      { review_id: 'r0', term: 'It', aspect_id: 'a00', term_id: null, polarity: 'negative' },
    ]);
  });

  it('hears a complaint from confidence 0.5 on that is not sure enough to be claimed, but no such praise', async () => {
    // The menu is judged in no drawn review: it is on no list, and opinions of it are less sure.
    assert.deepEqual(
      await hear(
        ['A menu is not nice.', 'We were pleased with a menu at first.', 'I would not call the menu great.'],
        ['mentions', 'voices'],
        `select mentions.review_id, mentions.polarity, mentions.term_id, mentions.confidence >= 0.5 as is_likely, voices.polarity as voice, sign(voices.sentiment)::integer as side
           from mentions join voices using (mention_id) order by mentions.review_id`,
        3,
        ['menu', 'a01'],
      ),
      [
        { review_id: 'r0', polarity: 'unknown', term_id: null, is_likely: true, voice: 'negative', side: -1 },
        { review_id: 'r1', polarity: 'unknown', term_id: null, is_likely: true, voice: 'neutral', side: 0 },
        { review_id: 'r2', polarity: 'unknown', term_id: null, is_likely: false, voice: 'neutral', side: 0 },
      ],
    );
  });

  it('finds no mention of an aspect that was dropped', async () => {
    const dropped = await createRunOf(drawReviews(120, 4), config);
    try {
      await runStage(dropped, cutReviews);
      await runStage(dropped, induceAspects);
      await writeRelation(
        dropped,
        'aspects',
        `select aspect_id, label, top_terms, clauses, coherence, aspect_id = 'a02' as kept, drop_reason from read_parquet('${dropped.run.relationPath('aspects')}')`,
      );
      await writeRelation(
        dropped,
        'terms',
        `from read_parquet('${dropped.run.relationPath('terms')}') where aspect_id = 'a02'`,
      );
      await runStage(dropped, extractMentions);
      for (const relation of ['voices', 'term_voices'] as const) {
        assert.deepEqual(
          await queryRun(dropped, [relation], `select distinct aspect_id from ${relation}`),
          [{ aspect_id: 'a02' }],
          relation,
        );
      }
      assert.deepEqual(
        await queryRun(
          dropped,
          ['mentions'],
          'select distinct aspect_id, term_id is null as is_bare from mentions order by all',
        ),
        [
          { aspect_id: 'a00', is_bare: true },
          { aspect_id: 'a02', is_bare: false },
        ],
      );
    } finally {
      await dropped.remove();
    }
  });

  it('fails with what to do when the model is gone or broken', async () => {
    const broken = await createRunOf(drawReviews(60, 4), config);
    try {
      await runStage(broken, cutReviews);
      await runStage(broken, induceAspects);
      for (const [path, name] of [
        [aspectModelPath, /aspect-model\.bin/u],
        [mentionKnowledgePath, /mention-knowledge\.json/u],
      ] as const) {
        const whole = (await broken.run.readBytes(path)) ?? new Uint8Array();
        for (const [damage, problem] of [
          [() => broken.run.writeBytes(path, Buffer.from('????')), / cannot be read$/u],
          [() => rm(broken.run.path(path)), / is missing$/u],
        ] as const) {
          await damage();
          await assert.rejects(runStage(broken, extractMentions), (error: StudioFailure) => {
            assert.equal(error.name, 'RunFolderUnusable');
            assert.match(error.message, name);
            assert.match(error.message, problem);
            return true;
          });
        }
        await broken.run.writeBytes(path, whole);
      }
    } finally {
      await broken.remove();
    }
  });
});

/** Gives a run what another one learned. */
async function copyAspects(from: TestRun, to: TestRun): Promise<void> {
  await mkdir(dirname(to.run.path(aspectModelPath)), { recursive: true });
  for (const path of [aspectModelPath, mentionKnowledgePath])
    await writeFile(to.run.path(path), await readFile(from.run.path(path)));
  for (const relation of ['aspects', 'terms'] as const)
    await writeRelation(to, relation, `from read_parquet('${from.run.relationPath(relation)}')`);
}

/** The files of all relations that the stage writes, one behind the other. */
/** Makes the stage run again. */
async function forgetMentions({ run }: TestRun): Promise<void> {
  const manifest = await run.readManifest();
  assert.ok(manifest !== undefined);
  const stages = manifest.stages.filter(({ stage }) => stage !== 'mentions');
  await run.writeManifest({ ...manifest, stages });
}

const relationsOf = async ({ run }: TestRun): Promise<Buffer> =>
  Buffer.concat(
    await Promise.all(
      (['mentions', 'voices', 'term_voices'] as const).map((relation) => readFile(run.relationPath(relation))),
    ),
  );

describe('extractMentions in partitions', () => {
  /** One a day from 2020 on: four years, each a partition. */
  const years = drawReviews(1300, 9);
  let full: TestRun;
  before(async () => {
    full = await createRunOf(years, config);
    await runStage(full, cutReviews);
    await runStage(full, induceAspects);
    const { figures } = await runStage(full, extractMentions);
    assert.deepEqual([figures['partitions'], figures['partitions_made']], [4, 4]);
  });
  after(() => full.remove());

  /** A run of other reviews that has the aspects of the full one, so that they do not differ by what was drawn for training. */
  async function createRunWithAspects(reviews: typeof years, settings: object = config): Promise<TestRun> {
    const test = await createRunOf(reviews, settings);
    await runStage(test, cutReviews);
    await copyAspects(full, test);
    return test;
  }

  it('gives the same file on one thread and on several, and whatever the order of the reviews', async function () {
    // Threads take seconds to start where the cores are busy.
    this.timeout(120_000);
    for (const threads of [1, 2]) {
      const test = await createRunWithAspects(threads === 1 ? years.toReversed() : years);
      const deps: Dependencies = { ...test.deps, openParts: (run) => openParts(run, threads, 1) };
      try {
        await runStage({ ...test, deps }, extractMentions);
        assert.ok((await relationsOf(test)).equals(await relationsOf(full)));
      } finally {
        await test.remove();
      }
    }
  });

  it('makes only the partitions that a killed worker had not finished', async () => {
    const test = await createRunWithAspects(years);
    const cancellation = new AbortController();
    const deps: Dependencies = {
      ...test.deps,
      cancellation: () => cancellation.signal,
      heartbeat: (details) => {
        if (JSON.stringify(details).includes('2 of 4 partitions')) cancellation.abort();
      },
    };
    try {
      await assert.rejects(runStage({ ...test, deps }, extractMentions), { name: 'AbortError' });
      const { figures } = await runStage(test, extractMentions);
      assert.equal(figures['partitions_made'], 2);
      assert.ok((await relationsOf(test)).equals(await relationsOf(full)));
    } finally {
      await test.remove();
    }
  });

  it('reads only the partitions that appended reviews fall into, and gives what a full run gives', async () => {
    const test = await createRunWithAspects(years.slice(0, 1200));
    try {
      await runStage(test, extractMentions);
      await replaceReviews(test, years);
      await runStage(test, cutReviews);
      const { figures } = await runStage(test, extractMentions);
      assert.equal(figures['partitions_made'], 1);
      assert.ok((await relationsOf(test)).equals(await relationsOf(full)));
    } finally {
      await test.remove();
    }
  });

  it('makes every partition again when an aspect or a term changes that decides mentions, and clauses that went away', async () => {
    const test = await createRunWithAspects(years);
    const extract = async (): Promise<unknown> => (await runStage(test, extractMentions)).figures['partitions_made'];
    try {
      await rm(test.run.path('work/parts'), { recursive: true });
      assert.equal(await extract(), 4);
      assert.ok((await relationsOf(test)).equals(await relationsOf(full)));

      const model = decodeAspectModel((await test.run.readBytes(aspectModelPath)) ?? new Uint8Array());
      const heads = new Map([...model.heads, ['menu', 'a01'] as const]);
      await test.run.writeBytes(aspectModelPath, encodeAspectModel({ ...model, heads }));
      await forgetMentions(test);
      assert.equal(await extract(), 4);

      await writeRelation(
        test,
        'terms',
        `from read_parquet('${full.run.relationPath('terms')}') where head <> 'battery'`,
      );
      await forgetMentions(test);
      assert.equal(await extract(), 4);
      const [terms] = await queryRun(
        test,
        ['mentions'],
        `select count(term_id) filter (where head = 'battery') as unlisted, count(term_id) > 0 as has_others from mentions`,
      );
      assert.deepEqual(terms, { unlisted: 0, has_others: true });
    } finally {
      await test.remove();
    }
  });
});
