import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Polarity } from '../../schemas/opinion.ts';
import type { Person } from './people.ts';
import { drawFrom, isLucky } from './random.ts';
import { ReviewDraft } from './review-draft.ts';
import type { ClauseTruth } from './review-draft.ts';
import type { SampleDomain } from './settings.ts';
import { Speaker } from './speaker.ts';
import { capitalize, typeClause } from './typing.ts';
import type { Mention, Visit } from './visit.ts';
import type { World } from './world.ts';

/** How often a domain's reviews hold each part beside the aspects, as probabilities. */
interface Habit {
  readonly opener: number;
  readonly occasion: number;
  /** After each sentence on aspects. */
  readonly chat: number;
  readonly closer: number;
  readonly paragraphBreak: string;
  /** Fewest mentions of a review in paragraphs. */
  readonly paragraphFrom: number;
}

const habits: Readonly<Record<SampleDomain, Habit>> = {
  yelp: { opener: 0.65, occasion: 0.5, chat: 0.16, closer: 0.6, paragraphBreak: '\n\n', paragraphFrom: 5 },
  amazon: { opener: 0.55, occasion: 0.35, chat: 0.09, closer: 0.35, paragraphBreak: '<br />', paragraphFrom: 4 },
  mobilerec: { opener: 0.5, occasion: 0.12, chat: 0.05, closer: 0.25, paragraphBreak: ' ', paragraphFrom: 99 },
};

export interface ComposedReview {
  readonly text: string;
  /** Headline; empty where the format has none. */
  readonly title: string;
  readonly clauses: readonly ClauseTruth[];
  readonly hasEmoji: boolean;
}

interface Pen {
  readonly world: World;
  readonly person: Person;
  readonly visit: Visit;
  readonly habit: Habit;
  readonly overall: Polarity;
  readonly draft: ReviewDraft;
  readonly speaker: Speaker;
  readonly rng: RandomGenerator;
}

/** The user's words on a visit, with the truth of every clause. */
export function composeReview(
  world: World,
  person: Person,
  visit: Visit,
  isEscaped: boolean,
  rng: RandomGenerator,
): ComposedReview {
  const { language, settings, categories } = world;
  const habit = habits[settings.domain];
  const { style } = person;
  const draft = new ReviewDraft({ style, rng, paragraphBreak: habit.paragraphBreak, isEscaped });
  const speaker = new Speaker(language, categories[visit.item] ?? 0, settings.signal.text, rng);
  const pen: Pen = { world, person, visit, habit, overall: readOverall(visit.rating), draft, speaker, rng };
  const hasOccasion = isLucky(rng, habit.occasion);
  const isOccasionFirst = isLucky(rng, 0.4);
  if (hasOccasion && isOccasionFirst) writeChatter(pen, 'occasions');
  if (visit.mentions.length === 0 || isLucky(rng, habit.opener)) writeImpression(pen, 'openers');
  if (hasOccasion && !isOccasionFirst) writeChatter(pen, 'occasions');
  writeMentions(pen);
  if (isLucky(rng, habit.closer)) {
    if (hasParagraphs(pen)) draft.startParagraph();
    writeImpression(pen, 'closers');
  }
  return { text: draft.text, title: writeTitle(pen), clauses: draft.clauses, hasEmoji: draft.hasEmoji };
}

function readOverall(rating: number): Polarity {
  if (rating >= 4) return 'positive';
  return rating <= 2 ? 'negative' : 'mixed';
}

function isExtreme(rating: number): boolean {
  return rating === 5 || rating === 1;
}

function hasParagraphs({ person, visit, habit }: Pen): boolean {
  return person.style.hasParagraphs && visit.mentions.length >= habit.paragraphFrom;
}

const chatter = { aspect: null, polarity: 'mixed', sentiment: 0 } as const;

function writeChatter(pen: Pen, kind: 'occasions' | 'chat'): void {
  pen.draft.addClause(pen.speaker.say(pen.world.language[kind], false), chatter);
  endSentence(pen, false);
}

/** What the user makes of the whole: an opener or a closer. */
function writeImpression(pen: Pen, kind: 'openers' | 'closers'): void {
  const { draft, speaker, world, overall, visit } = pen;
  const isStrong = isExtreme(visit.rating);
  const meaning = { aspect: null, polarity: overall, sentiment: (visit.rating - 3) / 2 };
  draft.addClause(speaker.sayPolar(world.language[kind], overall, isStrong), meaning);
  endSentence(pen, isStrong);
}

function writeTitle({ world, speaker, overall, visit, person, rng }: Pen): string {
  const { titles } = world.language;
  if (titles.positive.mild.length === 0) return '';
  return typeClause(capitalize(speaker.sayPolar(titles, overall, isExtreme(visit.rating))), person.style, rng);
}

function endSentence({ draft, person, overall, world, rng }: Pen, isExcited: boolean): void {
  const { emoji } = person.style;
  const hasEmoji = emoji > 0 && isLucky(rng, emoji * 0.4);
  draft.endSentence(isExcited, hasEmoji ? drawFrom(rng, world.language.emoji[overall]) : '');
}

/** The aspect clauses, one or two a sentence: agreeing ones joined, opposed ones set against each other. */
function writeMentions(pen: Pen): void {
  const { draft, speaker, visit, habit, rng } = pen;
  const { mentions } = visit;
  const clauses = mentions.map((mention) => speaker.sayMention(mention));
  let before: Mention | undefined;
  for (let at = 0; at < mentions.length; at += 1) {
    const mention = mentions[at];
    if (mention === undefined) continue;
    if (at > 0 && hasParagraphs(pen) && isLucky(rng, 0.25)) draft.startParagraph();
    const next = mentions[at + 1];
    const clause = clauses[at] ?? '';
    const nextClause = clauses[at + 1] ?? '';
    if (next !== undefined && canJoin(mention, next, nextClause, rng)) {
      writePair(pen, mention, clause, next, nextClause);
      before = next;
      at += 1;
    } else {
      if (before !== undefined && isLucky(rng, 0.14)) {
        if (areOpposed(before, mention)) draft.addGlue(drawFrom(rng, turnsOfPhrase));
        else if (before.polarity === mention.polarity) draft.addGlue(drawFrom(rng, additions));
      }
      draft.addClause(clause, mention);
      before = mention;
    }
    endSentence(pen, before.isStrong);
    if (isLucky(rng, habit.chat)) writeChatter(pen, 'chat');
  }
}

function writePair({ draft, rng }: Pen, mention: Mention, clause: string, next: Mention, nextClause: string): void {
  const isOpposed = areOpposed(mention, next);
  const isConcession = isOpposed && startsFull.test(clause) && isLucky(rng, 0.25);
  if (isConcession) draft.addGlue(drawFrom(rng, concessions));
  draft.addClause(clause, mention);
  draft.addGlue(isConcession ? ', ' : drawFrom(rng, isOpposed ? contrasts : conjunctions));
  draft.addClause(nextClause, next);
}

function canJoin(mention: Mention, next: Mention, nextClause: string, rng: RandomGenerator): boolean {
  return isLucky(rng, areOpposed(mention, next) ? 0.65 : 0.32) && startsFull.test(nextClause);
}

function areOpposed(one: Mention, other: Mention): boolean {
  return one.polarity !== other.polarity && one.polarity !== 'mixed' && other.polarity !== 'mixed';
}

/** Fragments ("huge portions") follow neither "while" nor "and". */
const startsFull =
  /^(?:the|our|my|I|we|they|it|there|everything|everyone|every|you|nobody|parking|prices|setup|shipping|support|sync|login|bluetooth|people|ads) /;
const concessions = ['while ', 'although ', 'even though '];
const contrasts = [' but ', ', but ', ' but ', ', but ', ', although ', ', though ', ' yet ', ' - but ', '... but '];
const conjunctions = [' and ', ' and ', ', and ', ', plus ', ' and ', '; ', ' and also '];
const additions = ['also, ', 'plus, ', 'on top of that, ', 'oh, and ', 'another thing: ', 'what is more, '];
const turnsOfPhrase = ['on the other hand, ', 'that said, ', 'then again, ', 'however, ', 'still, '];
