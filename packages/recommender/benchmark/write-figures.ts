/** Below this a p value is lost in the rounding of 1 minus a share. */
const smallest = 1e-12;

/** `p = 0.021`, or `p < 1e-12`. */
export const writePValue = (pValue: number): string =>
  pValue < smallest ? `p < ${smallest.toExponential()}` : `p = ${pValue.toPrecision(2)}`;

/** A relative gain: `+10.9 %`. */
export const writeGain = (gain: number): string => `${gain >= 0 ? '+' : ''}${(gain * 100).toFixed(1)} %`;
