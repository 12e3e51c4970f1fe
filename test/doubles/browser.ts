import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { findOnPath } from '../../infra/local-server/find-executable.ts';

export interface Page {
  /** Waits until the page has loaded. */
  open(address: string): Promise<void>;
  /** The value of an expression in the page, a promise's too. */
  evaluate(expression: string): Promise<unknown>;
  /** Waits until an expression is true in the page; fails with what the page shows. */
  until(expression: string): Promise<void>;
  /** Keys as a person presses them: a character, or Enter, Tab, Backspace, Escape. */
  press(...keys: string[]): Promise<void>;
  /** Writes a PNG of what is seen. */
  screenshot(path: string): Promise<void>;
  /** As closing the tab does. */
  close(): Promise<void>;
}

export interface PageOptions {
  width?: number;
  height?: number;
  scheme?: 'light' | 'dark';
}

export interface Browser {
  /** A tab in a profile of its own. */
  newPage(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Debian's or any other Chromium; undefined where there is none. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'chrome']) {
    const found = await findOnPath(name, env);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Headless Chromium, spoken to in its DevTools protocol over a pipe: it listens on no port. The caller closes it. */
export async function startBrowser(executable: string, moreFlags: readonly string[] = []): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'convrec-chromium-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-dev-shm-usage'];
  const child = spawn(executable, [...flags, ...moreFlags, '--remote-debugging-pipe', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const [, , , to, from] = child.stdio;
  assert.ok(to instanceof Writable && from instanceof Readable);
  const send = connect(to, from, ended);
  return {
    newPage: (options = {}) => newPage(send, options),
    async close() {
      await send('Browser.close').catch(() => undefined);
      await ended;
      // Open pipes would keep a process that has nothing else to do.
      to.destroy();
      from.destroy();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

type Send = (method: string, params?: object, sessionId?: string) => Promise<Record<string, unknown>>;

const AnswerSchema = z.looseObject({
  id: z.number().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.looseObject({ message: z.string() }).optional(),
});

function connect(to: Writable, from: Readable, ended: Promise<void>): Send {
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  let rest = '';
  let last = 0;
  from.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const { id, result, error } = AnswerSchema.parse(JSON.parse(message));
      const call = id === undefined ? undefined : waiting.get(id);
      if (id === undefined || call === undefined) continue;
      waiting.delete(id);
      if (error === undefined) call.resolve(result ?? {});
      else call.reject(new Error(error.message));
    }
  });
  const onEnd = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has ended'));
  };
  void ended.then(onEnd);
  to.on('error', onEnd);
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      to.write(`${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    });
}

async function newPage(send: Send, { width = 1280, height = 800, scheme = 'light' }: PageOptions): Promise<Page> {
  const { browserContextId } = await send('Target.createBrowserContext');
  const { targetId } = await send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const call = (method: string, params?: object): Promise<Record<string, unknown>> =>
    send(method, params, z.string().parse(sessionId));
  await call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await call('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  // Tabs at the back would not take keys.
  await call('Emulation.setFocusEmulationEnabled', { enabled: true });
  const evaluate = async (expression: string): Promise<unknown> => {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = EvaluatedSchema.parse(await call('Runtime.evaluate', params));
    assert.equal(exceptionDetails, undefined, JSON.stringify(exceptionDetails));
    return result.value;
  };
  const until = async (expression: string): Promise<void> => {
    const deadline = Date.now() + 20_000;
    // While a page is being replaced there is nothing to ask.
    while ((await evaluate(expression).catch(() => false)) !== true) {
      if (Date.now() > deadline) {
        assert.fail(
          `${expression} did not come true; the page shows: ${String(await evaluate('document.body.innerText'))}`,
        );
      }
      await sleep(20);
    }
  };
  return {
    evaluate,
    until,
    async open(address) {
      await call('Page.navigate', { url: address });
      await until(
        `location.href.startsWith(${JSON.stringify(address.split('#')[0])}) && document.readyState === 'complete'`,
      );
    },
    async press(...keys) {
      for (const key of keys) {
        const params = describeKey(key);
        await call('Input.dispatchKeyEvent', { type: 'keyDown', ...params });
        await call('Input.dispatchKeyEvent', { type: 'keyUp', ...params });
      }
    },
    async screenshot(path) {
      const { data } = await call('Page.captureScreenshot', { format: 'png' });
      await writeFile(path, Buffer.from(z.string().parse(data), 'base64'));
    },
    async close() {
      await send('Target.closeTarget', { targetId });
    },
  };
}

const EvaluatedSchema = z.looseObject({
  result: z.looseObject({ value: z.unknown().optional() }),
  exceptionDetails: z.unknown().optional(),
});

const namedKeys: Readonly<Record<string, { windowsVirtualKeyCode: number; text?: string }>> = {
  Enter: { windowsVirtualKeyCode: 13, text: '\r' },
  Tab: { windowsVirtualKeyCode: 9 },
  Backspace: { windowsVirtualKeyCode: 8 },
  Escape: { windowsVirtualKeyCode: 27 },
};

function describeKey(key: string): object {
  const named = namedKeys[key];
  if (named !== undefined) return { key, code: key, ...named };
  // For other characters the code is that of another key, such as Delete for a full stop.
  const windowsVirtualKeyCode = /^[a-z0-9]$/iu.test(key) ? key.toUpperCase().codePointAt(0) : 0;
  return { key, text: key, windowsVirtualKeyCode };
}
