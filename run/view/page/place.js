// What the page shows stands in its address behind the #, so that it can be reloaded, kept and sent to oneself.

export const filterNames = ['text', 'status', 'problem', 'outcome', 'superNode', 'aspect', 'item'];

/** `{ dialogId, beside, filters }`; null where the address says nothing of it. */
export function readPlace() {
  const params = new URLSearchParams(location.hash.slice(1));
  const given = filterNames.map((name) => [name, (params.get(name) ?? '').trim()]);
  const dialogId = params.get('dialog');
  return {
    // Ids become a part of an address that is asked for.
    dialogId: dialogId !== null && /^d[0-9a-f]{20}$/u.test(dialogId) ? dialogId : null,
    beside: params.get('beside'),
    filters: Object.fromEntries(given.filter(([, value]) => value !== '')),
  };
}

export function hashOf({ dialogId, beside, filters }) {
  const params = new URLSearchParams(filters);
  if (dialogId !== null) params.set('dialog', dialogId);
  if (beside !== null) params.set('beside', beside);
  return `#${params}`;
}
