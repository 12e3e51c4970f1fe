import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isErrorCode } from '../infra/storage/error-code.ts';

export interface Result {
  name: string;
  value: number | string;
  unit: string;
  setting: string;
}

export interface ResultsFile {
  machine: string;
  date: string;
  commit: string;
  results: Result[];
}

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Writes `docs/results/<name>.json`: the figures with machine, date and commit, from which the docs' tables are made; `shares` are the same
 * figures by name, for programs that read the file.
 */
export async function writeResults(
  name: string,
  results: Result[],
  shares: Readonly<Record<string, number | Readonly<Record<string, number>> | readonly object[]>> = {},
): Promise<void> {
  const file: ResultsFile = {
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    results,
  };
  await mkdir(`${root}docs/results`, { recursive: true });
  await writeFile(`${root}docs/results/${name}.json`, `${JSON.stringify({ ...file, ...shares }, null, 2)}\n`);
  console.log(renderTable(file));
}

/** Undefined where nobody has measured it yet. */
export async function readResultsIfAny(name: string): Promise<ResultsFile | undefined> {
  try {
    return JSON.parse(await readFile(`${root}docs/results/${name}.json`, 'utf8'));
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** What the file says already, for a call that measures a part of it; none where there is no file. Figures of another machine say which. */
export async function readKeptResults(name: string): Promise<Result[]> {
  const file = await readResultsIfAny(name);
  if (file === undefined) return [];
  const isOurs = file.machine === describeMachine();
  const origin = ` [${file.machine}; ${file.date}, commit ${file.commit}]`;
  return file.results.map((result) =>
    isOurs || result.setting.endsWith(']') ? result : { ...result, setting: `${result.setting}${origin}` },
  );
}

function describeMachine(): string {
  const processor = cpus();
  const model = processor[0]?.model.trim() || 'unnamed';
  return `${processor.length} cores (${model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

export function renderTable({ machine, date, commit, results }: ResultsFile): string {
  const settings = new Set(results.map(({ setting }) => setting));
  const measured = `Measured on ${machine}; ${date}, commit ${commit}.`;
  // A setting that all rows share is said once.
  if (settings.size === 1) {
    const rows = results.map(({ name, value, unit }) => `| ${name} | ${value} ${unit} |`);
    return ['| figure | value |', '|---|---|', ...rows, '', `Setting: ${[...settings].join('')}. ${measured}`].join(
      '\n',
    );
  }
  const rows = results.map(({ name, value, unit, setting }) => `| ${name} | ${value} ${unit} | ${setting} |`);
  return ['| figure | value | setting |', '|---|---|---|', ...rows, '', measured].join('\n');
}
