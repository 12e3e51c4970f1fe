/** The probability that Student's t with so many degrees of freedom, a whole number of 1 or more, lies in [-t, t]. */
export function shareWithin(t: number, degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1) throw new RangeError(`${degrees} degrees of freedom`);
  // Abramowitz and Stegun, 26.7.3 and 26.7.4: finite sums, one for even and one for odd degrees.
  const angle = Math.atan(t / Math.sqrt(degrees));
  const square = Math.cos(angle) ** 2;
  const isEven = degrees % 2 === 0;
  let term = isEven ? Math.sin(angle) : Math.sin(angle) * Math.cos(angle);
  let sum = degrees === 1 ? 0 : term;
  for (let power = isEven ? 2 : 3; power <= degrees - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    sum += term;
  }
  // Rounding may take the sum a little past 1.
  return Math.min(1, isEven ? sum : (2 / Math.PI) * (angle + sum));
}

/** The t for which [-t, t] holds a share, in (0, 1), by bisection to the last digits. */
export function widthHolding(share: number, degrees: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`a confidence of ${share} is not between 0 and 1`);
  let low = 0;
  let high = 1;
  while (shareWithin(high, degrees) < share) high *= 2;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, degrees) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
