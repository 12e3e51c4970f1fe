import { z } from 'zod';

const AnswerSchema = z.looseObject({
  choices: z.array(z.looseObject({ message: z.looseObject({ content: z.unknown() }).nullish() })),
});
const PartSchema = z.union([
  z.string(),
  z.looseObject({ type: z.string().optional(), text: z.string() }).transform(({ type = 'text', text }) => {
    return /think|reason/iu.test(type) ? '' : text;
  }),
]);

/** A chat completion with its content as one text: some models answer with a list of parts, thoughts among them, or with the JSON object itself. Anything else is returned untouched. */
export function joinContent(body: unknown): unknown {
  const answer = AnswerSchema.safeParse(body).data;
  if (answer === undefined) return body;
  const choices = answer.choices.map((choice) => {
    const { message } = choice;
    return message ? { ...choice, message: { ...message, content: toText(message.content) } } : choice;
  });
  return { ...answer, choices };
}

function toText(content: unknown): unknown {
  if (Array.isArray(content)) return content.flatMap((part) => PartSchema.safeParse(part).data ?? []).join('');
  return typeof content === 'object' && content !== null ? JSON.stringify(content) : content;
}
