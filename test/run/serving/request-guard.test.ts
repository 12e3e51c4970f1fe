import assert from 'node:assert/strict';
import { findRefusal } from '../../../run/serving/request-guard.ts';

const token = 'Zm9vYmFy_-9';
const refusalOf = (headers: Record<string, string>, { method = 'GET', url = `/${token}/api/raters` } = {}): string =>
  findRefusal({ method, url, headers: { host: '127.0.0.1:4100', ...headers } }, token) ?? '';

describe('findRefusal', () => {
  const passing: [string, Parameters<typeof refusalOf>][] = [
    ['the page by its address', [{ 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }]],
    ['a call of the page', [{ origin: 'http://127.0.0.1:4100', 'sec-fetch-site': 'same-origin' }, { method: 'PUT' }]],
    ['the end of an SSH tunnel', [{ host: 'localhost:9999', origin: 'http://localhost:9999' }, { method: 'PUT' }]],
    ['IPv6', [{ host: '[::1]:4100' }]],
    ['a link to it elsewhere', [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }]],
    ['a query', [{}, { url: `/${token}?x=1` }]],
  ];
  for (const [name, given] of passing) it(`lets pass: ${name}`, () => assert.equal(refusalOf(...given), ''));

  const refused: [string, Parameters<typeof refusalOf>, RegExp][] = [
    ['no token', [{}, { url: '/' }], /lacks the token/u],
    ['a wrong token', [{}, { url: `/${token.slice(0, -1)}8/` }], /lacks the token/u],
    ['a token with more behind', [{}, { url: `/${token}0/` }], /lacks the token/u],
    ['a token in another place', [{}, { url: `/api/${token}` }], /lacks the token/u],
    ['a token written in another way', [{}, { url: `/%5Am9vYmFy_-9/` }], /lacks the token/u],
    ['a rebound name', [{ host: 'evil.example:4100' }], /this machine only/u],
    ['a name that begins as a good one', [{ host: '127.0.0.1.evil.example' }], /this machine only/u],
    ['no host', [{ host: '' }], /this machine only/u],
    ['another origin', [{ origin: 'http://127.0.0.1:4101' }, { method: 'PUT' }], /Another page/u],
    ['an opaque origin', [{ origin: 'null' }, { method: 'POST' }], /Another page/u],
    ['a script tag elsewhere', [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }], /Another page/u],
    [
      'a form elsewhere',
      [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' }, { method: 'POST' }],
      /Another/u,
    ],
  ];
  for (const [name, given, reason] of refused) it(`refuses: ${name}`, () => assert.match(refusalOf(...given), reason));
});
