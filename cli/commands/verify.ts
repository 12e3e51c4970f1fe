import { resolve } from 'node:path';
import { verifyDataset } from '../../run/evaluation/verify-dataset.ts';
import type { Verification } from '../../run/evaluation/verify-dataset.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { formatTable } from '../output/format-table.ts';
import { neutralise, neutraliseJson } from '../output/neutralise.ts';

export interface VerifyOptions {
  reviews?: string;
  items?: string;
  json?: boolean;
}

/** `convrec verify FOLDER`: what is wrong with a finished dataset, by check, with the first offending turns. */
export async function verify(given: string, options: VerifyOptions, context: Context): Promise<ExitCode> {
  const { terminal, folder } = context;
  const pathOf = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(folder, path);
  const verification = await verifyDataset({
    folder: resolve(folder, given),
    reviews: pathOf(options.reviews),
    items: pathOf(options.items),
  });
  if (verification.counts.dialogs === 0) {
    throw new StudioFailure('DatasetMalformed', `${given} holds no dialog: there is nothing to verify`, {
      remedy: 'Name the dataset of a run that accepted dialogs.',
    });
  }
  const json = (): string => `${neutraliseJson(JSON.stringify(verification, null, 2))}\n`;
  await terminal.write(options.json === true ? json() : render(verification));
  const { damaged } = verification.files;
  if (damaged.length > 0 && options.json !== true) terminal.note(damageRemedy);
  return damaged.length > 0 || verification.checks.some(({ offences }) => offences > 0) ? 10 : 0;
}

const damageRemedy =
  'What to do about damaged files: launch the run again, which writes them again and nothing else, or copy the dataset again. Look after the disk.';

function render({ counts, files, checks }: Verification): string {
  const { dialogs, turns, claims, citations, reviews } = counts;
  const rows = checks.map(({ check, offences }) => [check.replaceAll('_', ' '), offences]);
  const first = checks.flatMap(({ check, offences, first: told }) => [
    ...told.map(
      ({ dialog_id: dialogId, turn, detail }) =>
        `${check.replaceAll('_', ' ')}: ${dialogId}${turn < 0 ? '' : `, turn ${turn}`}: ${neutralise(detail)}`,
    ),
    ...(offences > told.length ? [`${check.replaceAll('_', ' ')}: ${offences - told.length} more`] : []),
  ]);
  return [
    `${dialogs} dialogs, ${turns} turns, ${claims} claims and ${citations} citations against ${reviews} reviews`,
    files.checked === 0
      ? 'No checksums are kept beside this dataset, so damage to its files cannot be told.'
      : `${files.checked} files compared with their checksums, ${files.damaged.length} damaged or missing`,
    ...files.damaged.map((path) => `damaged or missing: ${neutralise(path)}`),
    '',
    ...formatTable(['check', 'offences'], rows, { maximumWidth: 60 }),
    ...(first.length === 0 ? [] : ['', ...first]),
    '',
  ].join('\n');
}
