import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

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

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Writes `docs/results/<name>.json`: the figures with machine, date and commit, from which the docs' tables are made; `shares` are the same
 * figures by name, for programs that read the file.
 */
export async function writeResults(
  name: string,
  results: Result[],
  shares: Readonly<Record<string, number | Readonly<Record<string, number>> | readonly object[]>> = {},
): Promise<void> {
  const processor = cpus();
  const file: ResultsFile = {
    machine: `${processor.length} cores (${processor[0]?.model.trim() || 'unnamed'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    results,
  };
  await mkdir(`${root}docs/results`, { recursive: true });
  await writeFile(`${root}docs/results/${name}.json`, `${JSON.stringify({ ...file, ...shares }, null, 2)}\n`);
  console.log(renderTable(file));
}

export async function readResults(name: string): Promise<ResultsFile> {
  return JSON.parse(await readFile(`${root}docs/results/${name}.json`, 'utf8'));
}

export function renderTable({ machine, date, commit, results }: ResultsFile): string {
  const rows = results.map(({ name, value, unit, setting }) => `| ${name} | ${value} | ${unit} | ${setting} |`);
  return [
    '| figure | value | unit | setting |',
    '|---|---|---|---|',
    ...rows,
    '',
    `Measured on ${machine}; ${date}, commit ${commit}.`,
  ].join('\n');
}
