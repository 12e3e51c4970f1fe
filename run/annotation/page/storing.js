import { keepDraft, storeRating } from './calls.js';

/** Everything stored goes one after the other, so that a late draft cannot overtake its rating. */
let last = Promise.resolve();

/** Resolves when all that was given to store so far is stored, or has failed. */
export const allStored = () => last;

export function store(key, position, rating) {
  const stored = last.then(() => storeRating(key, position, rating));
  last = stored.catch(() => undefined);
  return stored;
}

/** Sends a form as it is after each change; while one is on its way the next ones wait and go as one. `say` hears how it went. */
export function createDraft(key, position, read, say) {
  let isWaiting = false;
  const send = async () => {
    isWaiting = false;
    try {
      await keepDraft(key, position, read());
      say('Kept');
    } catch (error) {
      say(`Not kept: ${error.message}`);
    }
  };
  return {
    changed: () => {
      if (isWaiting) return;
      isWaiting = true;
      last = last.then(() => isWaiting && send());
    },
    /** At once, since there may be no later. */
    flush: () => {
      if (isWaiting) last = send();
    },
    drop: () => {
      isWaiting = false;
    },
  };
}
