import { anyEndpoint } from '../../doubles/any-endpoint.ts';
import assert from 'node:assert/strict';
import { createChatModels } from '../../../infra/model/chat-models.ts';
import type { ChatAnswer } from '../../../infra/model/chat-model.ts';
import type { FailureName } from '../../../schemas/failure.ts';
import type { ModelCall } from '../../../schemas/model-call.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { AnswerSchema } from '../../../studio/simulation/read-answer.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { ChatRequest, Fault, ModelEndpoint, ModelEndpointOptions } from '../../doubles/model-endpoint.ts';

const status = (code: number, body: object | string): Fault => ({ kind: 'status', status: code, body });
const said = (message: string, more: object = {}): object => ({ error: { message, ...more } });
const body = (content: object): Fault => ({ kind: 'body', body: content });
const choice = (message: object, more: object = {}): Fault =>
  body({ choices: [{ index: 0, finish_reason: 'stop', message, ...more }] });
const events = (...texts: string[]): Fault => ({
  kind: 'body',
  contentType: 'text/event-stream',
  body: texts.map((text) => `data: ${text}\n\n`).join(''),
});
const delta = (content: string, more: object = {}): string =>
  JSON.stringify({ choices: [{ index: 0, delta: { content }, ...more }] });

const request = {
  messages: [
    { role: 'system' as const, content: 'Be plain.' },
    { role: 'user' as const, content: 'Say a line.' },
  ],
  seed: 5,
  hotter: 0,
  answer: { name: 'next_line', schema: AnswerSchema },
};

/** Whether it is the request of the dialog, and not the plain one that proves whose fault it is. */
const isOfDialog = ({ messages }: ChatRequest): boolean =>
  messages.some(({ content }) => content.includes('Say a line.'));

describe('endpoints of many kinds', () => {
  let endpoint: ModelEndpoint;
  let kept: ModelCall[];
  afterEach(() => endpoint.close());
  const start = async (options: ModelEndpointOptions, model: object = {}) => {
    endpoint = await startModelEndpoint(options);
    kept = [];
    const config = RunConfigSchema.parse({ model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl, ...model } });
    const findChatModel = createChatModels({ OPENAI_API_KEY: 'EMPTY' }, anyEndpoint);
    return (): Promise<ChatAnswer> =>
      findChatModel(config, 'user').ask(request, new AbortController().signal, async (call) => {
        kept.push(call);
      });
  };

  describe('a complaint about one call', () => {
    const complaints: [title: string, fault: Fault][] = [
      [
        'vLLM, a long context',
        status(400, {
          object: 'error',
          message:
            "This model's maximum context length is 512 tokens. However, you requested 900 tokens (740 in the messages, 160 in the completion). Please reduce the length of the messages or completion.",
          type: 'BadRequestError',
          param: null,
          code: 400,
        }),
      ],
      [
        'llama.cpp, a long context',
        status(
          400,
          said('the request exceeds the available context size, try increasing it', {
            code: 400,
            type: 'exceed_context_size_error',
          }),
        ),
      ],
      ['OpenAI, a long context', status(400, said('too long', { code: 'context_length_exceeded' }))],
      [
        'TGI, a long context',
        status(422, {
          error: '`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens',
          error_type: 'validation',
        }),
      ],
      [
        'SGLang, a long context',
        status(400, { message: "The input (9000 tokens) is longer than the model's context length (8192 tokens)." }),
      ],
      ['Anthropic’s gateway, a long context', status(400, said('prompt is too long: 210000 tokens > 200000 maximum'))],
      [
        'DashScope, a filter',
        status(400, said('Input text data may contain inappropriate content.', { code: 'data_inspection_failed' })),
      ],
      [
        'Azure, a filter',
        status(
          400,
          said("The response was filtered due to the prompt triggering Azure OpenAI's content management policy.", {
            code: 'content_filter',
          }),
        ),
      ],
      ['OpenRouter, a filter', status(403, said('Model requires moderation. Your input was flagged.', { code: 403 }))],
      ['Zhipu, a filter', status(400, said('系统检测到输入或生成内容可能包含不安全或敏感内容', { code: '1301' }))],
      ['a gateway, a filter', status(400, said('Request blocked by content policy'))],
      ['a body too large', status(413, 'too large')],
      [
        'something that no plain request meets',
        status(400, said('messages: text content blocks must contain non-whitespace text')),
      ],
      ['something that is not processable', status(422, { detail: 'cannot tokenize' })],
    ];
    for (const [title, fault] of complaints) {
      it(`ends this dialog alone: ${title}`, async () => {
        const ask = await start({ faultOf: (_number, chat) => (isOfDialog(chat) ? fault : undefined) });
        await assert.rejects(ask(), { name: 'ModelRefused' });
        assert.notEqual(kept[0]?.failure, null);
      });
    }

    const steady: [title: string, fault: Fault, name: FailureName][] = [
      [
        'a limit above the whole context',
        status(400, said("This model's maximum context length is 512 tokens. However, you requested 4096 tokens")),
        'InvalidRunConfig',
      ],
      ['an unknown model', status(404, said('The model `m` does not exist')), 'InvalidRunConfig'],
      ['a forbidden model', status(403, said('no access')), 'InvalidRunConfig'],
      ['a wrong key', status(401, said('no')), 'InvalidRunConfig'],
    ];
    for (const [title, fault, name] of steady) {
      it(`is the config’s fault where a plain request meets it as well: ${title}`, async () => {
        const ask = await start({ faultOf: () => fault });
        await assert.rejects(ask(), { name });
        assert.deepEqual(
          kept.map(({ failure }) => failure?.name),
          ['InvalidRunConfig', 'Probe'],
        );
      });
    }

    it('passes where a plain request gets through that no content could stop', async () => {
      for (const code of [401, 404]) {
        const ask = await start({ faults: [status(code, said('no'))] });
        await assert.rejects(ask(), { name: 'ModelUnavailable' });
        await endpoint.close();
      }
    });

    it('leaves it open where a plain request is not answered either', async () => {
      const ask = await start({
        faultOf: (_number, chat) => (isOfDialog(chat) ? status(400, said('odd')) : status(503, said('busy'))),
      });
      await assert.rejects(ask(), { name: 'ModelUnavailable' });
    });

    it('is proved once for calls that fail side by side', async () => {
      const ask = await start({
        faultOf: (_number, chat) => (isOfDialog(chat) ? status(400, said('odd')) : undefined),
      });
      const failed = await Promise.allSettled([ask(), ask(), ask(), ask()]);
      assert.ok(failed.every(({ status: end }) => end === 'rejected'));
      assert.equal(endpoint.requests.filter((chat) => !isOfDialog(chat)).length, 1);
    });

    it('never stops a run for one sample that was no JSON: that call is made again as plain text, the next with a schema', async () => {
      const failed = said('Failed to generate JSON. Please adjust your prompt.', { code: 'json_validate_failed' });
      const ask = await start({ faults: [status(400, failed)] });
      assert.equal((await ask()).content, 'Hello there.');
      await ask();
      assert.deepEqual(
        endpoint.requests.map(({ response_format: format }) => format?.type),
        ['json_schema', undefined, 'json_schema'],
      );
    });

    it('is an answer without a word where thinking used up the limit', async () => {
      const words =
        'Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.';
      const ask = await start({ faults: [status(400, said(words, { code: null }))] });
      const { content, isCut } = await ask();
      assert.deepEqual([content, isCut], ['', true]);
    });
  });

  describe('a form of answers', () => {
    const answers: [title: string, fault: Fault, content: string][] = [
      [
        'a list of parts',
        choice({
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
            { type: 'text', text: 'I like ' },
            { type: 'text', text: 'tea.' },
          ],
        }),
        'I like tea.',
      ],
      ['a list of texts', choice({ content: ['I like ', 'tea.'] }), 'I like tea.'],
      ['the object itself', choice({ content: { utterance: 'I like tea.' } }), '{"utterance":"I like tea."}'],
      ['a thought and no content', choice({ content: null, reasoning_content: 'The user wants tea.' }), ''],
      [
        'JSON that is called text',
        {
          kind: 'body',
          contentType: 'text/plain',
          body: JSON.stringify({ choices: [{ message: { content: 'I like tea.' } }] }),
        },
        'I like tea.',
      ],
      [
        'a stream that nobody asked for',
        events(delta('I like '), delta('tea.', { finish_reason: 'stop' }), '[DONE]'),
        'I like tea.',
      ],
      [
        'a stream with comments, a role and no mark at its end',
        {
          kind: 'body',
          contentType: 'text/plain',
          body: `: ping\r\n\r\ndata: {"choices":[{"delta":{"role":"assistant"}}]}\r\n\r\ndata: ${delta('I like tea.', { finish_reason: 'stop' })}\r\n\r\n`,
        },
        'I like tea.',
      ],
      [
        'a stream without empty lines',
        {
          kind: 'body',
          contentType: 'text/event-stream',
          body: `data: ${delta('I like ')}\ndata: ${delta('tea.')}\ndata: [DONE]\n`,
        },
        'I like tea.',
      ],
    ];
    for (const [title, fault, content] of answers) {
      it(`is read: ${title}`, async () => {
        const ask = await start({ faults: [fault] });
        assert.equal((await ask()).content, content);
      });
    }

    const failures: [title: string, fault: Fault, name: FailureName][] = [
      [
        'an error in a choice',
        choice({ content: '' }, { finish_reason: 'error', error: { code: 502, message: 'Upstream provider error' } }),
        'ModelUnavailable',
      ],
      ['a choice that ends with an error', choice({ content: '' }, { finish_reason: 'error' }), 'ModelUnavailable'],
      [
        'a filter’s error in a choice',
        choice({ content: '' }, { error: { code: 403, message: 'Your input was flagged' } }),
        'ModelRefused',
      ],
      ['a filter by another name', choice({ content: 'Half a' }, { finish_reason: 'SAFETY' }), 'ModelRefused'],
      ['a stream that breaks off', events(delta('I li')), 'ModelUnavailable'],
      ['an error in a stream', events(delta('I li'), JSON.stringify(said('overloaded'))), 'ModelUnavailable'],
      ['null content and nothing else', choice({ content: null }), 'ModelUnavailable'],
    ];
    for (const [title, fault, name] of failures) {
      it(`is ${name}: ${title}`, async () => {
        const ask = await start({ faults: [fault] });
        await assert.rejects(ask(), { name });
      });
    }

    it('counts the tokens of a stream', async () => {
      const usage = JSON.stringify({ choices: [], usage: { prompt_tokens: 50, completion_tokens: 20 } });
      const ask = await start({ faults: [events(delta('Tea.', { finish_reason: 'stop' }), usage, '[DONE]')] });
      const { modelCall } = await ask();
      assert.deepEqual([modelCall.promptTokens, modelCall.completionTokens], [50, 20]);
    });
  });

  describe('a dialect', () => {
    const words: [title: string, fault: Fault][] = [
      [
        'vLLM with Gemma',
        status(400, { object: 'error', message: 'System role not supported', type: 'BadRequestError', code: 400 }),
      ],
      [
        'llama.cpp',
        status(500, said('Jinja Exception: System role not supported', { code: 500, type: 'server_error' })),
      ],
      [
        'o1-mini',
        status(
          400,
          said("Unsupported value: 'messages[0].role' does not support 'system' with this model.", {
            param: 'messages[0].role',
            code: 'unsupported_value',
          }),
        ),
      ],
      [
        'Google’s gateway',
        status(400, [
          {
            error: {
              code: 400,
              message: 'Developer instruction is not enabled for models/gemma-3-27b-it',
              status: 'INVALID_ARGUMENT',
            },
          },
        ]),
      ],
      ['Mistral’s template', status(400, said('Conversation roles must alternate user/assistant/user/assistant/...'))],
    ];
    for (const [title, fault] of words) {
      it(`without a system role is asked in one message, and that is remembered: ${title}`, async () => {
        const ask = await start({
          faultOf: (_number, { messages }) => (messages.some(({ role }) => role === 'system') ? fault : undefined),
        });
        for (let call = 0; call < 2; call += 1) assert.equal((await ask()).content, 'Hello there.');
        assert.equal(endpoint.requests.length, 3);
        assert.deepEqual(endpoint.requests.at(-1)?.messages, [{ role: 'user', content: 'Be plain.\n\nSay a line.' }]);
      });
    }

    for (const text of [
      'This model only support stream mode, please enable the stream parameter to access the model.',
      'Stream must be set to true',
      'parameter.enable_thinking must be set to false for non-streaming calls',
    ]) {
      it(`that only streams is asked for a stream, and that is remembered: ${text}`, async () => {
        const streamed: Fault = {
          kind: 'body',
          contentType: 'text/event-stream',
          body: 'data: {"choices":[{"delta":{"content":"Tea."}}]}\n\ndata: [DONE]\n\n',
        };
        const ask = await start({
          faultOf: (_number, chat) =>
            chat['stream'] === true ? streamed : status(400, said(text, { code: 'invalid_parameter_error' })),
        });
        for (let call = 0; call < 2; call += 1) assert.equal((await ask()).content, 'Tea.');
        assert.equal(endpoint.requests.length, 3);
      });
    }

    it('without /v1 at its end is told of it at once', async () => {
      const ask = await start({
        faultOf: () => ({ kind: 'body', body: { error: 'Unexpected endpoint or method. (POST /chat/completions)' } }),
      });
      await assert.rejects(ask(), { name: 'InvalidRunConfig' });
      const bare = createChatModels({}, anyEndpoint)(
        RunConfigSchema.parse({
          model: { kind: 'openai', name: 'm', baseUrl: endpoint.baseUrl.replace(/\/v1$/u, '') },
        }),
        'user',
      );
      await assert.rejects(
        bare.ask(request, new AbortController().signal, async () => {}),
        (error: Error & { details?: { remedy?: string } }) => {
          assert.equal(error.name, 'InvalidRunConfig');
          assert.match(
            error.details?.remedy ?? '',
            /no version at its end.*--base-url http:\/\/127\.0\.0\.1:\d+\/v1$/u,
          );
          return true;
        },
      );
    });
  });
});
