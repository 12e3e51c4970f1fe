import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { openStudy } from '../../../run/annotation/open-study.ts';
import { createAnnotatedRun } from './annotated-run.ts';
import type { AnnotatedRun } from './annotated-run.ts';

const refusal =
  (name: string, message: RegExp, remedy: RegExp) => (error: Error & { details?: { remedy?: string } }) => {
    assert.equal(error.name, name);
    assert.match(error.message, message);
    assert.match(error.details?.remedy ?? '', remedy);
    return true;
  };

describe('openStudy', () => {
  let fixture: AnnotatedRun;
  beforeEach(async () => {
    fixture = await createAnnotatedRun(8);
  });
  afterEach(() => fixture.remove());

  it('takes accepted dialogs only, and is the same when it is opened again', async () => {
    const { run } = fixture;
    const first = await openStudy(run, { dialogs: 6, checks: 1, sharedShare: 0.5 });
    assert.equal(first.dialogIds.size, 8);
    assert.equal(first.study.sharedDialogIds.length, 3);
    const ann = await first.assign('Ann');
    await first.assign('Bob');
    const again = await openStudy(run, {});
    assert.deepEqual(again.study, first.study);
    assert.deepEqual(await again.assign('Ann'), ann);
    assert.deepEqual(
      (await again.readAssignments()).map(({ raterId }) => raterId),
      ['Ann', 'Bob'],
    );
  });

  it('refuses settings that are not the study’s', async () => {
    await openStudy(fixture.run, { dialogs: 6 });
    await openStudy(fixture.run, { dialogs: 6 });
    await assert.rejects(
      openStudy(fixture.run, { dialogs: 7 }),
      refusal('InvalidRunConfig', /has --dialogs 6, and 7 is given/u, /Leave the flag out/u),
    );
  });

  it('says what to do about a run without dialogs', async () => {
    const none = await createAnnotatedRun(0);
    try {
      await assert.rejects(
        openStudy(none.run, {}),
        refusal('RunFolderUnusable', /no accepted dialog/u, /convrec sql/u),
      );
      await rm(none.run.relationPath('dialogs'));
      await assert.rejects(
        openStudy(none.run, {}),
        refusal('RunFolderUnusable', /gathered no dialogs/u, /convrec gather/u),
      );
    } finally {
      await none.remove();
    }
  });

  it('says which file of a study it cannot read', async () => {
    await fixture.run.writeText('evaluation/annotation/study.json', '{"seed": "one"}');
    await assert.rejects(
      openStudy(fixture.run, {}),
      refusal('RunFolderUnusable', /study\.json cannot be read/u, /by hand/u),
    );
  });
});
