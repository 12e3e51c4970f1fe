import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { doubts } from '../../studio/report/doubts.ts';
import { figures } from '../../studio/report/figures.ts';
import type { Figure } from '../../studio/report/figure.ts';
import { renderReportPage, textOf } from '../../studio/report/render-report-page.ts';
import type { DrawnFigure } from '../../studio/report/report-input.ts';
import { readNamedRows } from '../query/named-rows.ts';
import { withRelations } from '../query/open-relations.ts';
import type { Relations } from '../query/open-relations.ts';
import { drawFigure, wholeSpec } from './draw-figure.ts';

/** MiB; beside a worker that has its own. */
const memoryLimitMb = 512;
const widths = { wide: 780, narrow: 330 } as const;

interface Rows {
  columns: readonly string[];
  rows: Record<string, unknown>[];
}

export interface WrittenReport {
  /** Path of the page. */
  page: string;
  /** Names of the figures that were drawn. */
  figures: string[];
  doubts: string[];
}

/**
 * Writes the run's `pages/report.html`, also of a run that is going on. With `figuresFolder` each figure stands there as well: the plot as SVG
 * and as Vega-Lite, its rows as CSV, the query. Throws RunFolderUnusable before there are plans.
 */
export async function writeReport(run: RunFolder, figuresFolder?: string): Promise<WrittenReport> {
  const { runId } = run.ref;
  const config = await run.readConfig();
  const manifest = await run.readManifest();
  const found = await withRelations(run, { memoryLimitMb }, (relations) => readReport(relations, runId));
  const page = renderReportPage({
    runId,
    seed: config.seed,
    isComplete: manifest?.status === 'complete',
    checks: doubts.length,
    ...found,
  });
  await run.writeText('pages/report.html', page);
  if (figuresFolder !== undefined) await writeFigures(figuresFolder, found.figures);
  return {
    page: run.path('pages/report.html'),
    figures: found.figures.map(({ figure }) => figure.name),
    doubts: found.doubts,
  };
}

interface FoundReport {
  facts: Record<string, unknown>;
  doubts: string[];
  figures: DrawnFigure[];
  left: { title: string; reason: string }[];
}

async function readReport(relations: Relations, runId: string): Promise<FoundReport> {
  if (!relations.names.includes('dialogs')) {
    throw new StudioFailure('RunFolderUnusable', `run ${runId} has no plans yet, so there is nothing to report`, {
      remedy: 'Launch it again, or wait until its dialogs are planned (convrec status).',
    });
  }
  const [facts = {}] = (await readRows(relations, 'studio/report/facts.sql')).rows;
  const found: FoundReport = { facts, doubts: [], figures: [], left: [] };
  for (const name of doubts) {
    const { rows } = await readRows(relations, `studio/report/doubts/${name}.sql`);
    found.doubts.push(...rows.map(({ doubt }) => String(doubt)));
  }
  for (const figure of figures) {
    const { title, name } = figure;
    if (name === 'funnel' && !relations.names.includes(name)) {
      found.left.push({ title, reason: 'the run has no funnel before its end.' });
      continue;
    }
    const result = await readRows(relations, `studio/report/figures/${name}.sql`);
    if (result.rows.length > 0) found.figures.push(await draw(figure, result));
    else found.left.push({ title, reason: emptyReasons[name] ?? 'there are no rows for it.' });
  }
  return found;
}

const emptyReasons: Readonly<Record<string, string>> = {
  cost: 'no language model was called.',
  repairs: 'no attempt was turned down.',
  trajectories: 'no item was spoken of in four months and more.',
};

async function readRows({ query }: Relations, path: string): Promise<Rows> {
  const result = await query(await readSql(path));
  return { columns: result.columns, rows: await readNamedRows(result) };
}

async function draw(figure: Figure, { columns, rows }: Rows): Promise<DrawnFigure> {
  const at = (width: keyof typeof widths): Promise<string> =>
    drawFigure(figure.spec(widths[width]), rows, `${figure.name}-${width}`);
  const sql = oneLine(await readSql(`studio/report/figures/${figure.name}.sql`));
  return { figure, sql, columns, rows, wide: await at('wide'), narrow: await at('narrow') };
}

/** Without the line that says what a row is. */
const oneLine = (sql: string): string =>
  sql
    .split('\n')
    .filter((line) => !line.startsWith('--'))
    .join(' ')
    .trim();

async function writeFigures(folder: string, drawn: readonly DrawnFigure[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { figure, sql, columns, rows, wide } of drawn) {
    const path = (extension: string): string => join(folder, `${figure.name}.${extension}`);
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))].map(csvLine);
    await writeFile(path('svg'), `${wide}\n`);
    await writeFile(path('sql'), `${sql}\n`);
    await writeFile(path('vl.json'), `${JSON.stringify(wholeSpec(figure.spec(widths.wide), rows), null, 2)}\n`);
    await writeFile(path('csv'), lines.join(''));
  }
}

function csvLine(cells: readonly unknown[]): string {
  const fields = cells.map((cell) => {
    const text = cell === null || cell === undefined ? '' : textOf(cell);
    return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${fields.join(',')}\r\n`;
}
