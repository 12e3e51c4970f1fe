import type { Rules } from './expand.ts';

/** How one speaks of the items of a domain. */
export interface DomainWords {
  /** What the user looks for, in an instruction to a model. */
  subject: string;
  isPlace: boolean;
  /** The noun that follows a category ("a puzzle game"); empty where the category itself is the noun. */
  noun: string;
  rules: Rules;
  /** What stands before a short title ("the Acme Desk Lamp"); empty where titles are proper names. */
  titleArticle: '' | 'the ';
  /** Where or in what, by the item's short title. */
  thereByName: readonly string[];
}
