import assert from 'node:assert/strict';
import type { SampleDomain } from '../../../datasets/sample/settings.ts';
import { vocabularies } from '../../../datasets/sample/language.ts';
import {
  AspectTruthSchema,
  ClauseTruthSchema,
  collectSample,
  DefectTruthSchema,
  parseCsv,
  parseRows,
  ReviewTruthSchema,
} from './collected-sample.ts';
import { z } from 'zod';

interface TruthCheck {
  /** Review texts by id, as a reader of the official file sees them. */
  readonly texts: ReadonlyMap<string, string>;
  readonly clauses: readonly z.infer<typeof ClauseTruthSchema>[];
}

for (const domain of ['yelp', 'amazon', 'mobilerec'] as const) {
  describe(`the planted truth of ${domain}`, () => {
    const lines = collectSample({ domain, users: 90, seed: 13 });
    const { texts, clauses } = readTruth(domain, lines);

    it('has spans in code points that lie apart and part no word, in every review', () => {
      const ends = new Map<string, number>();
      for (const { review_id: id, char_start: start, char_end: end } of clauses) {
        const points = Array.from(texts.get(id) ?? '');
        assert.ok(start >= (ends.get(id) ?? 0) && end <= points.length, `${id} ${start} ${end}`);
        ends.set(id, end);
        const clause = points.slice(start, end).join('');
        assert.match(clause, /^[\p{L}\p{N}$!].*[\p{L}\p{N}.!)]$/su);
        assert.doesNotMatch(`${points[start - 1] ?? ''}${points[end] ?? ''}`, /[\p{L}\p{N}]/u);
      }
      const uncovered = [...texts.keys()].filter((id) => !ends.has(id));
      assert.deepEqual(uncovered, []);
    });

    it("shows a template of the clause's own aspect and polarity, but for slips of the fingers", () => {
      const patterns = createPatterns(domain);
      const spoken = clauses.filter(({ aspect }) => aspect !== null);
      const fitting = spoken.filter(({ review_id: id, char_start: start, char_end: end, aspect, polarity }) => {
        const clause = Array.from(texts.get(id) ?? '')
          .slice(start, end)
          .join('')
          .replaceAll('&#39;', "'");
        return patterns.get(`${aspect} ${polarity}`)?.some((pattern) => pattern.test(clause)) ?? false;
      });
      assert.ok(fitting.length / spoken.length > 0.95, `${fitting.length} of ${spoken.length}`);
    });

    it('has a review with an emoji before a clause, where characters and UTF-16 units part', () => {
      const shifted = clauses.filter(({ review_id: id, char_start: start }) => {
        const before = Array.from(texts.get(id) ?? '')
          .slice(0, start)
          .join('');
        return before.length > start;
      });
      assert.ok(shifted.length > 0);
    });

    it('gives each clause a polarity that its sentiment bears out', () => {
      for (const { polarity, sentiment, aspect } of clauses) {
        if (polarity === 'positive') assert.ok(sentiment > 0);
        if (polarity === 'negative') assert.ok(sentiment < 0);
        if (polarity === 'mixed' && aspect !== null) assert.ok(Math.abs(sentiment) <= 0.1);
      }
    });

    it('speaks of every aspect that it lists, and of no other', () => {
      const listed = parseRows(lines.get('truth/aspects.jsonl'), AspectTruthSchema).map(({ id }) => id);
      const spoken = new Set(clauses.flatMap(({ aspect }) => (aspect === null ? [] : [aspect])));
      assert.deepEqual([...spoken].toSorted(), listed.toSorted());
    });

    it('lists every defect at the line where it stands', () => {
      const defects = parseRows(lines.get('truth/defects.jsonl'), DefectTruthSchema);
      const kinds = new Set(defects.map(({ kind }) => kind));
      assert.ok(kinds.has('emoji') && kinds.size >= 5, [...kinds].join(' '));
      for (const { kind, file, line } of defects) {
        const row = lines.get(file)?.[line - 1] ?? '';
        assert.ok(showsDefect(kind, row, lines.get(file) ?? []), `${kind}: ${row}`);
      }
    });
  });
}

function readTruth(domain: SampleDomain, lines: ReadonlyMap<string, string[]>): TruthCheck {
  const texts = new Map<string, string>();
  const reviews = parseRows(lines.get('truth/reviews.jsonl'), ReviewTruthSchema);
  const file = {
    yelp: 'yelp_academic_dataset_review.json',
    amazon: 'Electronics.jsonl',
    mobilerec: 'mobilerec_final.csv',
  };
  const rows = lines.get(file[domain]) ?? [];
  const apps = domain === 'mobilerec' ? parseCsv(rows) : [];
  for (const { review_id: id, line, rating } of reviews) {
    if (domain === 'mobilerec') {
      const row = apps[line - 2];
      assert.equal(row?.['rating'], String(rating));
      texts.set(id, row['review'] ?? '');
      continue;
    }
    const row = z.looseObject({ text: z.string() }).parse(JSON.parse(rows[line - 1] ?? ''));
    assert.equal(row['stars'] ?? row['rating'], rating);
    texts.set(id, row.text);
  }
  return { texts, clauses: parseRows(lines.get('truth/clauses.jsonl'), ClauseTruthSchema) };
}

/** The templates as patterns, made apart from the generator's compiler: a slot or a choice may be any text. */
function createPatterns(domain: SampleDomain): Map<string, RegExp[]> {
  const patterns = new Map<string, RegExp[]>();
  for (const aspect of vocabularies[domain].aspects) {
    for (const polarity of ['positive', 'negative', 'mixed'] as const) {
      const templates = aspect[polarity].split('\n').map((line) => line.trim().replace(/^[!~] */, ''));
      patterns.set(`${aspect.id} ${polarity}`, templates.filter((line) => line !== '').map(createPattern));
    }
  }
  return patterns;
}

function createPattern(template: string): RegExp {
  let flat = template;
  for (let before = ''; before !== flat;) {
    before = flat;
    flat = flat.replaceAll(/\{\w+\}|\[[^[\]]*\]/g, '¤');
  }
  const escaped = flat.replaceAll(/[.*+?^$()|]/g, String.raw`\$&`).replaceAll(/\ba (?=¤)/g, 'an? ');
  return new RegExp(`^(?:.{2,20} )?${escaped.replaceAll(/¤+/g, '.*')}$`, 'i');
}

function showsDefect(kind: string, row: string, rows: readonly string[]): boolean {
  if (kind === 'duplicate_row') return rows.filter((other) => other === row).length === 2;
  if (kind === 'emoji') return /\p{Extended_Pictographic}/u.test(row);
  if (kind === 'html_entity') return /&(?:#39|#34|amp);/.test(row);
  if (kind === 'rating_out_of_range') return /"(?:stars|rating)":[069]\.0|,[069],\d+,/.test(row);
  if (kind === 'unreadable_timestamp') return /0000-00-00|"timestamp":0,|,,\w+,,0\.0,/.test(row);
  if (kind === 'missing_user_id') return /"user_id":""|\d",,\d{4}-/.test(row);
  if (kind === 'truncated_row') return !row.endsWith('}') && row.split(',').length < 500;
  return kind === 'missing_item';
}
