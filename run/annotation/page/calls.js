/** What went wrong with a call, as a sentence for the person at the page. */
export class CallFailed extends Error {
  /** The answer to a name that somebody has already: `raterId` and a free `suggestion`. */
  taken = null;
}

export const readStudy = () => call('GET', 'study');
export const listRaters = () => call('GET', 'raters');
/** `isNew`: a person who has not begun before; the call fails where another one has the name. */
export const begin = (name, isNew = false) => call('POST', 'raters', { name, isNew });
export const readDialog = (key, position) => call('GET', `raters/${key}/dialogs/${position}`);
export const keepDraft = (key, position, draft) => call('PUT', `raters/${key}/dialogs/${position}/draft`, draft);
export const storeRating = (key, position, rating) => call('PUT', `raters/${key}/dialogs/${position}/rating`, rating);

async function call(method, path, body) {
  const response = await fetch(`api/${path}`, {
    method,
    // What is on its way when the page is closed arrives all the same.
    keepalive: method === 'PUT',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new CallFailed('The server of this page does not answer. Is `convrec annotate` still running?');
  });
  if (response.ok) return response.json();
  const { message, remedy, ...taken } = await response.json().catch(() => ({}));
  if (response.status === 403) {
    throw new CallFailed('`convrec annotate` was started again: open the address that it printed last.');
  }
  const failed = new CallFailed(
    [message ?? `The server answered ${response.status}`, remedy].filter(Boolean).join('. '),
  );
  if (response.status === 409) failed.taken = taken;
  throw failed;
}
