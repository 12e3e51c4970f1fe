// A scripted OpenAI-compatible endpoint on 127.0.0.1: node examples/own-model/endpoint.mjs [PORT]. It answers each prompt with the example line
// that the prompt holds, so that a run needs no model. A real one answers the same requests in words of its own.
import { createServer } from 'node:http';

const remarks = [
  'Just so you know.',
  'That is all for now.',
  'Simple as that.',
  'There you have it.',
  'So much for today.',
];

function answer({ messages, seed = 0, model }) {
  const prompt = messages.at(-1)?.content ?? '';
  const example = /A line like this one, in your own words: (.*)$/mu.exec(prompt)?.[1] ?? 'All right.';
  return {
    id: 'scripted',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content: `${example} ${remarks[Math.abs(seed) % remarks.length]}` },
      },
    ],
    usage: {
      prompt_tokens: prompt.length,
      completion_tokens: example.length,
      total_tokens: prompt.length + example.length,
    },
  };
}

const server = createServer((request, response) => {
  const say = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.method === 'GET' && request.url?.endsWith('/models'))
    return say(200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
  if (request.method !== 'POST' || !request.url?.endsWith('/chat/completions'))
    return say(404, { error: { message: 'no such path' } });
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text) => {
    body += text;
  });
  request.on('end', () => {
    try {
      say(200, answer(JSON.parse(body)));
    } catch {
      say(400, { error: { message: 'not a chat request' } });
    }
  });
  return undefined;
});

server.listen(Number(process.argv[2] ?? 8091), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/v1`);
});
