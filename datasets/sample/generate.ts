import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { StudioFailure } from '../../schemas/failure.ts';
import type { SampleSettingsInput } from './settings.ts';
import { parseSampleSettings } from './settings.ts';
import { writeSample } from './write-sample.ts';

const help = `Simulates reviews with planted truth, in the official formats. See datasets/sample/README.md.

  node --import tsx datasets/sample/generate.ts --out FOLDER [options]

  --out FOLDER            where to write; must be new or empty
  --domain NAME           yelp, amazon or mobilerec (yelp)
  --users N               users (300)
  --items N               items (one for two users)
  --reviews-per-user N    mean reviews a user, at least 5 (12)
  --seed N                equal seeds and options give equal bytes (7)
  --history SHARE         how far preference, not popularity, picks the items, 0 to 1 (0.6)
  --text SHARE            how much the text says of the item, 0 to 1 (0.9)
  --from DATE, --to DATE  first day and day after the last (2019-01-01, 2022-01-01)
  --popularity EXPONENT   skew of the items' popularity, 0 is none (0.8)
  --turns SHARE           share of items that get better or worse (0.35)
  --defects SHARE         defective rows a clean row (0.01)
  --no-clauses            leave out the truth of each review and clause
  --help                  this text

Example: one million reviews
  node --import tsx datasets/sample/generate.ts --users 84000 --seed 1 --out runs/million
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      domain: { type: 'string' },
      users: { type: 'string' },
      items: { type: 'string' },
      'reviews-per-user': { type: 'string' },
      seed: { type: 'string' },
      history: { type: 'string' },
      text: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      popularity: { type: 'string' },
      turns: { type: 'string' },
      defects: { type: 'string' },
      'no-clauses': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    process.stdout.write(help);
    return;
  }
  if (values.out === undefined) {
    throw new StudioFailure('InvalidRunConfig', 'No folder is given.', { remedy: 'Add --out FOLDER, or --help.' });
  }
  const settings: SampleSettingsInput = parseSampleSettings(
    dropUndefined({
      domain: values.domain,
      users: readNumber(values.users),
      items: readNumber(values.items),
      reviewsPerUser: readNumber(values['reviews-per-user']),
      seed: readNumber(values.seed),
      signal: dropUndefined({ history: readNumber(values.history), text: readNumber(values.text) }),
      from: values.from,
      to: values.to,
      popularity: readNumber(values.popularity),
      turns: readNumber(values.turns),
      defects: readNumber(values.defects),
      clauses: values['no-clauses'] !== true,
    }),
  );
  const startedMs = performance.now();
  const { lines } = await writeSample(values.out, settings);
  const seconds = (performance.now() - startedMs) / 1000;
  for (const [file, count] of Object.entries(lines)) process.stdout.write(`${String(count).padStart(10)}  ${file}\n`);
  process.stdout.write(`${relative('.', values.out) || '.'} is ready after ${seconds.toFixed(1)} s.\n`);
}

/** A number, or NaN, which the settings refuse by name. */
function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return text.trim() === '' ? Number.NaN : Number(text);
}

function dropUndefined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

main().catch((error: unknown) => {
  const remedy = error instanceof StudioFailure ? ` ${error.details.remedy ?? ''}` : ' --help lists the options.';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${remedy}\n`);
  process.exitCode = 1;
});
