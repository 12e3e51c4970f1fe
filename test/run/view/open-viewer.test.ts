import assert from 'node:assert/strict';
import { openDatabase } from '../../doubles/open-database.ts';
import type { OpenDatabase } from '../../doubles/open-database.ts';
import { createFork } from '../../../run/replay/create-fork.ts';
import { openViewer } from '../../../run/view/open-viewer.ts';
import type { Viewer } from '../../../run/view/open-viewer.ts';
import type { ViewedDialog } from '../../../run/view/viewed-dialog.ts';
import type { Dialog } from '../../../schemas/dialog.ts';
import { createAnnotatedRun, script, spokenBeforeFailure } from '../annotation/annotated-run.ts';
import type { AnnotatedRun } from '../annotation/annotated-run.ts';
import { end, ungather } from './live-run.ts';

const page = { offset: 0, limit: 50 };

const aspectOf = ({ turns }: Dialog): string[] => turns.flatMap(({ evidence }) => evidence.map((e) => e.aspectId));

const texts = ({ turns }: ViewedDialog): (string | null)[] => turns.map(({ text }) => text);

describe('openViewer', () => {
  let fixture: AnnotatedRun;
  let database: OpenDatabase;
  let viewer: Viewer;
  before(async () => {
    fixture = await createAnnotatedRun(6);
    database = await openDatabase();
    viewer = openViewer(database.db, fixture.run, null);
  });
  after(async () => {
    await database?.close();
    await fixture?.remove();
  });

  const dialogAt = (at: number): Dialog => {
    const dialog = fixture.dialogs.at(at);
    assert.ok(dialog !== undefined);
    return dialog;
  };
  const idsOf = async (filters: object): Promise<string[]> =>
    (await viewer.list({ ...page, ...filters })).dialogs.map(({ dialogId }) => dialogId);

  it('lists what failed first, then what was tried again most, then the others by their ids', async () => {
    const { matched, isLive, waiting, dialogs } = await viewer.list(page);
    assert.deepEqual([matched, isLive, waiting], [7, false, 0]);
    const accepted = fixture.dialogs.slice(1, -1).map(({ dialogId }) => dialogId);
    assert.deepEqual(
      dialogs.map(({ dialogId }) => dialogId),
      [dialogAt(-1).dialogId, dialogAt(0).dialogId, ...accepted.toSorted()],
    );
    const { title, userId, ...failed } = dialogs[0] ?? assert.fail();
    assert.ok(title.includes(script) && userId.includes(script));
    assert.deepEqual(failed, {
      dialogId: dialogAt(-1).dialogId,
      status: 'failed',
      outcome: 'accepted',
      reason: `FidelityExhausted: turn ${spokenBeforeFailure}: title-leak`,
      asOf: fixture.plans.at(-1)?.asOf,
      split: 'test',
      turns: spokenBeforeFailure,
      refused: 3,
      checks: ['title-leak'],
    });
  });

  it('gives pages that hold every dialog once', async () => {
    const pages = await Promise.all([0, 3, 6, 9].map((offset) => viewer.list({ offset, limit: 3 })));
    assert.deepEqual(
      pages.map(({ dialogs }) => dialogs.length),
      [3, 3, 1, 0],
    );
    const ids = pages.flatMap(({ dialogs }) => dialogs.map(({ dialogId }) => dialogId));
    assert.deepEqual(ids, await idsOf({}));
  });

  it('finds dialogs by status, check, super-node, item, aspect, words said or refused, user and id', async () => {
    const [first, failed] = [dialogAt(0), dialogAt(-1)];
    assert.deepEqual(await idsOf({ status: 'failed' }), [failed.dialogId]);
    assert.deepEqual(await idsOf({ status: 'planned' }), []);
    assert.deepEqual(await idsOf({ problem: 'slots' }), [first.dialogId]);
    assert.deepEqual(await idsOf({ problem: 'slots', status: 'failed' }), []);
    assert.deepEqual(await idsOf({ outcome: 'left' }), []);
    for (const superNode of ['Recommend', 'Revise'] as const) {
      const expected = fixture.plans.filter(({ path }) => path.includes(superNode)).map(({ dialogId }) => dialogId);
      assert.deepEqual(new Set(await idsOf({ superNode })), new Set(expected), superNode);
    }
    const plan = fixture.plans[2] ?? assert.fail();
    const [candidate = assert.fail()] = plan.candidates;
    const withItem = fixture.plans.filter(({ candidates }) =>
      candidates.some(({ itemId }) => itemId === candidate.itemId),
    );
    const expected = new Set(withItem.map(({ dialogId }) => dialogId));
    assert.deepEqual(new Set(await idsOf({ item: candidate.itemId.toUpperCase() })), expected);
    assert.ok((await idsOf({ item: candidate.title.slice(1).toUpperCase() })).includes(plan.dialogId));
    const [aspect = assert.fail()] = aspectOf(dialogAt(1));
    const citing = fixture.dialogs.filter((dialog) => aspectOf(dialog).includes(aspect));
    assert.deepEqual(new Set(await idsOf({ aspect })), new Set(citing.map(({ dialogId }) => dialogId)));
    const said = dialogAt(3).dialogId;
    assert.deepEqual(
      await idsOf({ text: `"&AMP; ${said}`.replace(said, said.slice(0, 15)).replace('&AMP;', '&amp;') }),
      [said],
    );
    assert.deepEqual(await idsOf({ text: 'refused LINE 2' }), [failed.dialogId]);
    assert.deepEqual(await idsOf({ text: fixture.plans[4]?.userId }), [fixture.plans[4]?.dialogId]);
    assert.deepEqual(
      await idsOf({ text: said.slice(0, 20) }),
      await idsOf({ text: said.slice(0, 20), status: 'accepted' }),
    );
    assert.deepEqual(await idsOf({ text: `' or true --` }), []);
  });

  it('counts what dialogs can be filtered by', async () => {
    const facets = await viewer.readFacets();
    const countOf = (name: string): [string, number][] =>
      facets.filter(({ facet }) => facet === name).map(({ value, dialogs }) => [value, dialogs]);
    assert.deepEqual(countOf('status'), [
      ['accepted', 6],
      ['failed', 1],
    ]);
    assert.deepEqual(countOf('problem'), [
      ['slots', 1],
      ['title-leak', 1],
    ]);
    assert.deepEqual(countOf('outcome'), [['accepted', 7]]);
    const aspects = facets.filter(({ facet }) => facet === 'aspect');
    assert.ok(aspects.length > 0);
    for (const { value, dialogs } of aspects) assert.equal((await idsOf({ aspect: value })).length, dialogs);
    for (const [superNode, dialogs] of countOf('superNode')) {
      assert.equal((await idsOf({ superNode })).length, dialogs, superNode);
    }
  });

  it('shows a failed dialog with the attempts at its end, what they were given, and what was not reached', async () => {
    const { dialog } = await viewer.readDialog(dialogAt(-1).dialogId);
    const plan = fixture.plans.at(-1) ?? assert.fail();
    assert.equal(dialog.status, 'failed');
    assert.equal(dialog.turns.length, plan.turns.length);
    assert.deepEqual(
      dialog.turns.slice(0, spokenBeforeFailure + 2).map(({ state }) => state),
      ['said', 'said', 'said', 'refused', 'waiting'],
    );
    const last = dialog.turns[spokenBeforeFailure] ?? assert.fail();
    assert.deepEqual([last.text, last.attempts], [null, 3]);
    assert.deepEqual(last.rejected[2], {
      attempt: 2,
      text: `Refused line 2. ${script}`,
      problems: [{ check: 'title-leak', detail: `"refused line" ${script}` }],
    });
    assert.ok(plan.turns[spokenBeforeFailure]?.evidence.length === 0 || last.quotes.length > 0);
    assert.deepEqual(
      dialog.candidates.map(({ itemId, claims }) => [itemId, claims.length]),
      plan.candidates.map(({ itemId, claims }) => [itemId, claims.length]),
    );
    assert.equal(dialog.history.total, dialog.history.reviews.length);
    assert.ok(dialog.history.reviews.length > 0 && dialog.target !== null && dialog.profile.length > 0);
  });

  it('cuts quotes out of their reviews by code points', async () => {
    for (const { dialogId } of fixture.dialogs.slice(0, 3)) {
      const { dialog } = await viewer.readDialog(dialogId);
      const quotes = dialog.turns.flatMap((turn) => turn.quotes);
      assert.ok(quotes.some(({ side }) => side === 'user') && quotes.some(({ side }) => side === 'community'));
      for (const { review } of quotes) {
        assert.ok(review !== null && review.span !== '' && !/\p{Surrogate}/u.test(review.before + review.span));
        assert.match(review.before + review.span + review.after, /^<script>.*🍕/u);
      }
    }
  });

  it('refuses a dialog that is not there, with what to do', async () => {
    await assert.rejects(viewer.readDialog(`d${'f'.repeat(20)}`), (error: Error) => {
      assert.equal(error.name, 'RunFolderUnusable');
      assert.match(error.message, /there is no dialog/u);
      return true;
    });
    await assert.rejects(viewer.readBeside(dialogAt(0).dialogId, 'run'), { name: 'RunFolderUnusable' });
    assert.equal((await viewer.list(page)).matched, 7);
  });

  it('sets a dialog beside another run’s of the same id, and beside its forks', async () => {
    const other = await createAnnotatedRun(6);
    try {
      await ungather(other);
      const changed = { ...dialogAt(1), turns: dialogAt(1).turns.map((turn) => ({ ...turn, text: 'Otherwise.' })) };
      await end(other, changed);
      const beside = openViewer(database.db, fixture.run, other.run);
      const fork = await createFork({
        run: fixture.run,
        parent: { dialog: dialogAt(1), attempts: [], history: undefined },
        plan: fixture.plans[1] ?? assert.fail(),
        fromTurn: 2,
        config: await fixture.run.readConfig(),
      });
      await end({ ...fixture, run: fork.folder, refused: new Map() }, { ...changed, dialogId: fork.fork.dialogId });
      const { dialog, besides } = await beside.readDialog(dialogAt(1).dialogId);
      assert.deepEqual(
        besides.map(({ name }) => name),
        ['run', fork.fork.dialogId],
      );
      assert.match(besides[1]?.label ?? '', /from turn 2$/u);
      const shown = await Promise.all(besides.map(({ name }) => beside.readBeside(dialog.dialogId, name)));
      for (const found of shown) {
        assert.deepEqual(
          texts(found),
          texts(dialog).map(() => 'Otherwise.'),
        );
        // A fork's folder holds no titles and few reviews.
        assert.ok(
          found.turns.some(({ quotes }) => quotes.some(({ review, title }) => review && title.includes(script))),
        );
      }
      assert.deepEqual((await beside.readDialog(dialogAt(0).dialogId)).besides, [
        { name: 'run', label: 'run yelp-0123456789' },
      ]);
      await assert.rejects(beside.readBeside(dialogAt(0).dialogId, fork.fork.dialogId), /has no fork/u);
      assert.equal((await beside.list(page)).matched, 7);
    } finally {
      await other.remove();
    }
  });
});
