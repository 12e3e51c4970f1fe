import type { TurnCheck } from './check.ts';
import { findActProblems } from './executional/act.ts';
import { findEmptyProblems } from './executional/empty.ts';
import { findForeignTitleProblems } from './executional/foreign-title.ts';
import { findLanguageProblems } from './executional/language.ts';
import { findLengthProblems } from './executional/length.ts';
import { findMarkupProblems } from './executional/markup.ts';
import { findMetaTalkProblems } from './executional/meta-talk.ts';
import { findRepeatProblems } from './executional/repeat.ts';
import { findRoleSwapProblems } from './executional/role-swap.ts';
import { findTitleLeakProblems } from './executional/title-leak.ts';

/** Did the turn do what the plan said. The order is the order problems are told in. */
export const executionalChecks: readonly TurnCheck[] = [
  findEmptyProblems,
  findActProblems,
  findTitleLeakProblems,
  findForeignTitleProblems,
  findLengthProblems,
  findRepeatProblems,
  findRoleSwapProblems,
  findMarkupProblems,
  findMetaTalkProblems,
  findLanguageProblems,
];
