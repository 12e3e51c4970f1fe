import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const known = new Map<string, Promise<string>>();

/** Text of a .sql file of this repository, by its path from the root; read once a process. */
export function readSql(path: string): Promise<string> {
  const text = known.get(path) ?? readFile(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
  known.set(path, text);
  return text;
}
