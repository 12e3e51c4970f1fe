/** Names users and dialogs so that only the holder of the salt can tell who they are. */
export interface Pseudonyms {
  user: (userId: string) => string;
  dialog: (dialogId: string) => string;
}

const ids = /"(user_id|dialog_id)":("(?:[^"\\]|\\.)*")/gu;

/** A row as a line of JSON with pseudonyms instead of its users' and dialogs' ids; what does not change keeps its characters. */
export const changeIds = (line: string, { user, dialog }: Pseudonyms): string =>
  line.replaceAll(ids, (_, name: string, literal: string) => {
    const id = String(JSON.parse(literal));
    return `"${name}":${JSON.stringify(name === 'user_id' ? user(id) : dialog(id))}`;
  });

const heading = '## Pseudonyms';

/** A dataset's card for a copy with pseudonyms: it says what they are and what they do not hide. */
export function withPseudonyms(card: string): string {
  const licence = /^## Licence$/mu;
  if (!licence.test(card)) throw new Error('the card has no licence');
  const said = `${heading}
Users and dialogs have pseudonyms in this copy: \`user_id\` and \`dialog_id\` are keyed hashes (HMAC-SHA256), whose salt stays with the holder of the run. They are no
anonymisation: item and review ids, times and histories are those of the source, and whoever has the source finds a review's author there.

`;
  return card.replace(licence, (found) => `${said}${found}`);
}

/** Whether a card is that of a copy with pseudonyms. */
export const hasPseudonyms = (card: string): boolean => card.split('\n').includes(heading);
