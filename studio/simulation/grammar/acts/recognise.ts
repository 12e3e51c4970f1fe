import type { TurnFacts } from '../turn-facts.ts';

/** Says that the item is known, how often it was met, and what it was like. */
export function recognise(facts: TurnFacts): string {
  const [wish] = facts.wishes;
  const opinion =
    wish === undefined ? '' : facts.clause({ start: verdicts[wish.polarity] }, facts.aspect(wish.label).values);
  const again = facts.ownReviews > 1;
  return facts.say(
    { start: frames[facts.tempo], known: again ? timesKnown(facts) : onceKnown(facts), new: news },
    { opinion },
  );
}

const frames = {
  terse: ['{known}. {opinion}.', '{known}.', '{known}, {opinion}. {new}.'],
  even: ['oh, {known}. {opinion}. {new}.', '{known}, and {opinion}. {new}.', 'that one? {known}. {opinion}.'],
  talkative: [
    'oh, {known}, and {opinion}. {new}, but {thanks} all the same!',
    'funny, {known}. {opinion}, as I wrote at the time. {new}, but no harm done.',
  ],
};
const onceKnown = ({ domain }: TurnFacts): readonly string[] =>
  domain.isPlace
    ? ['I have been there already', 'I know that one, I have been there', 'I have been there before']
    : ['I have had that one already', 'I know that one, I have tried it', 'I had that one before'];
const timesKnown = ({ domain, ownReviews }: TurnFacts): readonly string[] => {
  const times = ownReviews === 2 ? 'twice' : 'a few times';
  return domain.isPlace ? [`I have been there ${times}`] : [`I have had that one ${times}`];
};
const news = ['I was hoping for something new', 'I was after something I do not know yet', 'so that is no news to me'];

const verdicts = {
  positive: ['{the} {was} good', 'I liked {the} there', 'I was happy with {the}'],
  negative: ['{the} {was} a letdown', 'I was not happy with {the}', 'I did not like {the}'],
  mixed: ['I had good and bad luck with {the}', '{the} {was} good at times and bad at others'],
  neutral: ['I remember {the}'],
};
