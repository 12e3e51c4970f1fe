import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Utterance } from '../schemas/agent-context.ts';
import { worlds } from '../test/fixtures/dialog-plan-worlds.ts';
import type { World } from '../test/fixtures/dialog-plan-worlds.ts';

export type Domain = World['domain'];
export const domains: readonly Domain[] = worlds.map(({ domain }) => domain);

const folder = fileURLToPath(new URL('../../shared/data/predecessor/', import.meta.url));
const files: Readonly<Record<Domain, string>> = {
  yelp: 'yelp.jsonl',
  amazon: 'amazon_electronics.jsonl',
  mobilerec: 'mobilerec.jsonl',
};

const DialogSchema = z.object({
  turns: z.array(z.object({ speaker: z.enum(['COMPUTER', 'HUMAN']), text: z.string() })),
});

/** The predecessor's dialogs, in their file's order; undefined where the shared data is not there. */
export async function readPredecessor(domain: Domain): Promise<Utterance[][] | undefined> {
  const text = await readFile(folder + files[domain], 'utf8').catch(() => undefined);
  return text
    ?.trim()
    .split('\n')
    .map((line) =>
      DialogSchema.parse(JSON.parse(line)).turns.map(({ speaker, text: said }) => ({
        speaker: speaker === 'HUMAN' ? 'user' : 'system',
        text: said,
      })),
    );
}
