import type { Act } from '../../../schemas/super-node.ts';
import type { TurnCheck, TurnCheckContext } from '../check.ts';
import { executional } from '../check.ts';
import { findNamedItems } from '../find-named-items.ts';
import { acceptances, departures, droppings, postponements, recognitions, refusals } from '../decision-phrases.ts';
import { namedInTurn, withoutTitles } from '../named-in-turn.ts';
import { mentionsLabel, wordsOf } from '../../text/words.ts';

/** The turn does what its act says, and carries what its slots hold. One rule an act. */
export const findActProblems: TurnCheck = (context) =>
  rules[context.turn.act](context).map((detail) => executional('act', `${context.turn.act}: ${detail}`));

type Rule = (context: TurnCheckContext) => string[];

const isQuestion = (text: string): boolean =>
  /\?|\b(?:tell|show|read|give|describe|remind) (?:me|us)\b|\blet me know\b|\bi(?:'d| would) like to (?:know|hear)\b|\bi wonder\b|\bname me\b|\bcurious\b|\bask away\b|\bsugar ?coat\b|\bsay the word\b/iu.test(
    text,
  );

const asks: Rule = ({ text }) => (isQuestion(text) ? [] : ['asks nothing']);
const names =
  (pick: (context: TurnCheckContext) => readonly string[]): Rule =>
  (context) =>
    pick(context)
      .filter((label) => !mentionsLabel(context.text, label))
      .map((label) => `does not mention "${label}"`);
const namesAbout = names(({ turn }) => (turn.slots.about === undefined ? [] : [turn.slots.about.label]));
const namesWishes = names(({ turn }) => (turn.slots.wishes ?? []).map(({ label }) => label));
const matches =
  (pattern: RegExp, otherwise: string): Rule =>
  ({ text }) =>
    pattern.test(text.replaceAll('’', "'")) ? [] : [otherwise];
const all =
  (...parts: readonly Rule[]): Rule =>
  (context) =>
    parts.flatMap((part) => part(context));

const rules: Readonly<Record<Act, Rule>> = {
  greet: matches(
    /\?|\b(?:hi|hello|hey|hiya|welcome|greetings|good (?:morning|afternoon|evening|day|to see)|help|looking for|ask away)\b/iu,
    'neither greets nor offers help',
  ),
  state_need: all(statesNeed, namesWishes, says('says nothing beyond the category')),
  ask_aspects: asks,
  state_aspects: namesWishes,
  ask_detail: all(asks, namesAbout),
  answer_detail: answersDetail,
  ask_history: all(asks, namesAbout),
  answer_history: answersDetail,
  recommend: all(namesTitle, says('offers nothing beyond the title')),
  ask_about: all(asks, namesAbout),
  explain: all(namesAbout, says('says nothing of what it names')),
  ask_compare: all(asks, namesAbout),
  compare: all(namesAbout, namesOther, says('says nothing of what it names')),
  drop_wish: all(
    names(({ turn }) => (turn.slots.dropped === undefined ? [] : [turn.slots.dropped.label])),
    matches(droppings, 'does not drop the wish'),
  ),
  note_change: says('says nothing'),
  reject: matches(refusals, 'does not refuse'),
  accept: all(matches(acceptances, 'does not accept'), (context) =>
    /\b(?:no thanks|i(?:'ll| will) (?:pass|skip)|not for me|count me out|something else|another one)\b/iu.test(
      withoutTitles(context),
    )
      ? ['refuses']
      : [],
  ),
  postpone: matches(postponements, 'does not put the decision off'),
  leave: matches(departures, 'does not leave it'),
  recognise: matches(recognitions, 'does not say that the user knows it'),
  close: matches(
    /\b(?:enjoy|thanks?|thank|bye|welcome|pleasure|take care|have (?:a|fun)|glad|happy|hope|great|good|wonderful|excellent|cheers|any ?time|come back|let me know|see you|best|settled|decision|choice|find me|consider|makes my day|right questions|here if|again|soon|luck|joy|wish(?:ing)?|may it|posted|so long|until|be well|off you go|around|relieved|there we are|wrap|easy for me|easy|sounds like a plan|your taste|my (?:work|list)|stranger|treat yourself|good use|fingers|lovely|how you decide|nice way to end|clear now|verdict|thoughts|drop me|write|curious|keep my|it was fun)\b/iu,
    'says no farewell',
  ),
};

/** Both items of a comparison are told apart by name, whole or in part. */
function namesOther(context: TurnCheckContext): string[] {
  const { other } = context.turn.slots;
  if (other === undefined) return ['the plan gives no item to compare with'];
  return namedInTurn(context).some(({ itemId }) => itemId === other.itemId) ? [] : [`does not name "${other.title}"`];
}

function statesNeed({ text, turn }: TurnCheckContext): string[] {
  const isNamed = turn.slots.category !== undefined && mentionsLabel(text, turn.slots.category);
  return isNamed ||
    /\b(?:look|looking|need|want|wanted|search|searching|find|found|after|hunt|hunting|shopping|market|could (?:use|do)|would like|would you know|lookout|i'd l(?:ike|ove)|wondering|thinking of|in the mood|help me|please|heart set|something|somewhere)\b/iu.test(
      text,
    )
    ? []
    : ['states no need'];
}

/** The aspect just asked for may be "it"; any other wish must be named. */
function answersDetail(context: TurnCheckContext): string[] {
  const { wishes = [], about } = context.turn.slots;
  return names(() => wishes.filter(({ aspectId }) => aspectId !== about?.aspectId).map(({ label }) => label))(context);
}

/** A small model may answer with the bare name of what it was to speak of. */
function says(otherwise: string): Rule {
  return (context) => {
    const { about, category } = context.turn.slots;
    const named = new Set([about?.label, category].flatMap((label) => wordsOf(label ?? '')));
    // "it" stands for a title.
    return wordsOf(withoutTitles(context)).some((word) => word !== 'it' && !named.has(word)) ? [] : [otherwise];
  };
}

/** The whole title, not a shortened one: the dataset's reader must be able to tell which item it is. */
function namesTitle({ text, turn, plan }: TurnCheckContext): string[] {
  const { itemId, title } = turn.slots;
  if (itemId === undefined || title === undefined) return ['the plan gives no item'];
  if (wordsOf(title).length === 0) return text.includes(title) ? [] : [`does not name "${title}"`];
  const others = plan.candidates.filter((candidate) => candidate.itemId !== itemId && candidate.title !== title);
  const named = findNamedItems(text, [{ itemId, title }, ...others], { known: new Set([itemId]) });
  const isNamed = text.includes(title) || named.some((item) => item.itemId === itemId && item.extent === 'full');
  return isNamed ? [] : [`does not name "${title}" in full`];
}
