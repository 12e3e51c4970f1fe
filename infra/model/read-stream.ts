import { z } from 'zod';

const DeltaSchema = z.looseObject({
  content: z.unknown().optional(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
});
type Piece = z.infer<typeof DeltaSchema>;

const ChunkSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        delta: DeltaSchema.nullish(),
        message: DeltaSchema.nullish(),
        finish_reason: z.string().nullish(),
        error: z.unknown().optional(),
      }),
    )
    .default([]),
  usage: z.unknown().optional(),
  error: z.unknown().optional(),
});

export const isStream = (text: string): boolean => /^\uFEFF?\s*(?::[^\n]*\n\s*)*(?:data|event|id|retry):/u.test(text);

/**
 * The completion that server-sent events bring piece by piece, in the form of one answer. A stream that ends before it says so is an error
 * that passes; undefined where no event holds a piece.
 */
export function readStream(text: string): object | undefined {
  const events = listData(text);
  const chunks = events.flatMap((data) => parseChunk(data) ?? []);
  const failed = chunks.find(({ error }) => error !== undefined && error !== null);
  if (failed !== undefined) return { error: failed.error };
  const choices = chunks.flatMap(({ choices: each }) => each.slice(0, 1));
  if (choices.length === 0) return undefined;
  const pieces = choices.map(({ delta, message }): Piece => delta ?? message ?? {});
  const finishReason = choices.findLast(({ finish_reason: reason }) => typeof reason === 'string')?.finish_reason;
  if (finishReason === undefined && !events.includes('[DONE]')) {
    return { error: { message: 'the stream ended before the answer did', code: 502 } };
  }
  const reasoning = join(pieces.map((piece) => piece.reasoning_content ?? piece.reasoning));
  const message = {
    role: 'assistant',
    content: joinContents(pieces.map(({ content }) => content)),
    refusal: join(pieces.map(({ refusal }) => refusal)),
    ...(reasoning === null ? {} : { reasoning_content: reasoning }),
  };
  const error = choices.find((choice) => choice.error !== undefined && choice.error !== null)?.error;
  const choice = { index: 0, finish_reason: finishReason ?? null, message, ...(error === undefined ? {} : { error }) };
  return { choices: [choice], usage: chunks.findLast(({ usage }) => usage !== undefined && usage !== null)?.usage };
}

/** What stands behind `data:` in each event; several lines of one event are one text. */
function listData(text: string): string[] {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .split(/\n{2,}/u)
    .flatMap((event) => {
      const lines = event.split('\n').flatMap((line) => /^data:[ ]?(.*)$/u.exec(line)?.[1] ?? []);
      // Some servers leave out the empty line between two events.
      return lines.every((line) => line === '[DONE]' || parseChunk(line) !== undefined) ? lines : [lines.join('\n')];
    });
}

function parseChunk(data: string): z.infer<typeof ChunkSchema> | undefined {
  try {
    return ChunkSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function join(pieces: readonly (string | null | undefined)[]): string | null {
  const said = pieces.filter((piece) => typeof piece === 'string');
  return said.length === 0 ? null : said.join('');
}

/** Text where all pieces are text, else the parts of all pieces. */
function joinContents(contents: readonly unknown[]): unknown {
  const said = contents.filter((content) => content !== undefined && content !== null);
  if (said.length === 0) return null;
  return said.every((content) => typeof content === 'string') ? said.join('') : said.flat();
}
