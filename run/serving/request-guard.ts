import { createHash, timingSafeEqual } from 'node:crypto';

/** What of a request decides whether it may be answered; headers as Node gives them, in small letters. */
export interface GuardedRequest {
  method: string;
  /** Path and query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Why a request is refused; undefined when it may pass. Only who knows the token passes, and no page of another site does on such a
 * person's behalf. The port is not compared, so that the page can be read through an SSH tunnel.
 */
export function findRefusal({ method, url, headers }: GuardedRequest, token: string): string | undefined {
  const host = textOf(headers.host);
  // A name that its owner has made point here (DNS rebinding) is still the name in this header.
  if (!loopbackNames.has(host.replace(/:\d+$/u, ''))) return 'This page is served to this machine only.';
  const [, given = ''] = /^\/([^/?#]*)/u.exec(url) ?? [];
  if (!isEqual(given, token)) return 'This address lacks the token: use the one that was printed last.';
  const origin = headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) return 'Another page may not use this one.';
  const site = textOf(headers['sec-fetch-site']);
  const isVisit = method === 'GET' && textOf(headers['sec-fetch-mode']) === 'navigate';
  if (!['', 'same-origin', 'none'].includes(site) && !isVisit) return 'Another page may not use this one.';
  return undefined;
}

const textOf = (header: string | string[] | undefined): string => (typeof header === 'string' ? header : '');

/** In the same time wherever the first difference is. */
const isEqual = (a: string, b: string): boolean => timingSafeEqual(digestOf(a), digestOf(b));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
