/** What went wrong with a call, as a sentence for the person at the page. */
export class CallFailed extends Error {
  /** HTTP status; 0 without an answer. */
  status = 0;
  /** What else the answer holds. */
  details = {};
}

/** The answer of the page's server, as JSON. `path` is below `api/`. Throws CallFailed. */
export async function call(method, path, body) {
  const response = await fetch(`api/${path}`, {
    method,
    // What is on its way when the page is closed arrives all the same.
    keepalive: method === 'PUT',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new CallFailed('The server of this page does not answer. Is the command that serves it still running?');
  });
  if (response.ok) return response.json();
  const { message, remedy, ...details } = await response.json().catch(() => ({}));
  const sentence =
    response.status === 403
      ? 'The command that serves this page was started again: open the address that it printed last.'
      : [message ?? `The server answered ${response.status}`, remedy].filter(Boolean).join('. ');
  throw Object.assign(new CallFailed(sentence), { status: response.status, details });
}
