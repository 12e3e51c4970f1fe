import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sources } from '../../datasets/sources.ts';

/** Path of the predecessor's dialogs of a domain, in a folder `shared/data` beside the project; undefined where they are not on this machine. */
export async function findPredecessor(domain: string): Promise<string | undefined> {
  const file = Object.entries(sources).find(([kind]) => kind === domain)?.[1].predecessorFile ?? null;
  if (file === null) return undefined;
  const path = fileURLToPath(new URL(`../../../shared/data/predecessor/${file}`, import.meta.url));
  return access(path).then(
    () => path,
    () => undefined,
  );
}
