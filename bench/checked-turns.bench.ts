import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isErrorCode } from '../infra/storage/error-code.ts';
import { CheckedTurnSchema } from '../schemas/checked-turn.ts';
import { VerifierAnswerSchema } from '../schemas/verifier-answer.ts';
import type { VerifierAnswer } from '../schemas/verifier-answer.ts';
import { findCheckedTurnProblems } from '../studio/fidelity/grounded/find-checked-turn-problems.ts';
import { findVerifierProblems } from '../studio/fidelity/grounded/verifier/find-verifier-problems.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// What the checks of turns against their evidence turn down, on turns that people wrote and labelled from real review clauses: every bad
// line has a good twin at the same place of its dialog. None of those lines is made by this project.
const folder = new URL('../../shared/gold/turns/', import.meta.url);

/** Dialogs whose lines were not read while the rules were written, but for three good ones that had been turned down. */
const unread = new Set(['ad05', 'md02', 'md05', 'yd06', 'yd08']);

const LabelledSchema = z.looseObject({
  id: z.string(),
  pair: z.string(),
  ctx: z.string(),
  act: z.string(),
  label: z.enum(['good', 'bad']),
  kind: z.string().nullable(),
});
type Labelled = z.infer<typeof LabelledSchema>;

/** Answers that were given to a draft of the prompt, under other names. */
const RecordedSchema = z.object({
  id: z.string(),
  statements: z.array(
    z.object({ about: z.string(), says: z.string(), support: z.array(z.string()), relation: z.string() }),
  ),
  act_ok: z.boolean(),
  role_ok: z.boolean(),
  on_topic: z.boolean(),
  leak: z.string().nullable(),
});

const VerdictsSchema = z.object({
  verdicts: z.array(
    z.object({ id: z.string(), reader: z.string(), wording: z.enum(['first', 'second']), isDown: z.boolean() }),
  ),
});

interface Judged extends Labelled {
  /** The checks alone. */
  isDown: boolean;
  /** The checks, and then the recorded verifier; undefined where it was not asked. */
  isDownWithVerifier: boolean | undefined;
}

const turns = await readLines('dev.jsonl');
if (turns.length === 0) console.log('skipped: no ../shared/gold');
else await measure(turns);

async function measure(rows: readonly unknown[]): Promise<void> {
  const answers = new Map((await readLines('verifier-answers.jsonl')).map((row) => readRecorded(row)));
  const startedMs = performance.now();
  const judged = rows.map((row) => judge(LabelledSchema.parse(row), answers));
  const tookMs = performance.now() - startedMs;
  const asked = judged.filter(({ isDownWithVerifier }) => isDownWithVerifier !== undefined);
  const results = [
    ...figures(judged, alone, 'checks alone, all dialogs'),
    ...byKey(judged.filter(isGood), 'act', 'good turned down', alone),
    ...byKey(
      judged.filter((row) => !isGood(row)),
      'kind',
      'bad caught',
      alone,
    ),
    ...figures(
      judged.filter(({ ctx }) => unread.has(ctx)),
      alone,
      'checks alone, five dialogs that no rule was written on',
    ),
    ...figures(asked, alone, 'checks alone, the lines that a strong verifier answered'),
    ...figures(
      asked,
      ({ isDownWithVerifier }) => isDownWithVerifier === true,
      'checks and recorded answers of a strong verifier',
    ),
    ...(await readVerdicts(judged)),
    { name: 'time a turn', value: Number((tookMs / judged.length).toFixed(2)), unit: 'ms', setting: 'checks alone' },
  ];
  await writeResults('checked-turns', results);
}

/**
 * How verifiers judged lines that the checks let pass, asked by this project's own prompt without a label. Whether an answer turned its line down is kept
 * by the line's id, with who answered (people who played a strong model, or a small model) and the wording of the prompt.
 */
async function readVerdicts(judged: readonly Judged[]): Promise<Result[]> {
  const path = new URL('../docs/results/readings/verifier.json', import.meta.url);
  const { verdicts } = VerdictsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const byId = new Map(judged.map((row) => [row.id, row]));
  const nameOf = ({ reader, wording }: (typeof verdicts)[number]): string => `${reader}, ${wording} wording`;
  return [...new Set(verdicts.map(nameOf))].flatMap((verifier) => {
    const rows = verdicts.filter((verdict) => nameOf(verdict) === verifier);
    const setting = `verifier: ${verifier}; lines that the checks let pass`;
    return (['good', 'bad'] as const).map((label) => {
      const group = rows.filter(({ id }) => byId.get(id)?.label === label);
      const name = label === 'good' ? 'good turned down' : 'bad caught';
      return share(name, group.filter(({ isDown }) => isDown).length, group.length, setting);
    });
  });
}

function judge(row: Labelled, answers: ReadonlyMap<string, VerifierAnswer>): Judged {
  const turn = CheckedTurnSchema.parse(row);
  const isDown = findCheckedTurnProblems(turn).length > 0;
  const answer = answers.get(row.id);
  return {
    ...row,
    isDown,
    isDownWithVerifier: answer === undefined ? undefined : isDown || findVerifierProblems(turn, answer).length > 0,
  };
}

function alone({ isDown }: Judged): boolean {
  return isDown;
}

function isGood({ label }: Labelled): boolean {
  return label === 'good';
}

function figures(rows: readonly Judged[], isDown: (row: Judged) => boolean, setting: string): Result[] {
  const good = rows.filter(isGood);
  const bad = rows.filter((row) => !isGood(row));
  const downById = new Map(rows.map((row) => [row.id, isDown(row)]));
  const pairs = bad.filter(({ pair }) => downById.has(`${pair}-g0`));
  const right = pairs.filter(({ pair, id }) => downById.get(`${pair}-g0`) === false && downById.get(id) === true);
  return [
    share('good turned down', good.filter(isDown).length, good.length, setting),
    share('bad caught', bad.filter(isDown).length, bad.length, setting),
    share('pairs with both right', right.length, pairs.length, setting),
  ];
}

function byKey(rows: readonly Judged[], key: 'act' | 'kind', name: string, isDown: (row: Judged) => boolean): Result[] {
  const values = [...new Set(rows.map((row) => row[key] ?? ''))].toSorted();
  return values.map((value) => {
    const group = rows.filter((row) => row[key] === value);
    const label = `${name}: ${value.replaceAll('_', ' ')}`;
    return share(label, group.filter(isDown).length, group.length, 'checks alone, all dialogs');
  });
}

function share(name: string, part: number, whole: number, setting: string): Result {
  return { name, value: whole === 0 ? 0 : Number((part / whole).toFixed(3)), unit: `of ${whole}`, setting };
}

function readRecorded(row: unknown): [string, VerifierAnswer] {
  const recorded = RecordedSchema.parse(row);
  const answer = VerifierAnswerSchema.parse({
    statements: recorded.statements.map(({ about, says, support, relation }) => ({
      about,
      says,
      support: support.filter((id) => id !== 'none'),
      supported: relation === 'entails',
      why: null,
    })),
    does_act: recorded.act_ok,
    in_role: recorded.role_ok,
    on_topic: recorded.on_topic,
    leak: recorded.leak,
  });
  return [recorded.id, answer];
}

async function readLines(name: string): Promise<unknown[]> {
  try {
    const text = await readFile(new URL(name, folder), 'utf8');
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}
