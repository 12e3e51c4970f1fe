import type { AspectWish } from '../../schemas/dialog-plan.ts';
import { asLabel } from './prompt-text.ts';

/** What a prompt says of a wish, without a subject, which small models would copy into the user's mouth. An intent is a hope, a profile a memory. */
export const describeWish = ({ label, source, polarity }: AspectWish): string =>
  `${asLabel(label)}: ${wishWords[source][polarity]}`;

type Opinions = Readonly<Record<AspectWish['polarity'], string>>;

const wishWords: Readonly<Record<AspectWish['source'], Opinions>> = {
  profile: {
    positive: 'good before, and wanted good again',
    negative: 'a letdown before',
    mixed: 'good at times and bad at times',
    neutral: 'something they look at',
  },
  intent: {
    positive: 'hoped to be good',
    negative: 'expected to be poor',
    mixed: 'some good and some bad expected',
    neutral: 'something they wonder about',
  },
};

/** A line that says the wishes, in one sentence: after a full stop small models think that they are done. */
export function exampleOfWishes(wishes: readonly AspectWish[]): string {
  const said = wishes.map(({ label, polarity, source }) =>
    exampleWishes[source][polarity].replace('#', () => asLabel(label)),
  );
  return said.length === 0 ? '' : `${said.join(', and ')}.`;
}

const exampleWishes: Readonly<Record<AspectWish['source'], Opinions>> = {
  profile: {
    positive: 'I have been happy with # before and want that again',
    negative: 'I have been let down by # before',
    mixed: 'I have had good and bad times with #',
    neutral: 'I do look at #',
  },
  intent: {
    positive: 'I would like good # this time',
    negative: 'I expect # to be poor',
    mixed: 'I expect some good and some bad of #',
    neutral: 'I wonder about #',
  },
};
