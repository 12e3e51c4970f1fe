import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { usableLinks } from '../../studio/mentions/extract-mentions.ts';
import type { MentionKnowledge } from '../../studio/mentions/extract-mentions.ts';
import { describeLink } from '../../studio/mentions/link-features.ts';
import { isTold } from '../../studio/mentions/link.ts';
import { linkReview } from '../../studio/mentions/link-review.ts';
import type { Example } from '../../studio/mentions/logistic-regression.ts';
import { goldFolder } from './gold-runs.ts';
import type { Domain, GoldReview } from './gold-runs.ts';

export interface LabelledLink extends Example {
  review: string;
}

const labelScript = fileURLToPath(new URL('label_links.py', import.meta.url));
/** A verdict such as "okay" is no claim. */
const claimedFrom = 0.2;

/** Links of terms in labelled sentences with whether the gold holds them; each domain weighs `domainWeight` in all. */
export async function labelLinks(
  domain: Domain,
  reviews: readonly GoldReview[],
  { lexicon, terms }: MentionKnowledge,
  { python, folder, domainWeight }: { python: string; folder: string; domainWeight: number },
): Promise<LabelledLink[]> {
  const links = reviews.flatMap(({ rid, body }) =>
    linkReview(body, lexicon).flatMap((sentence) =>
      usableLinks(sentence, terms)
        .filter(({ opinion, head, rule }) => {
          if (isTold(rule)) return false;
          return Math.abs(opinion.score) >= claimedFrom && !terms.itemHeads.has(sentence.tokens[head]?.lemma ?? '');
        })
        .map((link) => {
          return {
            review: rid,
            start: codePointsBefore(body, sentence.tokens[link.from]?.start ?? 0),
            end: codePointsBefore(body, sentence.tokens[link.to - 1]?.end ?? 0),
            sign: Math.sign(link.opinion.score),
            features: describeLink(sentence, link, terms),
          };
        }),
    ),
  );
  const [linksFile, labelsFile] = [join(folder, `${domain}-links.jsonl`), join(folder, `${domain}-labels.jsonl`)];
  await writeFile(linksFile, links.map((link) => `${JSON.stringify(link)}\n`).join(''));
  execFileSync(python, [labelScript, goldFolder, domain, linksFile, labelsFile], { stdio: 'inherit' });
  const labels = (await readFile(labelsFile, 'utf8')).trimEnd().split('\n');
  const labelled = links.flatMap(({ review, features }, at) => {
    const isTrue = z
      .boolean()
      .nullable()
      .parse(JSON.parse(labels[at] ?? 'null'));
    return isTrue === null ? [] : [{ review, features, isTrue }];
  });
  return labelled.map((link) => ({ ...link, weight: domainWeight / labelled.length }));
}

const codePointsBefore = (text: string, unit: number): number => Array.from(text.slice(0, unit)).length;
