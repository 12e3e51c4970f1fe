import { findNearestName } from './nearest-name.ts';
import { findSetting, settings } from './settings.ts';
import type { Setting } from './settings.ts';

/** One setting given outside the file, and who gave it: a variable's name or a flag. */
export interface Assignment {
  path: string;
  value: string | number | null;
  origin: string;
}

/** A problem of the config with the place it was found at. */
export interface ConfigProblem {
  place: string;
  message: string;
}

/** Reads a text as the setting's own type: `null` for nullable settings, numbers for numbers. The range is checked with the whole config. */
export function parseAssignment(path: string, text: string, origin: string): Assignment | ConfigProblem {
  const setting = findSetting(path);
  if (setting === undefined) return { place: origin, message: describeUnknownSetting(path) };
  if (setting.isNullable && text === 'null') return { path, value: null, origin };
  if (setting.type === 'string') return { path, value: text, origin };
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return { path, value, origin };
  return { place: origin, message: `${path} is ${JSON.stringify(text)}: expected ${describeType(setting)}` };
}

export function describeUnknownSetting(path: string): string {
  const all = settings.map((setting) => setting.path);
  const nearest = findNearestName(path, all);
  const sections = [...new Set(all.map((known) => known.split('.')[0]))].join(', ');
  const advice = nearest === undefined ? `the settings begin with ${sections}` : `did you mean ${nearest}?`;
  return `${path} is not a setting; ${advice}`;
}

const describeType = ({ type, isNullable }: Setting): string =>
  `${type === 'integer' ? 'a whole number' : 'a number'}${isNullable ? ' or null' : ''}`;
