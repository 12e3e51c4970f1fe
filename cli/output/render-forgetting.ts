import type { RunFolder } from '../../activities/dependencies.ts';
import type { AnswerCounts } from '../../run/rights/forget/count-answers.ts';
import type { ForgottenReviews } from '../../run/rights/forget/find-forgotten.ts';
import { findOtherPlaces } from '../../run/rights/forget/find-other-places.ts';
import type { RunSearch } from '../../run/rights/forget/search-run.ts';

const shownTraces = 10;
const shownLines = 10;

export interface Forgetting {
  made: RunFolder;
  search: RunSearch;
  answers: AnswerCounts;
  forgotten: ForgottenReviews;
}

/** What the search of the new run found, and what it cost. */
export function renderSearch({ made, search, answers, forgotten }: Forgetting): string {
  const { files, rows, found } = search;
  const looked = `${count(files, 'file')} with ${count(rows, 'row')} or lines searched for ${count(forgotten.users.length + forgotten.reviews.length, 'id')} and the words of ${count(forgotten.texts.length, 'review')}`;
  const traces = found
    .slice(0, shownTraces)
    .map(
      ({ file, line, what, value, times }) =>
        `  ${made.path(file)}${line === null ? '' : `, row ${line}`}: ${what === 'id' ? value : `"${value}"`} (${count(times, 'time')})`,
    );
  const verdict =
    found.length === 0
      ? [`Forgotten  ${looked}: nothing of them is in run ${made.ref.runId}`]
      : [
          `Found      ${looked}: run ${made.ref.runId} still holds ${count(found.length, 'trace')}`,
          ...traces,
          ...(found.length > shownTraces ? [`  and ${found.length - shownTraces} more`] : []),
          '  A rejected row that cannot be taken apart is left out only where it names the id: mend or remove that row in the source. Anything else is a defect, please report it.',
        ];
  const { takenOver, paid } = answers;
  const paying =
    takenOver + paid === 0
      ? []
      : [
          `Model      ${count(takenOver, 'answer')} taken over from the run before, ${count(paid, 'answer')} asked for now`,
        ];
  return `${[...verdict, ...paying].join('\n')}\n`;
}

interface Places {
  made: RunFolder;
  old: RunFolder;
  forgotten: ForgottenReviews;
  deletesOld: boolean;
}

/** Where the forgotten reviews still lie. */
export async function renderOtherPlaces({ made, old, forgotten, deletesOld }: Places): Promise<string> {
  const places = await findOtherPlaces(made, forgotten);
  const isThere = await old.isThere();
  const beside = places.map(({ folder, reviews }) => {
    const held = reviews === null ? 'its reviews cannot be read' : count(reviews, 'review');
    const isOld = folder === old.folder;
    return `${folder} (${held}${isOld && !deletesOld ? '; --delete-old removes it' : ''})`;
  });
  const { source } = await made.readConfig();
  // Where the old run left rows out as well, its line numbers are not those of the file.
  const areLinesKnown = (source.exclude?.length ?? 0) === forgotten.hashes.length;
  const files = [...forgotten.lines].map(([file, lines]) => {
    if (!areLinesKnown) return `${source.path}/${file} (${count(lines.length, 'row')} that became reviews)`;
    const shown = lines.slice(0, shownLines).join(', ');
    const rest = lines.length > shownLines ? ` and ${lines.length - shownLines} more` : '';
    return `${source.path}/${file} (lines ${shown}${rest}, of rows that became reviews)`;
  });
  const still = [...files, ...beside];
  const lines = still.map((place, at) => `${at === 0 ? 'Still in  ' : '          '} ${place}`);
  const deleted = deletesOld && !isThere ? [`Deleted    ${old.folder}`] : [];
  return `${[
    ...deleted,
    ...lines,
    '           and wherever you put them: exports, uploads, backups, logs of model endpoints',
    `Later      a launch of the same source has them again, unless its config holds source.exclude of ${made.path('config.json')}`,
  ].join('\n')}\n`;
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
