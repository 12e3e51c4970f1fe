import type { AgentContext } from '../../../schemas/agent-context.ts';
import type { Claim } from '../../../schemas/claim.ts';
import type { TurnSlots } from '../../../schemas/dialog-plan.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { Act } from '../../../schemas/super-node.ts';
import { isNeed } from '../domain.ts';
import { asData, asLabel, longest } from '../prompt-text.ts';

/** What the speaker of a step is to do, as one would tell a person: what the step is for, not the words it must hold. */
export function describeIntention({ step, variety }: AgentContext): string {
  return intentions[step.act](step.slots, variety + step.turn);
}

/** `place` picks among ways to do the same, so that not every turn does two things at once. */
type Describe = (slots: TurnSlots, place: number) => string;

const pick = (place: number, ways: readonly string[]): string => ways[place % ways.length] ?? '';

const titleOf = ({ title }: TurnSlots): string =>
  title === undefined ? 'what was just recommended' : asData(title, longest.title);

const aboutOf = ({ about }: TurnSlots, otherwise: string): string =>
  about === undefined ? otherwise : asLabel(about.label);

const intentions: Readonly<Record<Act, Describe>> = {
  greet: (_slots, place) =>
    pick(place, [
      'greet in a few words and ask what they are looking for.',
      'open the chat with a question about what they need, without a set phrase.',
      'say hello and ask what brings them here, in words of your own.',
    ]),
  state_need: ({ category, wishes = [] }) =>
    [
      `say what you are looking for${category === undefined ? '' : ` (${asData(category, longest.category)}, or what a person would call it)`}, and why now.`,
      ...wishes.map(({ label }) => `You may say at once that ${asLabel(label)} matters.`),
      ...(isNeed(category)
        ? []
        : ['If that is a whole department, say a purpose or an occasion; think up no product.']),
      'Name no title.',
    ].join(' '),
  ask_aspects: (_slots, place) =>
    pick(place, [
      'ask one thing that they have not said and that would help you to choose; react to what they said.',
      'react to what they said, then ask what would make it a good choice for them, the way one person asks another.',
    ]),
  state_aspects: ({ wishes = [] }) =>
    `answer the question with what matters most to you${listOf(wishes)}, the way it applies to what you are after. Bring in a memory only if it gives a reason.`,
  ask_detail: (slots) =>
    `react in a few words, then ask about one thing, ${aboutOf(slots, 'that')}: whether it has made or spoiled something for them, or what they want of it, put the way it applies to what they are after. No form: never "how much does it matter".`,
  answer_detail: (slots) =>
    `answer that question by what you feel about ${aboutOf(slots, 'it')}. A few words can do; a memory if it adds a reason.`,
  recommend: (slots, place) =>
    [
      `recommend ${titleOf(slots)}: name it in full once, with one or two concrete reasons from its quotes that meet what they said${reasonOf(slots)}.`,
      'If something in the quotes speaks against a wish of theirs, do not hide it.',
      ...(slots.askedNext === undefined
        ? [
            `If no quote meets their main wish, offer it as a possibility and admit that ${pick(place, ['before you name it', 'in half a sentence at the end', 'in passing'])}.`,
          ]
        : [`Say nothing yet of ${slots.askedNext.map(({ label }) => asLabel(label)).join(' and ')}: they may ask.`]),
    ].join(' '),
  ask_about: (slots, place) =>
    [
      pick(place, [
        `ask about ${aboutOf(slots, 'what matters to you')}.`,
        `ask about ${aboutOf(slots, 'what matters to you')}, and say why it matters to you.`,
        `ask about ${aboutOf(slots, 'what matters to you')}, or about a doubt that you really have after what was said.`,
      ]),
      'If you were told of it already, do not ask the same again: ask for a particular of it.',
    ].join(' '),
  explain: (slots) =>
    [
      `answer exactly what they asked about ${titleOf(slots)}, from its quotes.`,
      'If no quote speaks of it, say so in your own way, and add the nearest thing that a quote says and that you have not told yet; where none is left, repeat nothing.',
    ].join(' '),
  ask_history: (slots) =>
    `react in a few words, then ask what experience they have had with ${aboutOf(slots, 'that')} before.`,
  answer_history: (slots) =>
    `answer from your memories what you have seen of ${aboutOf(slots, 'it')}; without a memory of it, say only how you feel about it.`,
  ask_compare: (slots) =>
    `ask how ${titleOf(slots)} compares with ${otherOf(slots)} on ${aboutOf(slots, 'what matters to you')}. Decide nothing yet.`,
  compare: (slots) =>
    `compare ${titleOf(slots)} with ${otherOf(slots)} on ${aboutOf(slots, 'what they asked about')}, naming both, each by its own quotes. Hide no complaint.`,
  drop_wish: ({ dropped }) =>
    `nobody knows about ${dropped === undefined ? 'that' : asLabel(dropped.label)}: let go of it in a few words. Ask nothing, decide nothing yet.`,
  note_change: ({ dropped }) =>
    `take note that ${dropped === undefined ? 'that' : asLabel(dropped.label)} counts no longer. Say nothing new of any item.`,
  // Two intentions in one turn make a turn of two words impossible.
  reject: (slots, place) =>
    pick(place, [
      `turn ${titleOf(slots)} down because of what was said about ${aboutOf(slots, 'it')}. Just react, two words can be enough.`,
      `turn ${titleOf(slots)} down because of what was said about ${aboutOf(slots, 'it')}.`,
    ]),
  accept: (slots) =>
    [
      `take ${titleOf(slots)}, ${slots.about === undefined ? 'as a guess' : `for what was really said about ${aboutOf(slots, 'it')}${slots.wishes === undefined ? ' or else in its favour' : ''}`}`,
      ...(slots.doubt === undefined
        ? []
        : [`, in spite of a doubt that you name (${describeDoubt(slots)}), and say why the good outweighs it for you`]),
      ...(slots.dropped === undefined
        ? []
        : [`, and say that you can do without knowing of ${asLabel(slots.dropped.label)}`]),
      '. A question is open if it was not answered: say so rather than thank for it.',
    ].join(''),
  postpone: (slots) =>
    `decide nothing today: ${describeDoubt(slots)}. Say in keeping with why you came what you do until then, or what would help you to decide.`,
  leave: (slots) =>
    `take nothing and end the search, without asking for more: ${describeDoubt(slots)}, and that is what you came for.`,
  recognise: (slots) =>
    `say that you know ${titleOf(slots)} already, in few words and without a story about it, and that you were after something new. Do not take it.`,
  close: ({ outcome = 'accepted' }) =>
    `close in one sentence: ${farewells[outcome]}. No new facts, no question, no selling.`,
};

/**
 * The acceptance or refusal after it is about one of these, which the user knows only from what was said: what speaks against it, and of what speaks for it
 * the first, which is on a wish where any is. The others are the writer's to choose.
 */
const reasonOf = ({ claims = [] }: TurnSlots): string => {
  const told = [...claims.filter(isPraise).slice(0, 1), ...claims.filter((claim) => !isPraise(claim))];
  const labels = [...new Set(told.map(({ label }) => asLabel(label)))];
  return labels.length === 0 ? '' : `, and with what is known of ${labels.join(' and ')}`;
};

const isPraise = ({ polarity }: Claim): boolean => polarity === 'positive';

const otherOf = ({ other }: TurnSlots): string =>
  other === undefined ? 'the one before' : asData(other.title, longest.title);

/** What keeps the user from a plain yes, as the user heard it. */
function describeDoubt({ doubt }: TurnSlots): string {
  if (doubt === undefined) return 'you are not sure';
  const label = asLabel(doubt.about.label);
  // A catalogue's price may have been told by now, of which no review speaks.
  if (doubt.claim === null) return `you heard nothing about ${label} that would settle it`;
  if (doubt.claim.polarity === 'positive') return `${label} is said to get worse`;
  if (doubt.claim.polarity === 'mixed') return `opinions on ${label} are divided`;
  return doubt.claim.negative === 1 ? `somebody complained about ${label}` : `people complain about ${label}`;
}

const farewells: Readonly<Record<Outcome, string>> = {
  accepted: 'react to what they decided',
  accepted_with_doubt: 'react to what they decided and to the doubt that they have',
  postponed: 'leave it with them, in keeping with when they need it',
  left: 'admit that nothing fitted',
  already_known: 'admit that it was nothing new',
};

const listOf = (wishes: readonly { label: string }[]): string =>
  wishes.length === 0 ? '' : `: ${wishes.map(({ label }) => asLabel(label)).join(', ')}, in words of your own`;
