import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { Person } from './people.ts';
import { drawBetween, drawFrom, drawNormal, isLucky } from './random.ts';
import { dayMs } from './settings.ts';

const hourMs = 3_600_000;

/** Share of reviews written in one sitting with the one before. */
const sittingShare = 0.12;

/** Times of a user's reviews, ascending, in milliseconds: spread over the active years, in the evening more than at night. */
export function drawReviewTimes(person: Person, rng: RandomGenerator): number[] {
  const { activeFromMs, activeToMs } = person;
  const days = Array.from({ length: person.reviewCount }, () => {
    const atMs = activeFromMs + uniformFloat64(rng) * (activeToMs - activeFromMs);
    return Math.floor(atMs / dayMs) * dayMs;
  }).toSorted((one, other) => one - other);
  const times: number[] = [];
  for (const day of days) {
    const last = times.at(-1);
    const isSitting = last !== undefined && isLucky(rng, sittingShare);
    const atMs = isSitting ? last + Math.floor(drawBetween(rng, 2, 25) * 60_000) : day + drawTimeOfDay(rng);
    times.push(Math.min(atMs, activeToMs + dayMs - 1000));
  }
  return times.toSorted((one, other) => one - other);
}

function drawTimeOfDay(rng: RandomGenerator): number {
  const hour = drawFrom(rng, [8, 12, 13, 18, 19, 20, 21, 22]) + 1.2 * drawNormal(rng);
  return Math.floor(Math.max(0, Math.min(23.8, hour)) * hourMs);
}

/** `2021-03-07`. */
export const formatDate = rememberByDay((dayAtMs) => new Date(dayAtMs).toISOString().slice(0, 10));

/** `2021-03-07 18:04:55`. */
export function formatDateTime(atMs: number): string {
  return `${formatDate(atMs)} ${formatTime(atMs)}`;
}

/** `2021-03-07T18:04:55.123Z`. */
export function formatInstant(atMs: number): string {
  return `${formatDate(atMs)}T${formatTime(atMs)}.${String(atMs % 1000).padStart(3, '0')}Z`;
}

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

function formatTime(atMs: number): string {
  const second = Math.floor((atMs % dayMs) / 1000);
  const hour = twoDigits[Math.floor(second / 3600)] ?? '';
  return `${hour}:${twoDigits[Math.floor(second / 60) % 60] ?? ''}:${twoDigits[second % 60] ?? ''}`;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** `March 7, 2021`. */
export const formatLongDate = rememberByDay((dayAtMs) => {
  const date = new Date(dayAtMs);
  return `${months[date.getUTCMonth()] ?? ''} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
});

/**
 * Midnight in New York of the UTC day, in milliseconds: what MobileRec's `unix_timestamp` holds. Daylight saving runs
 * from the second Sunday of March to the first Sunday of November.
 */
export const findEasternMidnight = rememberByDay((dayAtMs) => {
  const year = new Date(dayAtMs).getUTCFullYear();
  const isSummer = dayAtMs > findSunday(year, 2, 2) && dayAtMs <= findSunday(year, 10, 1);
  return dayAtMs + (isSummer ? 4 : 5) * hourMs;
});

/** The nth Sunday of a month (0 is January). */
function findSunday(year: number, month: number, nth: number): number {
  const first = new Date(Date.UTC(year, month, 1));
  return Date.UTC(year, month, 1 + ((7 - first.getUTCDay()) % 7) + (nth - 1) * 7);
}

/** What depends on a time's UTC day alone, computed once a day of the sample: dates are a tenth of the work else. */
function rememberByDay<T>(compute: (dayAtMs: number) => T): (atMs: number) => T {
  const known = new Map<number, T>();
  return (atMs) => {
    const day = Math.floor(atMs / dayMs);
    const remembered = known.get(day);
    if (remembered !== undefined) return remembered;
    const computed = compute(day * dayMs);
    known.set(day, computed);
    return computed;
  };
}
