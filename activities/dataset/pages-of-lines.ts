import type { RunFolder } from '../dependencies.ts';
import type { StageContext } from '../stage/run-stage.ts';

interface DialogLines {
  dialogIds: readonly string[];
  dialogsAPage: number;
  /** Whole lines of a dialog. */
  read: (run: RunFolder, dialogId: string) => Promise<string>;
}

/** How many pages the dialogs make; one at least. */
export const countPages = ({ dialogIds, dialogsAPage }: Omit<DialogLines, 'read'>): number =>
  Math.max(1, Math.ceil(dialogIds.length / dialogsAPage));

/**
 * Writes the lines of a page of dialogs into a file that DuckDB reads in one go: it holds megabytes for every file, and a dialog may have its lines
 * in a pack. Resolves to the file's pattern.
 */
export async function writePageOfLines(
  { run }: Pick<StageContext, 'run'>,
  name: string,
  { dialogIds, dialogsAPage, read }: DialogLines,
  page: number,
): Promise<string> {
  const lines: string[] = [];
  for (const dialogId of dialogIds.slice(page * dialogsAPage, (page + 1) * dialogsAPage)) {
    lines.push(await read(run, dialogId));
  }
  await run.removeFolder(folderOf(name));
  const file = `${folderOf(name)}/p${String(page).padStart(8, '0')}.jsonl`;
  // DuckDB takes an empty file for a mistake, and none for no rows.
  if (lines.length > 0) await run.writeText(file, lines.join(''));
  return run.pattern(file);
}

/** Hands the pages to `work`, one after another, and takes their files away. */
export async function readPagesOfLines(
  context: Pick<StageContext, 'run' | 'deps'>,
  name: string,
  lines: DialogLines,
  work: (pattern: string) => Promise<void>,
): Promise<void> {
  const pages = countPages(lines);
  for (let page = 0; page < pages; page += 1) {
    await work(await writePageOfLines(context, name, lines, page));
    context.deps.heartbeat({ pages: name, page: page + 1, of: pages });
  }
  await removePageOfLines(context, name);
}

export const removePageOfLines = ({ run }: Pick<StageContext, 'run'>, name: string): Promise<void> =>
  run.removeFolder(folderOf(name));

const folderOf = (name: string): string => `work/pages/lines_${name}`;
