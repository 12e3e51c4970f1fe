import type { AgentContext } from '../../../schemas/agent-context.ts';
import type { TurnSlots } from '../../../schemas/dialog-plan.ts';
import type { Act } from '../../../schemas/super-node.ts';
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
      'say hello and leave the floor to them.',
    ]),
  state_need: ({ category, wishes = [] }) =>
    [
      `say what you are looking for${category === undefined ? '' : ` (${asData(category, longest.category)}, or what a person would call it)`}, and why now.`,
      ...wishes.map(({ label }) => `You may say at once that ${asLabel(label)} matters.`),
      'Name no title.',
    ].join(' '),
  ask_aspects: (_slots, place) =>
    pick(place, [
      'ask one thing that they have not said and that would help you to choose; react to what they said.',
      'ask what matters most to them; react to what they said.',
    ]),
  state_aspects: ({ wishes = [] }) =>
    `say what matters most to you${listOf(wishes)}. Bring in a memory only if it gives a reason.`,
  ask_detail: (slots) =>
    `react in a few words, then ask about one thing: how much ${aboutOf(slots, 'that')} matters to them or, where they said so already, what exactly they want of it.`,
  answer_detail: (slots) =>
    `answer that question by what you feel about ${aboutOf(slots, 'it')}. A few words can do; a memory if it adds a reason.`,
  recommend: (slots) =>
    [
      `recommend ${titleOf(slots)}: name it in full once, with one or two concrete reasons from its quotes that meet what they said.`,
      'If something in the quotes speaks against a wish of theirs, do not hide it. If no quote meets their main wish, say so first and offer it as a possibility.',
    ].join(' '),
  ask_about: (slots, place) =>
    pick(place, [
      `ask about ${aboutOf(slots, 'what matters to you')}.`,
      `ask about ${aboutOf(slots, 'what matters to you')}, and say why it matters to you.`,
      `ask about ${aboutOf(slots, 'what matters to you')}, or about a doubt that you really have after what was said.`,
    ]),
  explain: (slots) =>
    [
      `answer exactly what they asked about ${titleOf(slots)}, from its quotes.`,
      'If no quote speaks of it, say so, and add the nearest thing that a quote says and that you have not told yet.',
    ].join(' '),
  reject: (slots, place) =>
    pick(place, [
      `turn ${titleOf(slots)} down because of what was said about ${aboutOf(slots, 'it')}. Just react, two words can be enough.`,
      `turn ${titleOf(slots)} down because of what was said about ${aboutOf(slots, 'it')}, and say what you want instead.`,
      `turn ${titleOf(slots)} down because of what was said about ${aboutOf(slots, 'it')}, and ask for another.`,
    ]),
  accept: (slots) =>
    `take ${titleOf(slots)}, for a reason that was really said or in spite of a doubt that you name; not for a wish that you never named. A question is open if it was not answered: say so rather than thank for it.`,
  close: () => 'close in one sentence: react to what they decided. No new facts, no question, no selling.',
};

const listOf = (wishes: readonly { label: string }[]): string =>
  wishes.length === 0 ? '' : `: ${wishes.map(({ label }) => asLabel(label)).join(', ')}, in words of your own`;
