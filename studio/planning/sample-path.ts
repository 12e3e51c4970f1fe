import type { UserStyle } from '../../schemas/dialog-plan.ts';
import type { Act, SuperNodeGraph, SuperNodeName } from '../../schemas/super-node.ts';
import type { Random } from '../random.ts';
import type { DecisionAct } from './decision-acts.ts';
import { swayFor } from './style-sway.ts';
import { nextPlaces, placeKey, startPlace } from './unroll-graph.ts';
import type { Place } from './unroll-graph.ts';

/** What may happen between an item's recommendation and the user's answer to it. */
export interface ItemConditions {
  /** How many questions the user may ask, in their order. */
  questions: { atLeast: number; atMost: number };
  /** The place, from 0, of a question that gets no answer: its wish is dropped before a later question or the decision. */
  unanswered?: number;
  /** True where the item can be compared with the one before, once. */
  mayCompare?: boolean;
}

/** What the dialog's content allows a path to do. */
export interface PathConditions {
  /** One entry an item shown, in order: every one but the last is rejected, the last one decided on. */
  shown: readonly ItemConditions[];
  decision: DecisionAct;
  /** Most clarifying questions, those about the user's own past included. */
  details: number;
  /** Turns of the whole path, both bounds included. */
  turns: { atLeast: number; atMost: number };
  style: UserStyle;
}

/** What the acts so far did: items shown and settled, what was said of the item on the table, details asked, turns taken. */
interface Progress {
  shown: number;
  settled: number;
  questions: number;
  dropped: number;
  compared: number;
  details: number;
  turns: number;
}

const beginning: Progress = { shown: 0, settled: 0, questions: 0, dropped: 0, compared: 0, details: 0, turns: 0 };

/**
 * A seeded walk from start to end under the conditions; undefined where no path meets them. Edges are drawn by their weight, swayed by
 * the user's style; a walk that cannot end is taken back step by step, so the conditions hold for every path that comes out.
 */
export function samplePath(
  graph: SuperNodeGraph,
  conditions: PathConditions,
  random: Random,
): SuperNodeName[] | undefined {
  const turnsOf = new Map(graph.nodes.map((node) => [node.name, node.turns]));
  const hopeless = new Set<string>();

  const walk = (place: Place, before: Progress): SuperNodeName[] | undefined => {
    const progress = takeTurns(before, turnsOf.get(place.node) ?? [], conditions);
    if (progress === undefined) return undefined;
    if (place.node === graph.end) return isDone(progress, conditions) ? [place.node] : undefined;
    const key = `${placeKey(place)}|${Object.values(progress).join(',')}`;
    if (hopeless.has(key)) return undefined;
    let open = nextPlaces(graph, place);
    while (open.length > 0) {
      const drawn = random.pickWeighted(open, (step) => step.weight * swayOf(graph, step.place.node, conditions.style));
      const rest = walk(drawn.place, progress);
      if (rest !== undefined) return [place.node, ...rest];
      open = open.filter((step) => step !== drawn);
    }
    hopeless.add(key);
    return undefined;
  };
  return walk(startPlace(graph), beginning);
}

function takeTurns(before: Progress, turns: readonly { act: Act }[], conditions: PathConditions): Progress | undefined {
  let progress = before;
  for (const { act } of turns) {
    if (!isAllowed(act, progress, conditions)) return undefined;
    progress = take(act, progress);
  }
  return progress;
}

function isAllowed(act: Act, progress: Progress, { shown, decision, details, turns }: PathConditions): boolean {
  if (progress.turns >= turns.atMost) return false;
  const isOnTable = progress.shown > progress.settled;
  const item = shown[progress.shown - 1] ?? { questions: { atLeast: 0, atMost: 0 } };
  const isLast = progress.shown === shown.length;
  const isUnanswered = item.unanswered !== undefined && progress.questions > item.unanswered && progress.dropped === 0;
  const isAsked = progress.questions >= item.questions.atLeast;
  switch (act) {
    case 'recommend':
      return !isOnTable && !isLast;
    case 'ask_about':
      return isOnTable && progress.questions < item.questions.atMost && !isUnanswered;
    case 'ask_compare':
      return isOnTable && item.mayCompare === true && progress.compared === 0 && !isUnanswered;
    case 'drop_wish':
      return isOnTable && isUnanswered;
    case 'ask_detail':
    case 'ask_history':
      return progress.details < details;
    case 'reject':
      return isOnTable && !isLast && isAsked;
    case 'accept':
    case 'postpone':
    case 'leave':
    case 'recognise':
      return isOnTable && isLast && act === decision && isAsked && !isUnanswered;
    default:
      return true;
  }
}

function take(act: Act, progress: Progress): Progress {
  const turns = progress.turns + 1;
  switch (act) {
    case 'recommend':
      return { ...progress, turns, shown: progress.shown + 1, questions: 0, dropped: 0, compared: 0 };
    case 'ask_about':
      return { ...progress, turns, questions: progress.questions + 1 };
    case 'ask_compare':
      return { ...progress, turns, compared: progress.compared + 1 };
    case 'drop_wish':
      return { ...progress, turns, dropped: progress.dropped + 1 };
    case 'ask_detail':
    case 'ask_history':
      return { ...progress, turns, details: progress.details + 1 };
    case 'reject':
    case 'accept':
    case 'postpone':
    case 'leave':
    case 'recognise':
      return { ...progress, turns, settled: progress.settled + 1 };
    default:
      return { ...progress, turns };
  }
}

function isDone(progress: Progress, { shown, turns }: PathConditions): boolean {
  return progress.settled === shown.length && progress.turns >= turns.atLeast;
}

/** A node without a sway is as likely for every style. */
function swayOf({ nodes }: SuperNodeGraph, name: SuperNodeName, style: UserStyle): number {
  const sway = nodes.find((node) => node.name === name)?.sway;
  return sway === undefined ? 1 : swayFor(sway, style);
}
