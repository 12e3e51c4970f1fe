import type { SystemContext, UserContext, Utterance } from '../../schemas/agent-context.ts';
import type { AgentContext } from '../../schemas/agent-context.ts';
import type { Claim } from '../../schemas/claim.ts';
import type { AspectWish, Candidate, DialogPlan, PlannedTurn, TurnSlots } from '../../schemas/dialog-plan.ts';
import { deriveSeed } from '../random.ts';

/** What the turn's speaker sees: see the two functions below. Throws RangeError where the plan has no such turn. */
export function buildContext(plan: DialogPlan, turn: number, transcript: readonly Utterance[]): AgentContext {
  return plannedTurn(plan, turn).speaker === 'user'
    ? buildUserContext(plan, turn, transcript)
    : buildSystemContext(plan, turn, transcript);
}

/**
 * The user agent sees its memories, wishes and style, the step, the dialog so far. No candidate is in it that the system has not named yet,
 * neither by title nor by id. What others wrote stays with the plan: the user hears of it in the chat.
 */
export function buildUserContext(plan: DialogPlan, turn: number, transcript: readonly Utterance[]): UserContext {
  const step = plannedTurn(plan, turn);
  const named = namedBefore(plan, turn);
  return {
    role: 'user',
    ...sharedBy(plan),
    style: plan.style,
    persona: plan.persona,
    seeks: plan.turns.find(({ act }) => act === 'state_need')?.slots.category ?? null,
    memories: plan.memories,
    wishes: plan.wishes.map(withoutEvidence),
    step: { ...step, slots: userSlots(step.slots, named), evidence: [] },
    transcript: [...transcript],
  };
}

/**
 * The system agent sees the dialog so far, each candidate's facts as of now, and the step; what the user wishes reaches it through the
 * transcript alone. Candidates come in an order that depends on their ids only, without role or strategy.
 */
export function buildSystemContext(plan: DialogPlan, turn: number, transcript: readonly Utterance[]): SystemContext {
  const step = plannedTurn(plan, turn);
  const { wishes: _hidden, ...slots } = step.slots;
  const shown = namedBefore(plan, plan.turns.length);
  const candidates = orderedByIds(plan);
  return {
    role: 'system',
    ...sharedBy(plan),
    candidates: candidates.map(({ itemId, title, category, price, claims, remarks }) => ({
      itemId,
      title,
      category,
      price,
      claims: claims.map(withOneEvidence).map(shown.has(itemId) ? (claim) => claim : withoutQuotes),
      remarks: shown.has(itemId) ? remarks : [],
    })),
    inPlay: candidates.filter(({ itemId }) => shown.has(itemId)).map(({ itemId }) => itemId),
    step: { ...step, slots: withFewerEvidence(slots), evidence: [] },
    transcript: [...transcript],
  };
}

const sharedBy = ({
  domain,
  currency,
  asOf,
  seed,
}: DialogPlan): Pick<UserContext, 'domain' | 'currency' | 'today' | 'variety'> => ({
  domain,
  ...(currency === undefined ? {} : { currency }),
  today: asOf.slice(0, 10),
  variety: deriveSeed(seed, 'variety'),
});

/** An order that depends on ids only, so that no place gives the target away. */
const orderedByIds = ({ seed, candidates }: DialogPlan): Candidate[] =>
  candidates
    .map((candidate) => ({ candidate, place: deriveSeed(seed, 'candidate', candidate.itemId) }))
    .toSorted((left, right) => left.place - right.place || (left.candidate.itemId < right.candidate.itemId ? -1 : 1))
    .map(({ candidate }) => candidate);

/** Items that the plan's earlier Recommend turns named. */
export function namedBefore(plan: DialogPlan, turn: number): Set<string> {
  const named = plan.turns
    .filter((step) => step.turn < turn && step.act === 'recommend')
    .flatMap((step) => (step.slots.itemId === undefined ? [] : [step.slots.itemId]));
  return new Set(named);
}

function plannedTurn(plan: DialogPlan, turn: number): PlannedTurn {
  const step = plan.turns[turn];
  if (step?.turn === turn) return step;
  throw new RangeError(`dialog ${plan.dialogId} has no turn ${turn} in its plan of ${plan.turns.length} turns`);
}

function userSlots(slots: TurnSlots, named: ReadonlySet<string>): TurnSlots {
  const { itemId, title, price, claims, remarks: _ofOthers, wishes, doubt, ...rest } = slots;
  const isNamed = itemId !== undefined && named.has(itemId);
  return {
    ...rest,
    ...(isNamed ? { itemId } : {}),
    ...(isNamed && title !== undefined ? { title } : {}),
    ...(isNamed && price !== undefined ? { price } : {}),
    ...(wishes === undefined ? {} : { wishes: wishes.map(withoutEvidence) }),
    ...(doubt === undefined
      ? {}
      : { doubt: { ...doubt, claim: doubt.claim === null ? null : withoutQuotes(withOneEvidence(doubt.claim)) } }),
    ...(claims === undefined
      ? {}
      : {
          claims: claims
            .filter((claim) => named.has(claim.itemId))
            .map(withOneEvidence)
            .map(withoutQuotes),
        }),
  };
}

const withoutEvidence = (wish: AspectWish): AspectWish => ({ ...wish, evidence: [] });

const withFewerEvidence = (slots: TurnSlots): TurnSlots =>
  slots.claims === undefined ? slots : { ...slots, claims: slots.claims.map(withOneEvidence) };

/** An agent needs a claim's counts; the newest mention alone keeps a stored context small. The whole evidence stays with the turn. */
const withOneEvidence = (claim: Claim): Claim => ({ ...claim, evidence: claim.evidence.slice(0, 1) });

const withoutQuotes = (claim: Claim): Claim => ({ ...claim, quotes: [] });
