import type { CheckedFact, CheckedItem, CheckedQuote } from '../../../schemas/checked-turn.ts';
import { oncePer } from '../../once-per.ts';
import { isOrder } from '../../text/orders.ts';
import { readSentences, stemsOf } from './said-words.ts';
import type { SaidClause } from './said-words.ts';

/** A quote with its reading. */
export interface ReadQuote {
  item: CheckedItem;
  fact: CheckedFact;
  quote: CheckedQuote;
  clauses: readonly SaidClause[];
  /** Stems of its words and of its aspect. */
  stems: ReadonlySet<string>;
}

/** What is known of some items. A quote that gives orders supports nothing and is not among the quotes. */
export interface Evidence {
  items: readonly CheckedItem[];
  facts: readonly CheckedFact[];
  quotes: readonly ReadQuote[];
  /** Stems of quotes, aspects, titles, categories. */
  stems: ReadonlySet<string>;
  /** The words themselves, lower-cased, in one text. */
  text: string;
}

export function readEvidence(items: readonly CheckedItem[]): Evidence {
  const [only] = items;
  const parts = items.map((item) => readItem(item));
  if (only !== undefined && items.length === 1) return readItem(only);
  return {
    items,
    facts: parts.flatMap(({ facts }) => facts),
    quotes: parts.flatMap(({ quotes }) => quotes),
    stems: new Set(parts.flatMap(({ stems }) => [...stems])),
    text: parts.map(({ text }) => text).join(' . '),
  };
}

/** An item's evidence stays the same from turn to turn. */
const readItem = oncePer((item: CheckedItem): Evidence => {
  const { title, category, price, facts } = item;
  const quotes = facts.flatMap((fact) =>
    fact.quotes.filter(({ text }) => !isOrder(text)).map((quote) => readQuote(item, fact, quote)),
  );
  const parts = [
    title,
    category,
    price ?? '',
    ...facts.map(({ aspect }) => aspect),
    ...quotes.map(({ quote }) => quote.text),
  ];
  const text = parts.join(' . ');
  return { items: [item], facts, quotes, stems: stemsOf(text), text: text.toLowerCase() };
});

function readQuote(item: CheckedItem, fact: CheckedFact, quote: CheckedQuote): ReadQuote {
  const clauses = readSentences(quote.text).flatMap((sentence) => sentence.clauses);
  return { item, fact, quote, clauses, stems: stemsOf(`${quote.text} . ${fact.aspect}`) };
}
