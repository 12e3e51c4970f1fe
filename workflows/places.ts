/**
 * A shard whose dialogs have all begun gives its places to the next one by so many, an eighth of all: one by one would be a signal a dialog,
 * all at once would leave the places of short dialogs idle until the longest has ended.
 */
export const placesPerStep = (dialogsAtOnce: number): number => Math.max(1, Math.floor(dialogsAtOnce / 8));

/** Finished dialogs between two signals to the dataset workflow: at most some 200 of them a pass, so that its history does not grow with the run. */
export const dialogsPerSignal = (dialogs: number): number => Math.max(10, Math.ceil(dialogs / 200));
