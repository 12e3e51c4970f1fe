import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  AspectReadingsSchema,
  BlindRatingsSchema,
  ComplaintReadingSchema,
  readAspects,
  readBlindRatings,
  MentionReadingSchema,
  readComplaints,
  readMentions,
  readStatements,
  StatementReadingSchema,
} from './readings.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// The shares of what was read of real runs. The readings are verdicts on ids: the runs and their reviews are no part of this repository, so
// this only counts what docs/results/readings holds. Another run is read by drawing its own ids.
const samples = ['yelp', 'amazon', 'mobilerec'] as const;
const folder = fileURLToPath(new URL('../docs/results/readings/', import.meta.url));
const reading = async (name: string): Promise<unknown> => JSON.parse(await readFile(`${folder}${name}.json`, 'utf8'));

const results: Result[] = [];
for (const sample of samples)
  results.push(...readMentions(MentionReadingSchema.parse(await reading(`${sample}-mentions`))));
for (const sample of samples)
  results.push(...readComplaints(ComplaintReadingSchema.parse(await reading(`${sample}-complaints`))));
results.push(...AspectReadingsSchema.parse(await reading('aspects')).map((read) => readAspects(read)));
results.push(...readStatements(StatementReadingSchema.parse(await reading('statements'))));
await writeResults('reading', results);
await writeResults('blind-ratings', readBlindRatings(BlindRatingsSchema.parse(await reading('blind-ratings'))));
