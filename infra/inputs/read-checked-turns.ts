import { StudioFailure } from '../../schemas/failure.ts';
import { CheckedTurnSchema } from '../../schemas/checked-turn.ts';
import type { CheckedTurn } from '../../schemas/checked-turn.ts';
import { isErrorCode } from '../storage/error-code.ts';
import { detectCompression, openBytes } from './open-bytes.ts';
import { readLines } from './read-lines.ts';
import type { InputLine } from './read-lines.ts';

/**
 * The turns of a JSONL file (.gz too), one a line, in bounded memory; blank lines are skipped. Throws DatasetMalformed that names file, line
 * and key at the first line that is no turn; the turns before it have been yielded.
 */
export async function* readCheckedTurns(path: string): AsyncGenerator<CheckedTurn> {
  const { chunks, summary } = openBytes(path, await findCompression(path));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const lines of readLines(chunks)) {
    for (const line of lines) {
      const turn = parseLine(line, path, decoder);
      if (turn !== undefined) yield turn;
    }
  }
  const { damage } = summary();
  if (damage !== null) throw malformed(path, damage, 'Unpack or copy the file again.');
}

async function findCompression(path: string): ReturnType<typeof detectCompression> {
  try {
    return await detectCompression(path);
  } catch (error) {
    const isMissing = isErrorCode(error, 'ENOENT');
    const isFolder = isErrorCode(error, 'EISDIR');
    if (!isMissing && !isFolder) throw error;
    throw malformed(path, isMissing ? 'there is no such file' : 'it is a folder', 'Name a JSONL file of turns.');
  }
}

function parseLine(
  { line, bytes, isTooLong }: InputLine,
  path: string,
  decoder: InstanceType<typeof TextDecoder>,
): CheckedTurn | undefined {
  const place = `${path}, line ${line}`;
  if (isTooLong) throw malformed(place, 'the line is longer than 16 MiB', 'Write one turn a line.');
  let content: unknown;
  try {
    const text = decoder.decode(bytes);
    if (text.trim() === '') return undefined;
    content = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'the line is not UTF-8';
    throw malformed(place, reason, 'Write one JSON object a line.', error);
  }
  const parsed = CheckedTurnSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path: key, message }) => `${key.join('.') || 'the turn'}: ${message}`);
  throw malformed(
    place,
    problems.slice(0, mostNamed).join('; '),
    'A turn has id, speaker, act, transcript, named_titles, candidates and text: docs/checks.md describes each key.',
    parsed.error,
  );
}

const mostNamed = 5;

const malformed = (place: string, message: string, remedy: string, cause?: unknown): StudioFailure =>
  new StudioFailure('DatasetMalformed', `${place}: ${message}`, { remedy }, cause);
