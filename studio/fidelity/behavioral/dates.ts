import { allowedNumbers, monthsIn } from '../allowed-numbers.ts';
import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';

/** Every month in the turn is one that a claim or its evidence holds; years are checked as numbers. */
export const findDateProblems: TurnCheck = (context) => {
  const { months } = allowedNumbers(context);
  return monthsIn(context.text)
    .filter((month) => ![...months].some((allowed) => allowed === month || allowed.endsWith(`-${month}`)))
    .map((month) => behavioral('date', `month ${month} is found nowhere in the data`));
};
