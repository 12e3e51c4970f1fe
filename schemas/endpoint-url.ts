import { z } from 'zod';
import { shapeOf } from './secret-shape.ts';

/** Names of query parameters that carry a key at one vendor or another. */
const secretName =
  /key|token|secret|passw|pwd|auth|credential|signature|bearer|jwt|session|^(?:sig|code|pass|access|user|username)$/iu;

/**
 * Base URL of an endpoint. It is saved with the run and stands in messages, attempts and histories, so it may hold nothing that opens the
 * endpoint: no user or password, no key in its query, no fragment. A harmless query such as `?api-version=2024-06-01` is sent along.
 */
export const EndpointUrlSchema = z.url().superRefine((address, context) => {
  const problem = findSecretInUrl(address);
  if (problem === undefined) return;
  context.addIssue({ code: 'custom', message: problem, params: { isSecret: true } });
});

/** What in a base URL must not be saved, as a sentence that quotes none of its values; undefined where there is nothing. */
export function findSecretInUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    return 'holds a user or password: keys come from the environment only. Take it out and name the variable that holds the key (model.keyVariable, model.headers)';
  }
  if (url.hash !== '') return 'holds a fragment (#), which no endpoint gets: take it out';
  const [name] =
    [...url.searchParams].find(([each, value]) => secretName.test(each) || shapeOf(value) === 'strong') ?? [];
  if (name === undefined) return undefined;
  return `holds a key in its query (${JSON.stringify(name.slice(0, 40))}): keys come from the environment only. Take it out and name the variable that holds it, e.g. model.query: {${name.slice(0, 40)}: MY_KEY}`;
}
