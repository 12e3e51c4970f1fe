import type { SourceConfig } from '../../schemas/source-config.ts';

/** The scale that sampled ratings fit; empty for 1 to 5. */
export function guessRatingScale(values: readonly string[]): SourceConfig['rating'] {
  const ratings = values.map((value) => Number(value.replace(',', '.'))).filter((rating) => Number.isFinite(rating));
  if (ratings.length === 0) return {};
  const [least, most] = [Math.min(...ratings), Math.max(...ratings)];
  if (least >= 1 && most > 1 && most <= 5) return {};
  const scale = scales.find((each) => each >= most) ?? most;
  return { scale, lowest: least < 0 ? least : least < 1 ? 0 : 1 };
}

const scales = [1, 5, 10, 20, 100, 1000];

/**
 * The strptime pattern of times that are written by a day, a month and a year between `/`, `.` or `-`; undefined where they are read without one,
 * or where no day is above 12, so that nobody knows which comes first.
 */
export function guessTimeFormat(values: readonly string[]): string | undefined {
  const written = values.map((value) =>
    /^(\d{1,2})([./-])(\d{1,2})\2\d{4}(?:( )\d{1,2}:\d{2}(:\d{2})?)?$/u.exec(value.trim()),
  );
  const [first] = written;
  if (first === null || first === undefined || written.includes(null)) return undefined;
  const numbers = (place: number): number[] => written.map((match) => Number(match?.[place]));
  const [, , mark = '/', , space, seconds] = first;
  const isDayFirst = numbers(1).some((number) => number > 12);
  const isMonthFirst = numbers(3).some((number) => number > 12);
  if (isDayFirst === isMonthFirst) return undefined;
  const day = isDayFirst ? ['%d', '%m', '%Y'] : ['%m', '%d', '%Y'];
  const time = space === undefined ? '' : seconds === undefined ? ' %H:%M' : ' %H:%M:%S';
  return `${day.join(mark)}${time}`;
}
