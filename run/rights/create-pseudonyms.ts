import { createHmac } from 'node:crypto';
import type { Pseudonyms } from '../../studio/rights/pseudonyms.ts';

/**
 * Keyed hashes (HMAC-SHA256, cut to 128 and 80 bits): the same id has the same name under the same salt. Dialogs are named again as well, since a dialog's
 * id is a plain hash of its user and target review, by which a guessed user could be confirmed.
 */
export function createPseudonyms(salt: string): Pseudonyms {
  const hash = (kind: string, id: string): string =>
    createHmac('sha256', salt)
      .update(JSON.stringify([kind, id]))
      .digest('hex');
  return {
    user: (userId) => `u${hash('user', userId).slice(0, 32)}`,
    dialog: (dialogId) => `d${hash('dialog', dialogId).slice(0, 20)}`,
  };
}
