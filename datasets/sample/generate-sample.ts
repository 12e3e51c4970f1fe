import { drawReviewTimes } from './calendar.ts';
import { breakRow, drawBrokenRowKind } from './defects.ts';
import type { BrokenRowKind, PlantedDefect } from './defects.ts';
import { createUserId, createDesk, writeItemRow, writeReviewRow, writeUserRow } from './desk.ts';
import type { Desk } from './desk.ts';
import type { WrittenReview } from './written-review.ts';
import { formats } from './formats.ts';
import type { SampleFormat } from './format.ts';
import { chooseItem } from './item-choice.ts';
import { drawPerson } from './people.ts';
import { createStream, drawIndex } from './random.ts';
import { parseSampleSettings } from './settings.ts';
import type { SampleSettingsInput } from './settings.ts';
import { streams } from './streams.ts';
import {
  truthFiles,
  writeAspectTruth,
  writeClauseTruth,
  writeDefectTruth,
  writeItemTruth,
  writeReviewTruth,
  writeUserTruth,
} from './truth.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

/** One line of one file, without its line break. */
export interface SampleLine {
  readonly file: string;
  readonly line: string;
}

export interface Sample {
  /** Every file of the sample, `/` between folder and name; some may get no line. */
  readonly files: readonly string[];
  /** All lines, each file's in its order, the files interleaved. Holds the items and one user in memory, never the reviews. */
  lines(): Generator<SampleLine>;
}

/** Simulated users, items and reviews in a domain's official formats, with the planted truth. Throws InvalidRunConfig. */
export function generateSample(input: SampleSettingsInput = {}): Sample {
  const settings = parseSampleSettings(input);
  const format = formats[settings.domain];
  const { reviews, clauses, ...lasting } = truthFiles;
  const official = [format.reviewFile, format.itemFile, ...(format.userFile === null ? [] : [format.userFile])];
  return {
    files: [...official, ...Object.values(lasting), ...(settings.clauses ? [reviews, clauses] : [])],
    lines: () => generateLines(createWorld(settings), format),
  };
}

function* generateLines(world: World, format: SampleFormat): Generator<SampleLine> {
  const desk = createDesk(world, format);
  for (const [file, line] of Object.entries(format.headers)) yield { file, line };
  for (const line of writeAspectTruth(world)) yield { file: truthFiles.aspects, line };
  for (const line of writeItemTruth(world, desk.catalogue)) yield { file: truthFiles.items, line };
  for (let index = 0; index < world.settings.users; index += 1) yield* writeUserLines(desk, index);
  for (let item = 0; item < world.listedCount; item += 1) {
    yield { file: format.itemFile, line: writeItemRow(desk, item) };
  }
}

/** Everything one user causes, in order. A list, not a generator: one resumption a line would cost more than the line. */
function writeUserLines(desk: Desk, index: number): SampleLine[] {
  const { world, format } = desk;
  const { seed, defects } = world.settings;
  const person = drawPerson(world, index);
  const userId = createUserId(desk, index);
  const rng = createStream(seed, streams.reviews, index);
  const lines: SampleLine[] = [];
  const chosen: number[] = [];
  const broken: { kind: BrokenRowKind; review: WrittenReview }[] = [];
  let ratingSum = 0;
  for (const atMs of drawReviewTimes(person, rng)) {
    const item = chooseItem(world, person, atMs, chosen, rng);
    chosen.push(item);
    const review = writeReviewRow(desk, person, userId, item, atMs, rng);
    ratingSum += review.visit.rating;
    desk.reviewCounts[item] = (desk.reviewCounts[item] ?? 0) + 1;
    desk.ratingSums[item] = (desk.ratingSums[item] ?? 0) + review.visit.rating;
    placeReview(desk, review, lines);
    const kind = drawBrokenRowKind(rng, defects);
    if (kind === 'missing_item') {
      const unlisted = world.listedCount + drawIndex(rng, world.itemCount - world.listedCount);
      broken.push({ kind, review: writeReviewRow(desk, person, userId, unlisted, atMs, rng) });
    } else if (kind !== null) {
      broken.push({ kind, review: breakRow(kind, review, format, rng) });
    }
  }
  // Broken rows follow the user's clean ones, so that a duplicate is not simply the next line.
  for (const { kind, review } of broken) {
    if (kind === 'missing_item') placeReview(desk, review, lines);
    else placeRow(desk, review, lines);
    placeDefect(desk, kind, review, lines);
  }
  lines.push({ file: truthFiles.users, line: writeUserTruth(world, person, userId) });
  if (format.userFile !== null) {
    lines.push({ file: format.userFile, line: writeUserRow(desk, person, userId, ratingSum / chosen.length) });
  }
  return lines;
}

/** The review, its truth, and what is unusual in it. */
function placeReview(desk: Desk, review: WrittenReview, lines: SampleLine[]): void {
  const { world } = desk;
  placeRow(desk, review, lines);
  if (world.settings.clauses) {
    lines.push({ file: truthFiles.reviews, line: writeReviewTruth(review, desk.line) });
    for (const clause of review.clauses) {
      lines.push({ file: truthFiles.clauses, line: writeClauseTruth(world, review.record.reviewId, clause) });
    }
  }
  for (const kind of review.oddities) placeDefect(desk, kind, review, lines);
}

function placeRow(desk: Desk, { row }: WrittenReview, lines: SampleLine[]): void {
  desk.line += 1;
  lines.push({ file: desk.format.reviewFile, line: row });
}

function placeDefect(desk: Desk, kind: PlantedDefect['kind'], { record }: WrittenReview, lines: SampleLine[]): void {
  const defect = { kind, line: desk.line, reviewId: record.reviewId };
  lines.push({ file: truthFiles.defects, line: writeDefectTruth(defect, desk.format.reviewFile) });
}
