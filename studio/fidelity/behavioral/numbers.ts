import { allowedNumbers, numbersIn } from '../allowed-numbers.ts';
import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';

/** Every number in the turn is found in the claims, the price, the titles and labels, or in what was said before. */
export const findNumberProblems: TurnCheck = (context) => {
  const { numbers, years } = allowedNumbers(context);
  return numbersIn(context.text)
    .filter((value) => !numbers.has(value) && !years.has(String(value)))
    .map((value) => behavioral('number', `${value} is found nowhere in the data`));
};
