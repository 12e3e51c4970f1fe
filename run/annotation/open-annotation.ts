import type { RunFolder } from '../../activities/dependencies.ts';
import type { AssignedDialog, Assignment, Draft, Judgement } from '../../schemas/annotation.ts';
import { RaterIdSchema } from '../../schemas/rating.ts';
import type { Rating } from '../../schemas/rating.ts';
import { plantDefect } from '../../studio/evaluation/annotation/attention-checks.ts';
import { createRandom, deriveSeed } from '../../studio/random.ts';
import { createQueue } from '../serving/in-turn.ts';
import { keepDraft, readDrafts } from './drafts.ts';
import type { OpenStudy } from './open-study.ts';
import { appendRating, raterKeyOf, readRatingsOf } from './rating-files.ts';
import { readShownDialog } from './read-shown-dialog.ts';
import type { ShownDialog } from './shown-dialog.ts';

export interface RaterProgress {
  /** Stands for the rater in addresses. */
  key: string;
  raterId: string;
  rated: number;
  /** Dialogs of the list that are still in the run. */
  total: number;
}

/** What the rater has answered at one position of the list; `gone`: the dialog is no longer in the run. */
export interface Answer {
  state: 'open' | 'rated' | 'gone';
  /** The draft where there is one, else the rating. */
  answers: Draft | null;
}

export interface RaterSession extends RaterProgress {
  list: Answer[];
}

/** What the page does, apart from how it asks. Positions on a rater's list count from 0. */
export interface Annotation {
  listRaters(): Promise<RaterProgress[]>;
  /** Makes the rater's list when the name is new. Throws NameTaken where a person who `isNew` gives the name of another one. */
  begin(name: string, isNew?: boolean): Promise<RaterSession>;
  /** Undefined for an unknown rater or a position that is not on the list. */
  readDialog(key: string, position: number): Promise<ShownDialog | undefined>;
  /** False for an unknown rater or position, as of `rate`. */
  keepDraft(key: string, position: number, draft: Draft): Promise<boolean>;
  /** When this returns true the rating is on the disk. */
  rate(key: string, position: number, judgement: Judgement): Promise<boolean>;
}

/** Somebody of that name has begun already: it may be the same person, or another one. */
export class NameTaken extends Error {
  override readonly name = 'NameTaken';
  readonly raterId: string;
  /** A name that nobody has. */
  readonly suggestion: string;

  constructor(raterId: string, suggestion: string) {
    super(`Somebody named ${raterId} has begun here already.`);
    this.raterId = raterId;
    this.suggestion = suggestion;
  }
}

export function openAnnotation(run: RunFolder, study: OpenStudy, now: () => Date): Annotation {
  const inTurn = createQueue();
  const readShown = keepLatest(keptDialogs, (dialogId) => readShownDialog(run, dialogId));
  const find = async (key: string, position: number): Promise<Place | undefined> => {
    const assignment = (await study.readAssignments()).find(({ raterId }) => raterKeyOf(raterId) === key);
    const assigned = assignment?.dialogs[position];
    if (assignment === undefined || assigned === undefined || !study.dialogIds.has(assigned.dialogId)) return undefined;
    return { raterId: assignment.raterId, assigned };
  };
  return {
    async listRaters() {
      const sessions = [];
      for (const assignment of await study.readAssignments()) sessions.push(await describe(run, study, assignment));
      return sessions.map(({ list: _list, ...progress }) => progress);
    },
    begin: (name, isNew = false) =>
      inTurn(async () => {
        const raterId = toRaterId(name);
        if (isNew) refuseTaken(raterId, await study.readAssignments());
        return describe(run, study, await study.assign(raterId));
      }),
    async readDialog(key, position) {
      const place = await find(key, position);
      if (place === undefined) return undefined;
      const { dialogId, defect } = place.assigned;
      const dialog = await readShown(dialogId);
      if (defect === null) return dialog;
      const random = createRandom(deriveSeed(study.study.seed, 'defect', dialogId));
      return { ...dialog, turns: plantDefect(dialog.turns, defect, random) };
    },
    keepDraft: (key, position, draft) =>
      inTurn(async () => {
        const place = await find(key, position);
        if (place !== undefined) await keepDraft(run, place.raterId, position, draft);
        return place !== undefined;
      }),
    rate: (key, position, judgement) =>
      inTurn(async () => {
        const place = await find(key, position);
        if (place === undefined) return false;
        const { raterId, assigned } = place;
        const before = (await readRatingsOf(run, raterId)).find((rating) => isOf(rating, assigned));
        const ratedAt = now().toISOString();
        const { dialogId } = assigned;
        const rating: Rating = { raterId, dialogId, ...judgement, isCheck: assigned.defect !== null, ratedAt };
        // Passing by an earlier dialog on the way is no second judgement.
        if (before === undefined || !isSameJudgement(before, judgement)) await appendRating(run, rating);
        await keepDraft(run, raterId, position, null);
        return true;
      }),
  };
}

/** Names that differ in capitals alone are taken for the same, as people do. */
function refuseTaken(raterId: string, assignments: readonly Assignment[]): void {
  const taken = new Map(assignments.map((assignment) => [assignment.raterId.toLowerCase(), assignment.raterId]));
  const known = taken.get(raterId.toLowerCase());
  if (known === undefined) return;
  let number = 2;
  while (taken.has(`${raterId} ${number}`.toLowerCase())) number += 1;
  throw new NameTaken(known, `${raterId} ${number}`);
}

interface Place {
  raterId: string;
  assigned: AssignedDialog;
}

/** Raters who begin together read the shared dialogs at about the same time. */
const keptDialogs = 100;

/** Remembers what was read of so many names; what failed is read again. */
function keepLatest<T>(most: number, read: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (name) => {
    const result = kept.get(name) ?? read(name);
    kept.delete(name);
    kept.set(name, result);
    result.catch(() => kept.delete(name));
    for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
    return result;
  };
}

/** Names that look the same are the same. */
const toRaterId = (name: string): string => RaterIdSchema.parse(name.normalize('NFC').replaceAll(/[\s\p{C}]+/gu, ' '));

async function describe(run: RunFolder, { dialogIds }: OpenStudy, assignment: Assignment): Promise<RaterSession> {
  const { raterId } = assignment;
  const ratings = await readRatingsOf(run, raterId);
  const drafts = await readDrafts(run, raterId);
  const list = assignment.dialogs.map((assigned, position): Answer => {
    if (!dialogIds.has(assigned.dialogId)) return { state: 'gone', answers: null };
    const rating = ratings.find((candidate) => isOf(candidate, assigned));
    const answers = drafts[position] ?? (rating === undefined ? null : toJudgement(rating));
    return { state: rating === undefined ? 'open' : 'rated', answers };
  });
  return {
    key: raterKeyOf(raterId),
    raterId,
    rated: list.filter(({ state }) => state === 'rated').length,
    total: list.filter(({ state }) => state !== 'gone').length,
    list,
  };
}

const isOf = (rating: Rating, { dialogId, defect }: AssignedDialog): boolean =>
  rating.dialogId === dialogId && rating.isCheck === (defect !== null);

const toJudgement = ({ naturalness, coherence, grounding, comment }: Judgement): Judgement => ({
  naturalness,
  coherence,
  grounding,
  comment,
});

const isSameJudgement = (a: Judgement, b: Judgement): boolean =>
  JSON.stringify(toJudgement(a)) === JSON.stringify(toJudgement(b));
