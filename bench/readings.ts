import { z } from 'zod';
import { groupBy } from '../test/fixtures/group-by.ts';
import type { Result } from './results.ts';

/** What was read of a run's mentions, drawn at random among those of kept aspects with a polarity. */
export const MentionReadingSchema = z.strictObject({
  sample: z.string(),
  run: z.string(),
  drawn: z.string(),
  /** How many there were to draw from. */
  of: z.int().positive(),
  verdicts: z.array(
    z.strictObject({
      mentionId: z.string(),
      /** The opinion is about this term, and it is one that people have an opinion on. */
      term: z.boolean(),
      polarity: z.boolean(),
      /** The aspect's label is right for the term. */
      aspect: z.boolean(),
      fault: z.string().optional(),
    }),
  ),
});
export type MentionReading = z.infer<typeof MentionReadingSchema>;

/** Whether the aspects' labels are right for the terms of mentions, drawn like those of `MentionReadingSchema`, before and after a change. */
export const AspectReadingsSchema = z.array(
  z.strictObject({
    sample: z.string(),
    /** What made the run. */
    state: z.string(),
    drawn: z.string(),
    of: z.int().positive(),
    verdicts: z.array(z.strictObject({ mentionId: z.string(), isRight: z.boolean() })),
  }),
);
export type AspectReading = z.infer<typeof AspectReadingsSchema>[number];

/** Reviews of at most three stars, drawn at random: what they complain of, and whether a mention with a negative polarity says so. */
export const ComplaintReadingSchema = z.strictObject({
  sample: z.string(),
  run: z.string(),
  drawn: z.string(),
  reviews: z.array(
    z.strictObject({
      reviewId: z.string(),
      complaints: z.array(
        z.strictObject({
          clause: z.int().nonnegative(),
          kind: z.enum(['term', 'verb', 'event', 'lack or amount', 'whole item', 'pronoun', 'wish', 'elsewhere']),
          mentionId: z.string().nullable(),
          /** What the run has at that place: a complaint, an opinion from confidence 0.5 on, one below it, none. */
          nearest: z.enum(['found', 'doubtful', 'unsure', 'none']),
        }),
      ),
      negatives: z.array(z.strictObject({ mentionId: z.string(), isTrue: z.boolean() })),
    }),
  ),
});
export type ComplaintReading = z.infer<typeof ComplaintReadingSchema>;

/** Statements about items in system turns: whether what the turn cites or counts carries them. */
export const StatementReadingSchema = z.strictObject({
  runs: z.record(z.string(), z.string()),
  drawn: z.string(),
  verdicts: z.array(
    z.strictObject({
      sample: z.string(),
      dialogId: z.string(),
      turn: z.int().nonnegative(),
      /** From 0, in the order of the turn's statements. */
      statement: z.int().nonnegative(),
      says: z.enum(['opinion', 'nothing known']),
      isCarried: z.boolean(),
      fault: z.string().optional(),
    }),
  ),
});
export type StatementReading = z.infer<typeof StatementReadingSchema>;

/** Wilson's 95 % interval of a share of `of` trials, which holds near 0 and 1 and for few trials, both ends in [0, 1]. */
export function wilsonInterval(hits: number, of: number): [low: number, high: number] {
  if (of <= 0 || hits < 0 || hits > of) throw new RangeError(`no share: ${hits} of ${of}`);
  const z2 = 1.96 ** 2;
  const share = hits / of;
  const middle = share + z2 / (2 * of);
  const reach = 1.96 * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  const clip = (value: number): number => Math.max(0, Math.min(1, value / (1 + z2 / of)));
  return [clip(middle - reach), clip(middle + reach)];
}

export function readMentions({ sample, run, of, verdicts }: MentionReading): Result[] {
  refuseRepeats(verdicts.map(({ mentionId }) => mentionId));
  const setting = `${sample}, run ${run}; ${verdicts.length} of ${of} mentions of kept aspects with a polarity`;
  const figure = (name: string, holds: (verdict: MentionReading['verdicts'][number]) => boolean): Result =>
    asShare(`mentions: ${name}`, verdicts.filter(holds).length, verdicts.length, setting);
  return [
    figure('claim true (term and polarity)', ({ term, polarity }) => term && polarity),
    figure('term right', ({ term }) => term),
    figure('polarity right', ({ polarity }) => polarity),
    figure('aspect right', ({ aspect }) => aspect),
    ...faults('mentions', verdicts, setting),
  ];
}

export function readAspects({ sample, state, of, verdicts }: AspectReading): Result {
  refuseRepeats(verdicts.map(({ mentionId }) => mentionId));
  const setting = `${sample}, ${state}; ${verdicts.length} of ${of} mentions of kept aspects with a polarity`;
  const right = verdicts.filter(({ isRight }) => isRight);
  return asShare('aspects before and after: right', right.length, verdicts.length, setting);
}

export function readComplaints({ sample, run, reviews }: ComplaintReading): Result[] {
  refuseRepeats(reviews.map(({ reviewId }) => reviewId));
  const complaints = reviews.flatMap((review) => review.complaints);
  const negatives = reviews.flatMap((review) => review.negatives);
  refuseRepeats(negatives.map(({ mentionId }) => mentionId));
  const setting = `${sample}, run ${run}; ${reviews.length} reviews of at most three stars`;
  const found = complaints.filter(({ mentionId }) => mentionId !== null);
  const likely = complaints.filter(({ nearest }) => nearest === 'found' || nearest === 'doubtful');
  const results = [
    asShare('complaints found', found.length, complaints.length, setting),
    asShare('complaints found, likely ones counted (confidence from 0.5)', likely.length, complaints.length, setting),
  ];
  if (negatives.length > 0) {
    const right = negatives.filter(({ isTrue }) => isTrue);
    results.push(asShare('negative mentions that are true', right.length, negatives.length, setting));
  }
  for (const [kind, each] of groupBy(complaints, (complaint) => complaint.kind)) {
    const hits = each.filter(({ mentionId }) => mentionId !== null);
    results.push(asShare(`complaints found: ${kind}`, hits.length, each.length, setting));
  }
  return results;
}

export function readStatements({ runs, verdicts }: StatementReading): Result[] {
  refuseRepeats(verdicts.map(({ sample, dialogId, turn, statement }) => `${sample} ${dialogId} ${turn} ${statement}`));
  const setting = `system turns of runs ${Object.values(runs).join(', ')}`;
  const carried = (some: StatementReading['verdicts']): number => some.filter(({ isCarried }) => isCarried).length;
  const results = [asShare('item statements carried', carried(verdicts), verdicts.length, setting)];
  for (const [says, each] of groupBy(verdicts, (verdict) => verdict.says)) {
    results.push(asShare(`item statements carried: ${says}`, carried(each), each.length, setting));
  }
  return [...results, ...faults('item statements', verdicts, setting)];
}

const scales = ['natural', 'coherent', 'informative', 'personal', 'useful'] as const;
const rating = z.number().min(1).max(5);

/** Dialogs of several sources, rated in random order by a reader who was not told where one is from. */
export const BlindRatingsSchema = z.strictObject({
  ratings: z.array(
    z.strictObject({
      round: z.enum(['first', 'second']),
      source: z.string(),
      /** An id of a run, or a name in its source. */
      dialog: z.string(),
      natural: rating,
      coherent: rating,
      informative: rating,
      personal: rating,
      useful: rating,
    }),
  ),
});
type BlindRatings = z.infer<typeof BlindRatingsSchema>;

/** Means by source and scale, over the dialogs of a round. */
export function readBlindRatings({ ratings }: BlindRatings): Result[] {
  const groups = groupBy(ratings, ({ round, source }) => `${source}; ${round} round`);
  return [...groups].flatMap(([source, rated]) => {
    const setting = `${source}, ${rated.length} dialogs`;
    const means = scales.map((scale) => ({ scale, mean: meanOf(rated.map((one) => one[scale])) }));
    return [
      ...means.map(({ scale, mean }) => asMean(scale, mean, setting)),
      asMean('mean of the five scales', meanOf(means.map(({ mean }) => mean)), setting),
    ];
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const asMean = (name: string, mean: number, setting: string): Result => ({
  name,
  value: Number(mean.toFixed(2)),
  unit: '1 to 5',
  setting,
});

function asShare(name: string, hits: number, of: number, setting: string): Result {
  const [low, high] = wilsonInterval(hits, of).map((end) => end.toFixed(3));
  return { name, value: Number((hits / of).toFixed(3)), unit: `of ${of}, 95 % ${low} to ${high}`, setting };
}

/** Counts of each fault, the most frequent first. */
function faults(of: string, verdicts: readonly { fault?: string | undefined }[], setting: string): Result[] {
  const named = verdicts.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
  return [...groupBy(named, (fault) => fault)]
    .toSorted(([one, ones], [other, others]) => others.length - ones.length || (one < other ? -1 : 1))
    .map(([fault, each]) => ({ name: `${of}: fault ${fault}`, value: each.length, unit: 'count', setting }));
}

/** What is read twice would count twice. */
function refuseRepeats(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new RangeError(`read twice: ${id}`);
    seen.add(id);
  }
}
