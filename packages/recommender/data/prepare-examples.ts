import type { RecommenderSettings } from '../schema.ts';
import { createRandom, deriveSeed } from '../../../studio/random.ts';
import type { ModelSize } from '../models/model-size.ts';
import type { Example } from '../training/batch.ts';
import { createBarring, findNamed, itemsOf } from './candidate-items.ts';
import type { BarItems } from './candidate-items.ts';
import { createDialogEncoder } from './encode-dialogs.ts';
import { describeItems, itemDimensions } from './item-vectors.ts';
import type { HeardDialog, Interaction, RecommendedDialog, RecommenderData, Split } from './recommender-data.ts';
import { findAskedElsewhere } from './split-dialogs.ts';
import type { TermModel } from './turn-vectors.ts';

/** What is taken away from the input, to see what it was worth. */
export type Ablation = 'none' | 'shuffled-history' | 'shuffled-dialog' | 'no-evidence-turns';

export interface ExampleOptions {
  settings: RecommenderSettings;
  splitOf: ReadonlyMap<string, Split>;
  ablation?: Ablation;
  /** Needed where the dialog's text is turn vectors. */
  termModel?: TermModel | undefined;
}

/** One split's dialogs, each with its example. */
export type SplitExamples = readonly { dialog: RecommendedDialog; example: Example }[];

export interface PreparedExamples {
  /** Of cross-attention; models of other make get other feed-forward layers. */
  size: ModelSize;
  /** Words of dialogs by id, from 1; none where turns are vectors. */
  words: readonly string[];
  itemVectors: Float32Array | undefined;
  /** Of earlier interactions of the training users, without a dialog; in training beside the training split. */
  earlier: readonly Example[];
  ofSplit: Readonly<Record<Split, SplitExamples>>;
  /** A validation or test dialog, or one that takes nothing, as it is after some of its turns: only what those refuse is barred. */
  exampleAfter: (dialog: HeardDialog, turns: number, target: number) => Example;
}

const dayMs = 86_400_000;

/**
 * Dialogs as examples, the same for every model. Words are numbered by the training split's dialogs alone. Throws RangeError where turn
 * vectors are asked for without a term model.
 */
export function prepareExamples(data: RecommenderData, options: ExampleOptions): PreparedExamples {
  const { settings, splitOf, termModel } = options;
  const dialogsOf = (split: Split): RecommendedDialog[] =>
    data.dialogs.filter(({ dialogId }) => splitOf.get(dialogId) === split);
  const isAskedElsewhere = findAskedElsewhere(data, splitOf);
  const ablate = (split: Split): RecommendedDialog[] => ablateDialogs(dialogsOf(split), options, split);
  const known = { train: ablate('train'), valid: ablate('valid'), test: ablate('test') };
  const { dialog, words, encode } = createDialogEncoder(known.train, settings, termModel);
  const profilesAt = (atMs: number): Pick<Example, 'profiles'> =>
    data.profiles === undefined ? {} : { profiles: data.profiles.at(atMs) };
  const bar = createBarring(data.items);
  // What was taken away from a dialog still bars what it names: all ablations rank the same items.
  const namedOf = new Map(data.dialogs.map((whole) => [whole.dialogId, findNamed(whole)]));
  const exampleOf = (given: RecommendedDialog): Example => {
    const { atMs, target } = given;
    const history = given.history.filter(({ item }) => !isAskedElsewhere(given, item));
    const barred = bar(atMs, namedOf.get(given.dialogId) ?? []);
    return { ...historyOf(history, atMs), dialog: encode(given.turns, target), barred, target, ...profilesAt(atMs) };
  };
  const examplesOf = (split: Split): SplitExamples =>
    known[split].map((given) => ({ dialog: given, example: exampleOf(given) }));
  const { historyLength, dialogLength, width, heads, layers, feedForward } = settings;
  const ofSplit = { train: examplesOf('train'), valid: examplesOf('valid'), test: examplesOf('test') };
  return {
    size: {
      items: data.items.length,
      historyLength,
      dialogLength,
      dialog,
      itemDimensions: settings.itemText ? itemDimensions : null,
      profileDimensions: data.profiles?.dimensions ?? null,
      width,
      heads,
      layers,
      feedForward,
    },
    words,
    itemVectors: settings.itemText ? describeItems(data.items) : undefined,
    earlier: earlierExamples(known.train, isAskedElsewhere, {
      kind: dialog.kind,
      bar,
      profilesAt,
      mostOfUser: settings.earlierInteractions,
    }),
    ofSplit,
    exampleAfter: ({ history, turns, atMs }, count, target) => {
      const heard = turns.slice(0, count);
      const barred = bar(atMs, findNamed({ history, turns: heard }));
      return { ...historyOf(history, atMs), dialog: encode(heard, target), barred, target, ...profilesAt(atMs) };
    },
  };
}

function historyOf(history: readonly Interaction[], atMs: number): Pick<Example, 'historyItems' | 'historyGapDays'> {
  return {
    historyItems: history.map(({ item }) => item),
    historyGapDays: history.map((interaction, at) => ((history[at + 1]?.atMs ?? atMs) - interaction.atMs) / dayMs),
  };
}

/** Earlier interactions of training users as what the ones before them lead to; of a user with several dialogs, by the last. */
function earlierExamples(
  dialogs: readonly RecommendedDialog[],
  isAskedElsewhere: (dialog: RecommendedDialog, item: number) => boolean,
  {
    kind,
    bar,
    profilesAt,
    mostOfUser,
  }: {
    kind: ModelSize['dialog']['kind'];
    bar: BarItems;
    profilesAt: (atMs: number) => Pick<Example, 'profiles'>;
    mostOfUser: number;
  },
): Example[] {
  const last = new Map<string, RecommendedDialog>();
  const targets = new Set(dialogs.map(({ userId, target }) => JSON.stringify([userId, target])));
  for (const dialog of dialogs) {
    if ((last.get(dialog.userId)?.atMs ?? Number.NEGATIVE_INFINITY) < dialog.atMs) last.set(dialog.userId, dialog);
  }
  const empty: Example['dialog'] = kind === 'tokens' ? { kind, tokens: [] } : { kind, vectors: [] };
  return [...last.values()].flatMap((dialog) => {
    const history = dialog.history.filter(({ item }) => !isAskedElsewhere(dialog, item));
    const examples = history.flatMap(({ item, atMs }, at): Example[] => {
      const before = history.slice(0, at).filter((earlier) => earlier.atMs < atMs);
      // What is a dialog's target is that dialog's example already.
      if (before.length === 0 || targets.has(JSON.stringify([dialog.userId, item]))) return [];
      return [
        {
          ...historyOf(before, atMs),
          dialog: empty,
          barred: bar(atMs, itemsOf(before)),
          target: item,
          ...profilesAt(atMs),
        },
      ];
    });
    return examples.slice(Math.max(0, examples.length - mostOfUser));
  });
}

/** Shuffled: each dialog of the split gets the history, or the talk, of another one. */
function ablateDialogs(
  dialogs: readonly RecommendedDialog[],
  { ablation = 'none', settings }: ExampleOptions,
  split: Split,
): RecommendedDialog[] {
  if (ablation === 'no-evidence-turns') {
    return dialogs.map((dialog) => ({ ...dialog, turns: dialog.turns.filter(({ hasEvidence }) => !hasEvidence) }));
  }
  if (ablation === 'none') return [...dialogs];
  const others = createRandom(deriveSeed(settings.seed, ablation, split)).shuffle(dialogs);
  return dialogs.map((dialog, at) => {
    const other = others[at] ?? dialog;
    if (ablation === 'shuffled-dialog') return { ...dialog, turns: other.turns };
    // Moved to end where its new owner's does, so that gaps stay what they were and nothing is later than now.
    const moved = other.history.map(({ item, atMs }) => ({ item, atMs: atMs - other.atMs + dialog.atMs }));
    return { ...dialog, history: moved.filter(({ item }) => item !== dialog.target) };
  });
}
