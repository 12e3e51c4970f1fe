import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { isNearRepeat } from '../near-repeat.ts';

/** No turn says again what an earlier one said; thresholds stand in `near-repeat.ts`. */
export const findRepeatProblems: TurnCheck = ({ text, transcript }) =>
  transcript.flatMap((earlier, at) =>
    isNearRepeat(earlier.text, text) ? [executional('repeat', `nearly the same as turn ${at}`)] : [],
  );
