import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { z } from 'zod';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { readSql } from '../../../infra/storage/sql-files.ts';
import type { Voice } from '../../../studio/mentions/voice-of.ts';
import { groupBy } from '../../fixtures/group-by.ts';

/** A mention as the part's table has it, in whole tenths of sentiment and confidence. */
interface Found {
  review: number;
  place: number;
  aspect: string;
  /** The lemma of a listed term's head. */
  term: string;
  voice: Voice['polarity'];
  tenths: number;
  confidence: number;
}

const found = (place: number, voice: Found['voice'], tenths: number, more: Partial<Found> = {}): Found => ({
  review: 0,
  place,
  aspect: 'a01',
  term: 'burger',
  voice,
  tenths,
  confidence: 7,
  ...more,
});

const side = z.enum(['positive', 'negative', 'mixed', 'neutral']);
const RowSchema = z.object({
  mention_id: z.string(),
  review_id: z.string(),
  user_id: z.string(),
  aspect_id: z.string().nullable(),
  term_id: z.string().nullable(),
  term_start: z.number(),
  opinion_start: z.number().nullable(),
  opinion_end: z.number().nullable(),
  is_first: z.boolean(),
  is_voice: z.boolean(),
  voice_polarity: side,
  voice_sentiment: z.number(),
  is_term_voice: z.boolean(),
  term_voice_polarity: side,
  term_voice_sentiment: z.number(),
});
type Row = z.infer<typeof RowSchema>;

function makePart(mentions: readonly Found[]): Promise<Row[]> {
  const rows = mentions.map(({ review, place, aspect, term, voice, tenths, confidence }) => ({
    review_no: review,
    clause_no: Math.floor(place / 10),
    char_start: place,
    char_end: place + 9,
    aspect_id: aspect,
    term_id: term === '' ? '' : `${aspect}.${term}`,
    term,
    head: term,
    term_start: place,
    term_end: place + 4,
    opinion_start: voice === 'neutral' ? -1 : place + 5,
    opinion_end: voice === 'neutral' ? -1 : place + 9,
    polarity: voice,
    sentiment: tenths / 10,
    confidence: confidence / 10,
    voice,
    voice_sentiment: tenths / 10,
  }));
  return withDatabase({ memoryLimitMb: 512, threads: 2 }, async (db) => {
    await db.run(
      `create temp table partition_reviews as
         select n::integer as review_no, 'r' || n as review_id, 'u' || n as user_id, 'i' as item_id, timestamp '2020-01-01' as reviewed_at from range(3) as numbers(n)`,
    );
    await db.run(
      `create temp table found_mentions as
         select unnest(from_json($rows, '[{"review_no":"INTEGER","clause_no":"INTEGER","char_start":"INTEGER","char_end":"INTEGER","aspect_id":"VARCHAR","term_id":"VARCHAR","term":"VARCHAR","head":"VARCHAR","term_start":"INTEGER","term_end":"INTEGER","opinion_start":"INTEGER","opinion_end":"INTEGER","polarity":"VARCHAR","sentiment":"DOUBLE","confidence":"DOUBLE","voice":"VARCHAR","voice_sentiment":"DOUBLE"}]'), max_depth := 2)`,
      { rows: JSON.stringify(rows) },
    );
    return z.array(RowSchema).parse(await db.rows(await readSql('studio/profiling/parts/mention_part.sql')));
  });
}

/** The one voice of these mentions of one review and aspect. */
async function voiceOf(...mentions: Found[]): Promise<[string, number, number]> {
  const [voice, ...others] = (await makePart(mentions)).filter((row) => row.is_voice);
  assert.ok(voice !== undefined && others.length === 0);
  return [voice.voice_polarity, voice.voice_sentiment, voice.term_start];
}

const anyFound = fc
  .array(
    fc.record({
      review: fc.integer({ min: 0, max: 2 }),
      aspect: fc.constantFrom('', 'a01', 'a02'),
      term: fc.constantFrom('', 'burger', 'fry'),
      side: fc.constantFrom<Found['voice']>('positive', 'negative', 'mixed', 'neutral'),
      strength: fc.integer({ min: 2, max: 10 }),
      confidence: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 25 },
  )
  .map((mentions) =>
    mentions.map(({ aspect, term, side: voice, strength, ...mention }, place): Found => {
      const signs = { positive: 1, negative: -1, mixed: 0, neutral: 0 };
      // A term is listed under an aspect, or not at all.
      return { ...mention, place, voice, aspect, term: aspect === '' ? '' : term, tenths: signs[voice] * strength };
    }),
  );

describe('mention_part.sql', () => {
  it('takes several mentions of one review as one voice: their mean, and the clause of the surest', async () => {
    const praise = [found(0, 'positive', 4), found(20, 'positive', 8, { confidence: 9 }), found(40, 'positive', 6)];
    assert.deepEqual(await voiceOf(...praise), ['positive', 0.6, 20]);
  });

  it('takes praise and complaint in one review as mixed, however they are spread', async () => {
    assert.deepEqual(await voiceOf(found(0, 'positive', 9), found(20, 'negative', -3)), ['mixed', 0, 0]);
    assert.deepEqual(await voiceOf(found(0, 'mixed', 0)), ['mixed', 0, 0]);
    assert.deepEqual(await voiceOf(found(0, 'mixed', 0), found(20, 'positive', 9)), ['mixed', 0, 0]);
  });

  it('lets what judges nothing neither weaken a voice nor speak for it, though it be surer', async () => {
    assert.deepEqual(await voiceOf(found(0, 'neutral', 0, { confidence: 9 }), found(20, 'negative', -5)), [
      'negative',
      -0.5,
      20,
    ]);
    assert.deepEqual(await voiceOf(found(9, 'neutral', 0), found(20, 'neutral', 0)), ['neutral', 0, 9]);
  });

  it('keeps the voices of two reviews, two aspects and two terms apart', async () => {
    const rows = await makePart([
      found(0, 'positive', 5),
      found(20, 'negative', -5, { term: 'fry' }),
      found(40, 'negative', -7, { aspect: 'a02', term: 'waiter' }),
      found(0, 'negative', -9, { review: 1 }),
      found(60, 'neutral', 0, { aspect: '', term: '' }),
    ]);
    const voices = rows.filter((row) => row.is_voice);
    assert.deepEqual(
      voices.map((row) => [row.review_id, row.aspect_id, row.voice_polarity, row.voice_sentiment]),
      [
        ['r0', 'a01', 'mixed', 0],
        ['r0', 'a02', 'negative', -0.7],
        ['r1', 'a01', 'negative', -0.9],
      ],
    );
    assert.deepEqual(
      rows.filter((row) => row.is_term_voice).map((row) => [row.review_id, row.term_id, row.term_voice_sentiment]),
      [
        ['r0', 'a01.burger', 0.5],
        ['r0', 'a01.fry', -0.5],
        ['r0', 'a02.waiter', -0.7],
        ['r1', 'a01.burger', -0.9],
      ],
    );
    const bare = rows.find((row) => row.aspect_id === null);
    assert.deepEqual([bare?.mention_id, bare?.opinion_start, bare?.opinion_end], ['r0:6:60', null, null]);
  });

  it('agrees with the rule written in TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(anyFound, async (mentions) => {
        const rows = await makePart(mentions);
        assert.equal(rows.length, mentions.length);
        const reviews = new Set(mentions.map(({ review }) => review));
        assert.equal(rows.filter((row) => row.is_first).length, reviews.size);
        assertVoices(
          groupBy(
            mentions.filter(({ aspect }) => aspect !== ''),
            ({ review, aspect }) => `r${review} ${aspect}`,
          ),
          rows
            .filter((row) => row.is_voice)
            .map((row) => [
              `${row.review_id} ${row.aspect_id}`,
              row.term_start,
              row.voice_polarity,
              row.voice_sentiment,
            ]),
        );
        assertVoices(
          groupBy(
            mentions.filter(({ term }) => term !== ''),
            ({ review, aspect, term }) => `r${review} ${aspect}.${term}`,
          ),
          rows
            .filter((row) => row.is_term_voice)
            .map((row) => [
              `${row.review_id} ${row.term_id}`,
              row.term_start,
              row.term_voice_polarity,
              row.term_voice_sentiment,
            ]),
        );
      }),
      { numRuns: 25 },
    );
  });
});

function assertVoices(
  groups: ReadonlyMap<string, readonly Found[]>,
  voices: readonly (readonly [key: string, place: number, polarity: string, sentiment: number])[],
): void {
  assert.deepEqual(voices.map(([key]) => key).toSorted(), [...groups.keys()].toSorted());
  for (const [key, place, polarity, sentiment] of voices) {
    const group = groups.get(key) ?? [];
    const sided = group.filter(({ voice }) => voice !== 'neutral');
    const [isPraise, isBlame] = ['positive', 'negative'].map((name) =>
      sided.some(({ voice }) => voice === name || voice === 'mixed'),
    );
    const expected = isPraise ? (isBlame ? 'mixed' : 'positive') : isBlame ? 'negative' : 'neutral';
    assert.equal(polarity, expected, key);
    const mean = sided.reduce((sum, { tenths }) => sum + tenths / 10, 0) / sided.length;
    const isOneSided = expected === 'positive' || expected === 'negative';
    assert.ok(Math.abs(sentiment - (isOneSided ? mean : 0)) < 1e-6, key);
    const [speaker] = (sided.length > 0 ? sided : group).toSorted(
      (a, b) => b.confidence - a.confidence || a.place - b.place,
    );
    assert.equal(place, speaker?.place, key);
  }
}
