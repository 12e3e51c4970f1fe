import type { AgentContext } from '../../../schemas/agent-context.ts';
import type { Claim } from '../../../schemas/claim.ts';
import type { AspectWish, Doubt, UserStyle } from '../../../schemas/dialog-plan.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { Remark } from '../../../schemas/quote.ts';
import { createRandom, deriveSeed } from '../../random.ts';
import type { Random } from '../../random.ts';
import { namesLabel, wordsOf } from '../../text/words.ts';
import { aspectWordsOf } from './aspect-words.ts';
import type { AspectWords } from './aspect-words.ts';
import { categoryWordsOf } from './category-words.ts';
import type { CategoryWords } from './category-words.ts';
import { domainWordsOf } from './domain-words-of.ts';
import type { DomainWords } from './domain-words.ts';
import { expand } from './expand.ts';
import type { Manner, Rules, Values } from './expand.ts';
import { systemTalk, userTalk } from './small-talk.ts';

/** What an act's grammar may know: the agent's own context, put into words that sentences can use. */
export interface TurnFacts {
  context: AgentContext;
  domain: DomainWords;
  category: CategoryWords;
  about: AspectWords | null;
  /** What the user still holds against the item. */
  doubt: Doubt | null;
  /** Wishes that the user spoke of and no review of the item answers. */
  unknown: readonly AspectWords[];
  /** The wish that is dropped. */
  dropped: AspectWords | null;
  /** How the dialog ended, for its last turn. */
  outcome: Outcome;
  /** The user's own earlier reviews of the item; 0 but for one that the user knows. */
  ownReviews: number;
  wishes: readonly AspectWish[];
  claims: readonly Claim[];
  /** What somebody wrote of the item besides. */
  remarks: readonly Remark[];
  title: string;
  /** What people call the item once it has been named in full; undefined where its title has no short form. */
  titleShort: string | undefined;
  /** The same of the item to compare with. */
  otherShort: string | undefined;
  price: number | null;
  tempo: 'terse' | 'even' | 'talkative';
  isDecided: boolean;
  isExploring: boolean;
  isCritical: boolean;
  isEasyGoing: boolean;
  /** Aspects that the other side's last utterance named, in the order of the labels. */
  heard: readonly AspectWords[];
  /** True where this speaker also spoke last. */
  followsOwnTurn: boolean;
  /** Items the system named before this turn; known to the system only. */
  itemsNamedBefore: number;
  random: Random;
  aspect(label: string): AspectWords;
  /** Draws whole sentences from the act's rules; `values` win over the turn's own. */
  say(rules: Rules, values?: Values): string;
  /** The same for a part of a sentence, which starts in lower case. */
  clause(rules: Rules, values?: Values): string;
}

/** The facts of one turn, read once; what comes back binds them to the randomness of one draw. */
export function buildTurnFacts(context: AgentContext): (random: Random) => TurnFacts {
  const { step, transcript } = context;
  const { slots } = step;
  const categoryName = slots.category ?? heardCategory(context);
  const domain = domainWordsOf(context.domain, categoryName, speaksOfGame(context));
  const category = categoryWordsOf(categoryName, domain);
  const aspect = (label: string): AspectWords => aspectWordsOf(label, domain.isPlace);
  const about = slots.about === undefined ? null : aspect(slots.about.label);
  const titleShort = shortTitleOf(slots.title ?? '', domain);
  const otherShort = slots.other === undefined ? undefined : shortTitleOf(slots.other.title, domain);
  const previous = transcript.at(-1);
  const heardText = previous?.speaker === step.speaker ? '' : (previous?.text ?? '');
  const persona = createRandom(personaSeed(context));
  const rules: Rules = {
    ...(context.role === 'user' ? userTalk(persona) : systemTalk(persona)),
    ...domain.rules,
    ...category.rules,
    ...(titleShort === undefined ? {} : { there: [...(domain.rules['there'] ?? []), ...domain.thereByName] }),
  };
  const values: Values = {
    ...category.values,
    ...about?.values,
    title: slots.title ?? '',
    titleShort: titleShort ?? '',
    otherShort: otherShort ?? '',
    named: titleShort ?? slots.title ?? '',
    otherNamed: otherShort ?? slots.other?.title ?? '',
  };
  const contracts = persona.chance(0.85);
  const style = context.role === 'user' ? context.style : mirroredStyle(context);
  const facts = {
    context,
    domain,
    category,
    about,
    doubt: slots.doubt ?? null,
    unknown: (slots.unknown ?? []).map(({ label }) => aspect(label)),
    dropped: slots.dropped === undefined ? null : aspect(slots.dropped.label),
    outcome: slots.outcome ?? 'accepted',
    ownReviews: slots.ownReviews ?? 0,
    wishes: slots.wishes ?? [],
    claims: slots.claims ?? [],
    remarks: slots.remarks ?? [],
    title: slots.title ?? '',
    titleShort,
    otherShort,
    price: slots.price ?? null,
    ...mannerOf(style),
    heard: knownLabels(context)
      .filter((label) => namesLabel(heardText, label))
      .map(aspect),
    followsOwnTurn: previous?.speaker === step.speaker,
    itemsNamedBefore: context.role === 'system' ? countNamed(context.candidates, transcript) : 0,
    aspect,
  };
  return (random) => {
    const draw = (form: Manner['form'], ownRules: Rules, ownValues: Values): string =>
      expand({ ...rules, ...ownRules }, { ...values, ...ownValues }, 'start', random, { form, contracts });
    return {
      ...facts,
      random,
      say: (ownRules, ownValues = {}) => draw('sentence', ownRules, ownValues),
      clause: (ownRules, ownValues = {}) => draw('clause', ownRules, ownValues),
    };
  };
}

/** The outer thirds of talkativeness, the outer two fifths of the other two, change how a user talks. */
const mannerOf = ({ talkativeness, decisiveness, criticality }: UserStyle) => ({
  tempo: talkativeness < 0.34 ? ('terse' as const) : talkativeness > 0.66 ? ('talkative' as const) : ('even' as const),
  isDecided: decisiveness > 0.6,
  isExploring: decisiveness < 0.4,
  isCritical: criticality > 0.6,
  isEasyGoing: criticality < 0.4,
});

/** The system has no style of its own: it talks about as much as it is talked to. Seven words a turn are terse, twenty-five talkative. */
function mirroredStyle({ transcript }: AgentContext): UserStyle {
  const heard = transcript.filter(({ speaker }) => speaker === 'user');
  const words = heard.reduce((sum, { text }) => sum + wordsOf(text).length, 0) / heard.length;
  return {
    talkativeness: heard.length === 0 ? 0.5 : Math.min(1, Math.max(0, (words - 7) / 18)),
    decisiveness: 0.5,
    criticality: 0.5,
  };
}

/** The same through a whole dialog, so that a speaker keeps the same habits of speech. */
export function personaSeed(context: AgentContext): number {
  if (context.role === 'user') {
    return deriveSeed(
      1,
      JSON.stringify(context.style),
      ...context.wishes.map((wish) => `${wish.aspectId} ${wish.share}`),
    );
  }
  return deriveSeed(2, ...context.candidates.map((candidate) => candidate.itemId));
}

/** An app's category is in the slots of a few turns only; what the user called it holds for the whole dialog. */
const speaksOfGame = ({ transcript }: AgentContext): boolean =>
  transcript.some(({ speaker, text }) => speaker === 'user' && /\bgame\b/iu.test(text));

/** The candidates' category that the user's last words name; empty where there is none. */
function heardCategory(context: AgentContext): string {
  const heard = context.role === 'system' ? context.transcript.at(-1) : undefined;
  if (context.role === 'user' || heard?.speaker !== 'user') return '';
  const words = new Set(wordsOf(heard.text));
  const isHeard = (category: string): boolean => wordsOf(category).every((word) => words.has(word));
  return (
    context.candidates
      .map(({ category }) => category)
      .filter(isHeard)
      .toSorted()[0] ?? ''
  );
}

function knownLabels(context: AgentContext): string[] {
  const labels =
    context.role === 'user'
      ? context.wishes.map((wish) => wish.label)
      : context.candidates.flatMap((candidate) => candidate.claims.map((claim) => claim.label));
  return [...new Set(labels)].toSorted();
}

function countNamed(candidates: readonly { title: string }[], transcript: AgentContext['transcript']): number {
  const said = transcript.filter((utterance) => utterance.speaker === 'system').map((utterance) => utterance.text);
  return candidates.filter(({ title }) => said.some((text) => text.includes(title))).length;
}

/**
 * "Acme Desk Lamp" of "Acme Desk Lamp - LED, Dimmable (White)": the part before the first separator, if it is at most six words. Else the
 * brand, if the title begins with what can only be one ("NORDWEX", "TechPoint"): capitals where no other word has them.
 */
function shortTitleOf(title: string, { titleArticle }: DomainWords): string | undefined {
  const head = title.split(/\s[-–—|]\s|[:,;(|]/u)[0]?.trim() ?? '';
  const words = head.split(/\s+/u);
  if (head !== '' && words.length <= 6) return /^the\b/iu.test(head) ? head : titleArticle + head;
  const brand = words[0] ?? '';
  return /^(?:\p{Lu}{4,}|\p{Lu}\p{Ll}+\p{Lu}\p{L}*)$/u.test(brand) ? `the ${brand} one` : undefined;
}
