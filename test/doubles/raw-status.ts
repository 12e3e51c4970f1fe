import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** Status and text of an answer to a request with headers that `fetch` does not let anybody write. */
export const rawStatus = async (
  url: string,
  method: string,
  headers: Record<string, string>,
  body = '',
): Promise<[number, string]> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      text(response).then((answer) => resolve([response.statusCode ?? 0, answer]), reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
