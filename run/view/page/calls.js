import { call } from '../../serving/page/calls.js';

export const readRun = () => call('GET', 'run');
export const readFacets = () => call('GET', 'facets');
/** `filters`: what is looked for, by name; what is empty is left out. */
export const listDialogs = (filters, offset, limit) =>
  call('GET', `dialogs?${new URLSearchParams({ ...filters, offset, limit })}`);
/** The dialog, and what it can be set beside. */
export const readDialog = (dialogId) => call('GET', `dialogs/${dialogId}`);
export const readBeside = (dialogId, name) => call('GET', `dialogs/${dialogId}/beside/${name}`);
