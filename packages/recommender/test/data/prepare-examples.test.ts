import assert from 'node:assert/strict';
import { RecommenderSettingsSchema } from '../../schema.ts';
import { prepareExamples } from '../../data/prepare-examples.ts';
import type { Ablation } from '../../data/prepare-examples.ts';
import { splitDialogs } from '../../data/split-dialogs.ts';
import { createVocabulary } from '../../../../studio/profiling/term-matrix.ts';
import { createData } from '../recommender-data.ts';

const data = createData(200, 1, 'named');
const settings = RecommenderSettingsSchema.parse({ dialogText: 'words', dialogLength: 80 });
const prepare = (ablation: Ablation = 'none', given = settings) =>
  prepareExamples(data, { settings: given, splitOf: splitDialogs(data, 'time', 1), ablation });

describe('examples of dialogs', () => {
  it('have the history with its gaps, the last one up to the dialog', () => {
    const [first] = prepare().ofSplit.train;
    assert(first !== undefined);
    const { dialog, example } = first;
    assert.deepEqual(
      example.historyItems,
      dialog.history.map(({ item }) => item),
    );
    assert.deepEqual(
      example.historyGapDays,
      dialog.history.map(() => 1),
    );
    assert.equal(example.target, dialog.target);
  });

  it('know the words of the training split, and no others', () => {
    const { words, ofSplit, size } = prepare();
    assert(words.includes('<user>') && words.includes('hello') && !words.includes('what'));
    const lone = data.dialogs.map((dialog, at) =>
      dialog.split === 'test'
        ? { ...dialog, turns: dialog.turns.slice(1).map((turn) => ({ ...turn, text: `unheard${at % 2}` })) }
        : dialog,
    );
    const changed = prepareExamples({ ...data, dialogs: lone }, { settings, splitOf: splitDialogs(data, 'time', 1) });
    assert.deepEqual(changed.words, words);
    assert.deepEqual(changed.ofSplit.train, ofSplit.train);
    const tested = changed.ofSplit.test[0]?.example.dialog;
    assert(tested?.kind === 'tokens' && size.dialog.kind === 'tokens');
    assert.deepEqual(tested.tokens, [words.indexOf('<user>') + 1, 0]);
    assert.equal(size.dialog.vocabulary, words.length + 1);
  });

  it('of earlier interactions are the training users’ last ones, from strictly earlier ones, without a dialog', () => {
    const { earlier } = prepare('none', { ...settings, earlierInteractions: 1000 });
    assert(earlier.length > 100);
    for (const { dialog, historyItems, target } of earlier) {
      assert.deepEqual(dialog, { kind: 'tokens', tokens: [] });
      assert(historyItems.length > 0 && !historyItems.includes(target));
    }
    const users = new Set(data.dialogs.filter(({ split }) => split === 'train').map(({ userId }) => userId));
    const most = data.dialogs
      .filter(({ userId }) => users.has(userId))
      .reduce((sum, { history }) => sum + history.length - 1, 0);
    assert(earlier.length <= most);
    const last = prepare('none', { ...settings, earlierInteractions: 1 }).earlier;
    assert(last.length <= users.size && last.length > users.size / 2);
    for (const example of last) assert(earlier.some((known) => same(known, example)));
    assert.deepEqual(prepare('none', { ...settings, earlierInteractions: 0 }).earlier, []);
  });

  it('ablated keep their targets and lose what is asked', () => {
    const whole = prepare().ofSplit;
    const talk = prepare('shuffled-dialog').ofSplit.test;
    const past = prepare('shuffled-history').ofSplit.test;
    assert.deepEqual(
      talk.map(({ example }) => example.target),
      whole.test.map(({ example }) => example.target),
    );
    const sameTalk = talk.filter(({ example }, at) => same(example.dialog, whole.test[at]?.example.dialog)).length;
    const samePast = past.filter(({ example }, at) =>
      same(example.historyItems, whole.test[at]?.example.historyItems),
    ).length;
    assert(sameTalk < talk.length / 3 && samePast < past.length / 3, `${sameTalk}, ${samePast} of ${talk.length}`);
    for (const { example } of past) {
      assert(!example.historyItems.includes(example.target));
      assert(example.historyGapDays.every((days) => days >= 0));
    }
    const [bare] = prepare('no-evidence-turns').ofSplit.test;
    assert.deepEqual(
      bare?.dialog.turns.map(({ hasEvidence }) => hasEvidence),
      [false],
    );
  });

  it('as turn vectors have a vector a turn; they need the run’s aspect model', () => {
    const asked = { ...settings, dialogText: 'turn-vectors' as const };
    assert.throws(() => prepare('none', asked), /need the aspect model/u);
    const termModel = {
      vocabulary: createVocabulary(['marker'], Float32Array.of(1)),
      projection: { dimensions: 2, rows: Float32Array.of(3, 4) },
    };
    const dialogs = data.dialogs.map((dialog) => ({
      ...dialog,
      turns: [{ speaker: 'user' as const, text: 'A marker at [item]', hasEvidence: false, namedItems: [] }],
    }));
    const splitOf = splitDialogs(data, 'time', 1);
    const { ofSplit, size } = prepareExamples({ ...data, dialogs }, { settings: asked, splitOf, termModel });
    assert.deepEqual(size.dialog, { kind: 'vectors', dimensions: 4 });
    const { dialog } = ofSplit.train[0]?.example ?? {};
    assert(dialog?.kind === 'vectors');
    assert.deepEqual(
      [...(dialog.vectors[0] ?? [])].map((value) => Number(value.toFixed(6))),
      [0.6, 0.8, 1, 1],
    );
  });
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
