import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The predecessor's dialogs by domain, where a folder `shared/data` stands beside the project. */
const files: Readonly<Record<string, string>> = {
  yelp: 'yelp.jsonl',
  amazon: 'amazon_electronics.jsonl',
  mobilerec: 'mobilerec.jsonl',
};

/** Path of the predecessor's dialogs of a domain; undefined where they are not on this machine. */
export async function findPredecessor(domain: string): Promise<string | undefined> {
  const file = files[domain];
  if (file === undefined) return undefined;
  const path = fileURLToPath(new URL(`../../../shared/data/predecessor/${file}`, import.meta.url));
  return access(path).then(
    () => path,
    () => undefined,
  );
}
