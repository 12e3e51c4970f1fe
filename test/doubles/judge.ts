import type { ModelCall } from '../../schemas/model-call.ts';
import type { ChatRequest } from './model-endpoint.ts';

/** A model call that brought an answer. */
export const answeredCall: ModelCall = {
  requestHash: 'h',
  parameters: {
    baseUrl: 'http://127.0.0.1/v1',
    model: 'm',
    temperature: 0.3,
    seed: 1,
    maxTokens: 400,
    format: 'json_schema',
  },
  answer: '',
  finishReason: 'stop',
  promptTokens: 900,
  cachedTokens: 0,
  completionTokens: 60,
  costUsd: 0.001,
  latencyMs: 5,
  failure: null,
};

/**
 * What a judge says that looks for a few plain faults, one point less for each on every scale: a line said twice, a line without a word, talk of
 * instructions or an AI, letters that English has not. Of two dialogs the one with fewer is better; where they are equal it names the first, so that
 * only both orders tell.
 */
export function judgeByRule({ messages }: Pick<ChatRequest, 'messages'>): string {
  const asked = messages.at(-1)?.content ?? '';
  const dialogs = [...asked.matchAll(/<dialog>\n([\s\S]*?)\n<\/dialog>/gu)].map(([, lines = '']) => countFaults(lines));
  const [first = 0, second] = dialogs;
  const answer =
    second === undefined
      ? { reason: `${first} faults`, score: Math.max(1, 5 - first) }
      : { reason: `${first} and ${second} faults`, better: second < first ? 'B' : 'A' };
  return JSON.stringify({ naturalness: answer, coherence: answer, grounding: answer });
}

function countFaults(dialog: string): number {
  const lines = dialog.split('\n').map((line) => line.replace(/^\[\d+\] \w+: /u, ''));
  return lines.length - new Set(lines).size + lines.filter((line) => oddLine.test(line)).length;
}

const oddLine =
  /\(says nothing\)|^\W*$|\bAI\b|According to my|\[item name\]|^User:|The user says|plutôt|gustaría|hätte|[а-я]{3}/iu;
