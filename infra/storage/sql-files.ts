import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const known = new Map<string, string>();

/** Text of a .sql file of this repository, by its path from the root; read once a process, and again after it could not be read. */
export async function readSql(path: string): Promise<string> {
  const text = known.get(path) ?? (await readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));
  known.set(path, text);
  return text;
}
