import { call } from '../../serving/page/calls.js';

export const readStudy = () => call('GET', 'study');
export const listRaters = () => call('GET', 'raters');
/** `isNew`: a person who has not begun before; the call fails with 409 where another one has the name. */
export const begin = (name, isNew = false) => call('POST', 'raters', { name, isNew });
export const readDialog = (key, position) => call('GET', `raters/${key}/dialogs/${position}`);
export const keepDraft = (key, position, draft) => call('PUT', `raters/${key}/dialogs/${position}/draft`, draft);
export const storeRating = (key, position, rating) => call('PUT', `raters/${key}/dialogs/${position}/rating`, rating);
