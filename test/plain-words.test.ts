import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Phrases that CONTRIBUTING keeps out of comments, pages and messages, by how it lists them. */
const phrases: Readonly<Record<string, RegExp>> = {
  'of before': /\bof before\b(?! (?:the|a|an|it|they|that)\b)/iu,
  anew: /\banew\b/iu,
  tells: /\btells\b/iu,
  'comes to': /\b(?:comes?|came) (?:to(?! mind\b)|of|down to)\b/iu,
  'in the place of': /\bin the place of\b/iu,
  'sees to it': /\bsees? to it\b/iu,
};

/** Beginnings of a comment that has lost its head: no verb and no noun. */
const headless = /^(?:Of|Nor|And|None|In the place)\b(?! the above)/u;

const skippedFolders = new Set(['node_modules', '.git', 'runs', 'results', 'histories', 'recommender']);

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(skippedFolders.has(entry.name) ? [] : await listFiles(path)));
    else if (/\.(?:ts|mjs|js|sql|md)$/u.test(entry.name)) found.push(path);
  }
  return found;
}

interface Prose {
  line: number;
  text: string;
  beginsComment: boolean;
}

/** What people read in a file: comments of code, messages of the command line, whole pages. */
function proseOf(path: string, content: string): Prose[] {
  const isPage = path.endsWith('.md');
  const isSpoken = /^(?:cli|run)\//u.test(path);
  return content.split('\n').flatMap((line, at) => {
    if (isPage) return [{ line: at + 1, text: line, beginsComment: false }];
    const comment =
      /^\s*(?<open>\/\*\*?|\/\/|--|\*)\s?(?<text>.*)$/u.exec(line)?.groups ??
      /\s(?<open>\/\/) (?<text>.*)$/u.exec(line)?.groups;
    if (comment !== undefined) {
      const { open = '', text = '' } = comment;
      return [{ line: at + 1, text, beginsComment: open.startsWith('/**') }];
    }
    const strings = isSpoken ? [...line.matchAll(/'([^']*)'|`([^`]*)`/gu)].map(([, one, two]) => one ?? two ?? '') : [];
    return strings.map((text) => ({ line: at + 1, text, beginsComment: false }));
  });
}

describe('plain words', () => {
  it('finds each listed phrase, and a comment without a head, where one stands', () => {
    const page =
      'the record of before stays; it is made anew; the pulse tells it; what it comes to; in the place of it; sees to it';
    for (const [name, pattern] of Object.entries(phrases)) assert.match(page, pattern, name);
    assert.doesNotMatch('spoke of before the dialog, which comes to mind', phrases['of before'] ?? /./u);
    const [found] = proseOf('a.ts', '  /** Of the prices. */');
    assert.ok(found?.beginsComment === true && headless.test(found.text));
  });

  it('are what comments, pages and messages are written in', async () => {
    const files = await listFiles(root);
    assert.ok(files.length > 900, `${files.length} files`);
    const faults: string[] = [];
    for (const path of files) {
      const name = relative(root, path);
      if (['CONTRIBUTING.md', 'test/plain-words.test.ts'].includes(name)) continue;
      for (const { line, text, beginsComment } of proseOf(name, await readFile(path, 'utf8'))) {
        const phrase = Object.entries(phrases).find(([, pattern]) => pattern.test(text))?.[0];
        if (phrase !== undefined) faults.push(`${name}:${line} "${phrase}": ${text.trim()}`);
        if (beginsComment && headless.test(text)) faults.push(`${name}:${line} has no head: ${text.trim()}`);
      }
    }
    assert.deepEqual(faults, []);
  });

  it('are listed for people in CONTRIBUTING', async () => {
    const page = await readFile(join(root, 'CONTRIBUTING.md'), 'utf8');
    for (const phrase of Object.keys(phrases)) assert.ok(page.includes(`"${phrase}"`), phrase);
  });
});
