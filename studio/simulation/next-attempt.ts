/** Both 0-based. */
export interface AttemptPlace {
  turn: number;
  attempt: number;
}

/** What a dialog may take. */
export interface DialogBounds {
  /** Planned turns. */
  turns: number;
  /** At each of them. */
  maximumAttempts: number;
}

/** The attempt after one: at the next turn where it was accepted, else at the same; undefined where the dialog is through, or has used up a turn's. */
export function nextAttempt(
  { turn, attempt }: AttemptPlace,
  isAccepted: boolean,
  { turns, maximumAttempts }: DialogBounds,
): AttemptPlace | undefined {
  const next = isAccepted ? { turn: turn + 1, attempt: 0 } : { turn, attempt: attempt + 1 };
  return next.turn < turns && next.attempt < maximumAttempts ? next : undefined;
}
