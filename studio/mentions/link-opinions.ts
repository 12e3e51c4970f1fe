import { contrasts, plainWord } from './find-opinions.ts';
import type { Opinion } from './find-opinions.ts';
import { isNoun } from './noun-groups.ts';
import type { NounGroup, NounGroups } from './noun-groups.ts';
import { betterWithMore, copulas, experiencers, lightVerbs, predicateOnly, worseWithMore } from './opinion-words.ts';
import type { Token } from './read-tokens.ts';

/** By which construction a term is judged. */
export const linkRules = [
  'attributive',
  'predicate',
  'predicate-noun',
  'experiencer',
  'judges-subject',
  'judges-object',
  'compound',
  'noun-of',
  'postposed',
  'manner',
  'manner-object',
  'inverted',
  'verb',
  'to-verb',
] as const;
export type LinkRule = (typeof linkRules)[number];

/** A term (tokens `from` up to `to`, its head at `head`) that an opinion is about. */
export interface Link {
  opinion: Opinion;
  from: number;
  to: number;
  head: number;
  rule: LinkRule;
  /** Reached over "and" from another term. */
  isJoined: boolean;
  /** Reached over "which" or a pronoun. */
  isIndirect: boolean;
}

type Target = Omit<Link, 'opinion' | 'rule'>;

/** Terms that each opinion of a sentence is about. */
export function linkOpinions(tokens: readonly Token[], nouns: NounGroups, opinions: readonly Opinion[]): Link[] {
  const sentence = new Sentence(tokens, nouns, opinions);
  return opinions.flatMap((opinion) => sentence.linksOf(opinion));
}

const determiners = new Set(['DET', 'NUM', 'PRON']);

class Sentence {
  readonly #tokens: readonly Token[];
  readonly #nouns: NounGroups;
  readonly #judging = new Set<number>();

  constructor(tokens: readonly Token[], nouns: NounGroups, opinions: readonly Opinion[]) {
    this.#tokens = tokens;
    this.#nouns = nouns;
    for (const { from, to } of opinions) for (let at = from; at < to; at += 1) this.#judging.add(at);
  }

  linksOf(opinion: Opinion): Link[] {
    const found = this.#find(opinion);
    const link =
      (rule: LinkRule) =>
      (target: Target): Link => ({ ...target, opinion, rule });
    return found.flatMap(([rule, targets]) => targets.map(link(rule))).flatMap((made) => this.#settleAmount(made));
  }

  #find(opinion: Opinion): [LinkRule, Target[]][] {
    switch (opinion.role) {
      case 'adjective':
        return this.#ofAdjective(opinion);
      case 'adverb':
        return this.#ofAdverb(opinion);
      case 'judges-subject':
        return this.#ofSubjectVerb(opinion);
      case 'judges-object':
        return this.#ofObjectVerb(opinion);
      case 'noun':
        return this.#ofNoun(opinion);
      case 'none':
        return [];
    }
  }

  /** An amount is good or bad by what it is of, and says nothing of other things. */
  #settleAmount(link: Link): Link[] {
    const { opinion } = link;
    if (!opinion.isAmount) return [link];
    const head = this.#tokens[link.head]?.lemma ?? '';
    const turn = worseWithMore.has(head) ? -1 : betterWithMore.has(head) ? 1 : 0;
    if (turn === 0) return [];
    return [{ ...link, opinion: { ...opinion, score: opinion.score * turn * 0.5 } }];
  }

  #ofAdjective(opinion: Opinion): [LinkRule, Target[]][] {
    const { from, to } = opinion;
    const word = this.#tokens[to - 1]?.word ?? '';
    if (opinion.source !== 'idiom' && experiencers.has(word)) {
      const preposition = this.#tokens[to];
      if (preposition?.pos === 'ADP' && /^(?:with|by|in|about|at|of|on|w)$/u.test(preposition.word)) {
        return [['experiencer', this.#groupsRight(to + 1)]];
      }
      const subject = this.#predicateSubject(from);
      return subject.some(({ head }) => people.has(this.#tokens[head]?.lemma ?? '')) ? [] : [['predicate', subject]];
    }
    const attributive = this.#attributed(to);
    if (attributive.length > 0 && opinion.source !== 'idiom' && to - from === 1 && predicateOnly.has(word)) return [];
    if (attributive.length > 0) {
      const [first] = attributive;
      const purpose = first === undefined ? [] : this.#purpose(first.to);
      if (purpose.length > 0 && opinion.score > 0)
        return [
          ['attributive', attributive],
          ['to-verb', purpose],
        ];
      const inverted =
        first && emptyHeads.has(this.#tokens[first.head]?.lemma ?? '') ? this.#afterCopula(first.to) : [];
      if (inverted.length > 0) return [['inverted', inverted]];
      // "The waiter is a great guy": what stands before the copula is judged by an empty head.
      const subject =
        first && emptyHeads.has(this.#tokens[first.head]?.lemma ?? '') ? this.#predicateSubject(from) : [];
      return [
        ['attributive', attributive],
        ['predicate-noun', subject],
      ];
    }
    const toVerb = this.#tokens[to];
    if (toVerb?.word === 'to' && this.#tokens[to + 1]?.pos === 'VERB') {
      const subject = this.#predicateSubject(from);
      if (subject.length > 0) return [['predicate', subject]];
      return [['to-verb', this.#verbPhrase(to + 1)]];
    }
    const subject = this.#predicateSubject(from);
    const purpose = opinion.score > 0 ? this.#purpose(to) : [];
    if (subject.length + purpose.length > 0)
      return [
        ['predicate', subject],
        ['to-verb', purpose],
      ];
    const verb = this.#manneredVerb(from);
    if (verb !== undefined) return this.#ofManner(verb, from);
    return [['postposed', this.#groupJustBefore(from)]];
  }

  /** "great for editing photos": what something is good for. */
  #purpose(at: number): Target[] {
    return this.#tokens[at]?.word === 'for' && this.#isGerund(at + 1) ? this.#verbPhrase(at + 1) : [];
  }

  #isGerund(at: number): boolean {
    const token = this.#tokens[at];
    if (token === undefined || !/.{3}ing$/u.test(token.word)) return false;
    return token.pos === 'VERB' || determiners.has(this.#tokens[at + 1]?.pos ?? '') || isNoun(this.#tokens[at + 1]);
  }

  #ofAdverb(opinion: Opinion): [LinkRule, Target[]][] {
    // "perfectly cooked steak"
    const next = this.#tokens[opinion.to];
    if (next?.pos === 'VERB' || next?.pos === 'ADJ') {
      const attributive = this.#attributed(opinion.to + 1);
      if (attributive.length > 0) return [['attributive', attributive]];
      const subject = this.#predicateSubject(opinion.from);
      if (subject.length > 0) return [['predicate', subject]];
    }
    const verb = this.#manneredVerb(opinion.from);
    if (verb !== undefined) return this.#ofManner(verb, opinion.from);
    if (next?.pos === 'VERB') return this.#ofManner(opinion.to, opinion.from);
    return [['postposed', this.#groupJustBefore(opinion.from)]];
  }

  #ofManner(verb: number, adverb: number): [LinkRule, Target[]][] {
    if (copulas.has(this.#tokens[verb]?.lemma ?? '')) return [['predicate', this.#subject(verb)]];
    const object = adverb > verb + 1 ? this.#groupsRight(verb + 1).filter(({ head }) => head < adverb) : [];
    if (object.length > 0) return [['manner-object', object]];
    const subject = this.#subject(verb);
    if (subject.length > 0) return [['manner', subject]];
    return [['verb', this.#verbPhrase(verb)]];
  }

  #ofSubjectVerb({ from, to }: Opinion): [LinkRule, Target[]][] {
    const subject = this.#subject(from).filter(({ head }) => !people.has(this.#tokens[head]?.lemma ?? ''));
    // "the soup lacked flavor" blames both.
    const lacked = this.#tokens[from]?.lemma === 'lack' ? this.#groupsRight(to) : [];
    if (subject.length + lacked.length > 0)
      return [
        ['judges-subject', subject],
        ['judges-object', lacked],
      ];
    return [['verb', this.#verbPhrase(Math.max(from, to - 1))]];
  }

  #ofObjectVerb({ from, to }: Opinion): [LinkRule, Target[]][] {
    const objects = this.#groupsRight(to);
    if (objects.length > 0) return [['judges-object', objects]];
    const gerund = this.#skip(
      to,
      (token) => token.word === 'being' || token.word === 'able' || token.word === 'to' || token.pos === 'ADV',
    );
    if (this.#tokens[gerund]?.pos === 'VERB' && (gerund > to || this.#tokens[gerund]?.word.endsWith('ing')))
      return [['to-verb', this.#verbPhrase(gerund)]];
    return [];
  }

  #ofNoun({ from, to }: Opinion): [LinkRule, Target[]][] {
    const preposition = this.#tokens[to];
    if (preposition?.pos === 'ADP' && /^(?:with|of|in|about|on|w)$/u.test(preposition.word)) {
      const right = this.#groupsRight(to + 1);
      if (right.length > 0) return [['noun-of', right]];
    }
    const inverted = this.#afterCopula(to);
    if (inverted.length > 0) return [['inverted', inverted]];
    // "trouble finding the menu"
    if (this.#isGerund(to)) return [['to-verb', this.#verbPhrase(to)]];
    const before = this.#nouns.at[from - 1] ?? -1;
    const group = this.#nouns.groups[before];
    if (group !== undefined) return [['compound', [this.#plain(group)]]];
    return [['predicate-noun', this.#predicateSubject(from)]];
  }

  /** "The only drawback of the hotel is the elevator": the group after the copula that follows within a few words. */
  #afterCopula(at: number): Target[] {
    for (let right = at; right < this.#tokens.length && right < at + 8; right += 1) {
      const token = this.#tokens[right];
      if (
        token === undefined ||
        /^[.;!?]$/u.test(token.word) ||
        (contrasts.has(plainWord(token)) && token.word !== 'that')
      )
        return [];
      if (token.pos === 'AUX' && token.lemma === 'be')
        return this.#judging.has(right + 1) ? [] : this.#groupsRight(right + 1);
      if (token.word === "'s") continue;
    }
    return [];
  }

  /** The noun group right of `at` with those joined to it, over adjectives, participles and numbers. */
  #attributed(at: number): Target[] {
    let right = at;
    for (; right < this.#tokens.length; right += 1) {
      const token = this.#tokens[right];
      if (token === undefined || this.#groupAt(right) !== undefined) break;
      const isModifier =
        token.pos === 'ADJ' ||
        token.pos === 'NUM' ||
        (token.pos === 'VERB' && /(?:ed|ing|en)$/u.test(token.word)) ||
        this.#judging.has(right);
      const isJoin =
        (token.word === ',' || token.word === '-' || token.pos === 'CCONJ' || token.pos === 'ADV') &&
        this.#modifies(right + 1);
      if (!isModifier && !isJoin) return [];
    }
    const group = this.#groupAt(right);
    return group === undefined || right - at > 5 ? [] : this.#withJoinedRight(group);
  }

  #modifies(at: number): boolean {
    const token = this.#tokens[at];
    return (
      token?.pos === 'ADJ' ||
      token?.pos === 'ADV' ||
      (token?.pos === 'VERB' && /(?:ed|ing|en)$/u.test(token.word)) ||
      this.#judging.has(at)
    );
  }

  /** The group at or after `at`, over determiners and adjectives, with those joined to it. */
  #groupsRight(at: number): Target[] {
    const right = this.#skip(
      at,
      (token, position) =>
        this.#groupAt(position) === undefined &&
        (determiners.has(token.pos) ||
          token.pos === 'ADJ' ||
          token.word === 'of' ||
          token.pos === 'ADV' ||
          token.word === 'all' ||
          token.word === "'s" ||
          this.#judging.has(position)),
    );
    if (right - at > 6) return [];
    const group = this.#groupAt(right);
    return group === undefined ? [] : this.#withJoinedRight(group);
  }

  #withJoinedRight(group: NounGroup): Target[] {
    const found = [this.#withOf(group)];
    let last = found[0];
    while (last !== undefined) {
      const joined = this.#joinedRight(last.to);
      if (joined === undefined) break;
      last = { ...this.#plain(joined), isJoined: true };
      found.push(last);
    }
    return found;
  }

  #joinedRight(end: number): NounGroup | undefined {
    let at = end;
    const first = this.#tokens[at];
    if (first === undefined) return undefined;
    if (first.word === ',') {
      at += 1;
      if (this.#tokens[at]?.pos === 'CCONJ') at += 1;
    } else if (
      (first.pos === 'CCONJ' && first.word !== 'but') ||
      first.word === '&' ||
      first.word === '/' ||
      first.word === '+'
    ) {
      at += 1;
    } else return undefined;
    at = this.#skip(
      at,
      (token, position) => determiners.has(token.pos) && token.word !== 'i' && this.#groupAt(position) === undefined,
    );
    const group = this.#groupAt(at);
    if (group === undefined || group.from !== at) return undefined;
    // "great fries and the shakes were cold": the second is a subject of its own.
    const next = this.#tokens[this.#skip(group.to, (token) => token.pos === 'ADV' || token.pos === 'PART')];
    if (next !== undefined && (next.pos === 'AUX' || next.pos === 'VERB')) return undefined;
    // "good food, service slow"
    if (first.word === ',' && this.#judging.has(group.to)) return undefined;
    if (first.word === ',' && !this.#endsList(group.to)) return undefined;
    return group;
  }

  /** Whether an "and" follows within a few words: "soup, bread and salad". */
  #endsList(at: number): boolean {
    for (let right = at; right < this.#tokens.length && right < at + 12; right += 1) {
      const token = this.#tokens[right];
      if (token === undefined) return false;
      if (token.word === 'and' || token.word === '&' || token.word === 'or')
        return isNoun(this.#tokens[right + 1]) || determiners.has(this.#tokens[right + 1]?.pos ?? '');
      if (!isNoun(token) && token.word !== ',' && !determiners.has(token.pos)) return false;
    }
    return at >= 2 && this.#tokens.slice(Math.max(0, at - 4), at).some(({ word }) => word === 'and');
  }

  /** The subject of the copula before a predicate at `at`, over adverbs, determiners and joined predicates. */
  #predicateSubject(at: number): Target[] {
    let left = at - 1;
    let steps = 0;
    for (; left >= 0 && steps < 9; left -= 1, steps += 1) {
      const token = this.#tokens[left];
      if (token === undefined) return [];
      if (this.#isCopula(left)) return this.#subject(left);
      const isPredicate =
        token.pos === 'ADV' ||
        token.pos === 'ADJ' ||
        token.pos === 'DET' ||
        token.pos === 'PART' ||
        token.pos === 'NUM' ||
        token.word === 'as' ||
        token.word === 'so' ||
        token.pos === 'CCONJ' ||
        token.word === ',' ||
        token.word === 'of' ||
        token.word === 'one' ||
        token.word === '/' ||
        this.#judging.has(left);
      if (!isPredicate || contrasts.has(plainWord(token))) {
        if (token.pos === 'VERB' && /(?:ed|ing)$/u.test(token.word) && left > 0) continue;
        return [];
      }
    }
    return [];
  }

  #isCopula(at: number): boolean {
    const token = this.#tokens[at];
    if (token === undefined) return false;
    return (token.pos === 'AUX' || token.pos === 'VERB') && (copulas.has(token.lemma) || copulas.has(plainWord(token)));
  }

  /** What stands as subject before the verb at `verb`. */
  #subject(verb: number): Target[] {
    let left = verb - 1;
    while (left >= 0) {
      const token = this.#tokens[left];
      if (token === undefined) return [];
      const isBetween =
        token.pos === 'ADV' ||
        token.pos === 'AUX' ||
        token.pos === 'PART' ||
        token.word === 'to' ||
        /^(?:all|both|also|just|seem|seems|seemed|tend|tends)$/u.test(token.word);
      if (!isBetween) break;
      left -= 1;
    }
    const token = this.#tokens[left];
    if (token === undefined) return [];
    const group = this.#groupAt(left);
    if (group !== undefined) return this.#asSubject(group);
    const word = plainWord(token);
    if (word === 'which' || word === 'that' || word === 'who') {
      const at = this.#tokens[left - 1]?.word === ',' ? left - 2 : left - 1;
      const antecedent = this.#groupAt(at);
      return antecedent === undefined
        ? []
        : this.#asSubject(antecedent).map((target) => ({ ...target, isIndirect: true }));
    }
    // "the pizza we ordered was cold"
    if (token.pos === 'VERB') {
      const pronoun = this.#tokens[left - 1];
      const antecedent = pronoun?.pos === 'PRON' ? this.#groupAt(left - 2) : undefined;
      return antecedent === undefined ? [] : [{ ...this.#plain(antecedent), isIndirect: true }];
    }
    if (/^(?:it|they)$/u.test(word)) return this.#antecedent(left, word);
    return [];
  }

  /** "I had the soup and it was cold": the nearest noun group before the pronoun, of its number. */
  #antecedent(pronoun: number, word: string): Target[] {
    for (let left = pronoun - 1; left >= 0 && pronoun - left < 8; left -= 1) {
      const group = this.#groupAt(left);
      if (group === undefined) continue;
      const head = this.#tokens[group.to - 1];
      const isPlural = head !== undefined && head.word !== head.lemma && head.word.endsWith('s');
      if (isPlural !== (word === 'they')) return [];
      return [{ ...this.#plain(group), isIndirect: true }];
    }
    return [];
  }

  #asSubject(group: NounGroup): Target[] {
    const start = this.#startOfPhrase(group);
    const before = this.#tokens[start - 1];
    // "the taste of the soup was": the whole is the subject.
    if (before?.pos === 'ADP' && !contrasts.has(before.word)) {
      const outer = this.#groupAt(start - 2);
      if (outer !== undefined) {
        if (before.word === 'of')
          return [{ from: outer.from, to: group.to, head: outer.to - 1, isJoined: false, isIndirect: false }];
        return this.#asSubject(outer);
      }
      // "the fries that came with the burger were cold"
      const relative = this.#relativeSubject(start - 2);
      if (relative !== undefined) return relative;
      if (before.word !== 'of' && start >= 2) return [];
    }
    if (before?.pos === 'VERB') {
      const relative = this.#relativeSubject(start - 1);
      if (relative !== undefined) return relative;
    }
    const found = [this.#plain(group)];
    let first = start;
    for (;;) {
      const join = this.#tokens[first - 1];
      const isJoin =
        join !== undefined &&
        (join.word === 'and' ||
          join.word === '&' ||
          join.word === 'or' ||
          join.word === '/' ||
          (join.word === ',' && found.length > 1));
      if (!isJoin) break;
      const at = this.#tokens[first - 2]?.word === ',' ? first - 3 : first - 2;
      const other = this.#groupAt(at);
      if (other === undefined) break;
      const otherStart = this.#startOfPhrase(other);
      const governor = this.#tokens[otherStart - 1];
      // "I had the soup and the bread was cold": the first is an object.
      if (governor?.pos === 'VERB' || governor?.pos === 'ADP') break;
      found.push({ ...this.#plain(other), isJoined: true });
      first = otherStart;
    }
    return found;
  }

  /** What "that", "which" or "who" before the verb at `verb` stands for. */
  #relativeSubject(verb: number): Target[] | undefined {
    if (this.#tokens[verb]?.pos !== 'VERB' && this.#tokens[verb]?.pos !== 'AUX') return undefined;
    let left = verb - 1;
    while (this.#tokens[left]?.pos === 'ADV' || this.#tokens[left]?.pos === 'AUX') left -= 1;
    if (!/^(?:that|which|who)$/u.test(this.#tokens[left]?.word ?? '')) return undefined;
    const antecedent = this.#groupAt(this.#tokens[left - 1]?.word === ',' ? left - 2 : left - 1);
    return antecedent === undefined ? undefined : [{ ...this.#plain(antecedent), isIndirect: true }];
  }

  #startOfPhrase(group: NounGroup): number {
    let start = group.from;
    while (start > 0) {
      const token = this.#tokens[start - 1];
      if (token === undefined || !(determiners.has(token.pos) || token.pos === 'ADJ' || this.#judging.has(start - 1)))
        break;
      start -= 1;
    }
    return start;
  }

  /** "Food excellent": a noun group that the opinion follows at once. */
  #groupJustBefore(at: number): Target[] {
    let left = at - 1;
    while (left >= 0 && (this.#tokens[left]?.pos === 'ADV' || /^[-:,–]$/u.test(this.#tokens[left]?.word ?? '')))
      left -= 1;
    const group = this.#groupAt(left);
    if (group === undefined) return [];
    return [this.#plain(group)];
  }

  /** The verb that an adverb at `at` modifies: right before it, or before its object. */
  #manneredVerb(at: number): number | undefined {
    let left = at - 1;
    while (
      left >= 0 &&
      (this.#tokens[left]?.pos === 'ADV' || this.#tokens[left]?.pos === 'CCONJ' || this.#judging.has(left)) &&
      at - left < 5
    )
      left -= 1;
    if (this.#tokens[left]?.pos === 'VERB') return left;
    const group = this.#groupAt(left);
    if (group === undefined) return undefined;
    const start = this.#startOfPhrase(group);
    return this.#tokens[start - 1]?.pos === 'VERB' ? start - 1 : undefined;
  }

  /** A verb with its particle and object: "log in", "edit my photos". */
  #verbPhrase(verb: number): Target[] {
    let to = verb + 1;
    if (/^(?:in|out|up|on|off|down|to)$/u.test(this.#tokens[to]?.word ?? '')) to += 1;
    const object = this.#skip(
      to,
      (token, position) => this.#groupAt(position) === undefined && (determiners.has(token.pos) || token.pos === 'ADJ'),
    );
    const group = this.#groupAt(object);
    if (group !== undefined && object - to <= 3) to = group.to;
    if (to === verb + 1 && lightVerbs.has(this.#tokens[verb]?.lemma ?? '')) return [];
    return [{ from: verb, to, head: verb, isJoined: false, isIndirect: false }];
  }

  #withOf(group: NounGroup): Target {
    const preposition = this.#tokens[group.to];
    if (preposition?.word !== 'of') return this.#plain(group);
    const at = this.#skip(
      group.to + 1,
      (token, position) => this.#groupAt(position) === undefined && (determiners.has(token.pos) || token.pos === 'ADJ'),
    );
    const inner = this.#groupAt(at);
    if (inner === undefined || at - group.to > 4) return this.#plain(group);
    return { from: group.from, to: inner.to, head: group.to - 1, isJoined: false, isIndirect: false };
  }

  #plain({ from, to }: NounGroup): Target {
    return { from, to, head: to - 1, isJoined: false, isIndirect: false };
  }

  #groupAt(at: number): NounGroup | undefined {
    return this.#nouns.groups[this.#nouns.at[at] ?? -1];
  }

  #skip(at: number, passes: (token: Token, position: number) => boolean): number {
    let right = at;
    for (;;) {
      const token = this.#tokens[right];
      if (token === undefined || !passes(token, right)) return right;
      right += 1;
    }
  }
}

/** They feel; they are not judged by it. */
export const people: ReadonlySet<string> = new Set(
  'i we you he she they person people wife husband friend family mom dad mother father boyfriend girlfriend son daughter kid child everyone guest customer user'.split(
    ' ',
  ),
);
const emptyHeads: ReadonlySet<string> = new Set(
  'thing place choice option value idea deal way job spot part feature plus guy person one experience addition alternative bargain point'.split(
    ' ',
  ),
);
