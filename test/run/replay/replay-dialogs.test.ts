import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import type { Fork } from '../../../run/replay/create-fork.ts';
import { listEndedDialogs } from '../../../run/replay/recorded-dialogs.ts';
import { replayDialogs } from '../../../run/replay/replay-dialogs.ts';
import type { ReplayedDialog } from '../../../run/replay/replay-dialogs.ts';
import { readDialog } from '../../../run/reading/read-dialog.ts';
import type { FoundDialog } from '../../../run/reading/read-dialog.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { AttemptSchema, DialogSchema } from '../../../schemas/dialog.ts';
import type { Attempt } from '../../../schemas/dialog.ts';
import { convrec } from '../../cli/run-convrec.ts';
import type { Outcome } from '../../cli/run-convrec.ts';
import { startModelEndpoint } from '../../doubles/model-endpoint.ts';
import type { Fault } from '../../doubles/model-endpoint.ts';
import { sayWhatIsAsked } from '../../doubles/obedient-model.ts';
import { makeRecordedRuns } from '../../doubles/recorded-runs.ts';
import { hashFiles, startStudioProcess } from '../../doubles/studio-process.ts';

const changedWorkflows = (name: string): string =>
  fileURLToPath(new URL(`../../doubles/changed-workflows/${name}.ts`, import.meta.url));

const unknownModel: Fault = {
  kind: 'status',
  status: 404,
  body: { error: { message: 'The model `unheard-of` does not exist', code: 'model_not_found' } },
};

describe('replay, with the server gone and the runs moved', function () {
  this.timeout(300_000);
  let runsRoot: string;
  let run: Record<'offline' | 'paid', RunFolder>;
  const forks = new Map<string, Outcome>();
  let parent: FoundDialog;
  let requests = 0;

  /** Forks of one accepted dialog; they alone need a server. */
  async function makeForks(root: string): Promise<void> {
    const from = openRunFolder({ runId: 'offline', runsRoot: root });
    const [accepted = ''] = await listEndedDialogs(from, 'accepted');
    const [failed = ''] = await listEndedDialogs(from, 'failed');
    parent = await readDialog(from, accepted);
    const endpoint = await startModelEndpoint({
      respond: sayWhatIsAsked,
      faultOf: (_number, { model }) => (model === 'unheard-of' ? unknownModel : undefined),
    });
    const planFile = join(root, 'plan.json');
    const fork = async (name: string, dialogId: string, ...args: string[]): Promise<void> => {
      const command = ['replay', dialogId, 'offline', '--from-turn', ...args, '--json', '--runs', root];
      forks.set(name, await convrec(command, { env: process.env }));
    };
    try {
      const live = ['4', '--model', 'openai:test-model', '--base-url', endpoint.baseUrl];
      await fork('live', accepted, ...live);
      requests = endpoint.requests.length;
      await fork('again', accepted, ...live);
      assert.equal(endpoint.requests.length, requests, 'a fork that is there is only found');
      await writeFile(planFile, JSON.stringify({ ...parent.plan, style: { ...parent.plan.style, talkativeness: 1 } }));
      await fork('edited', accepted, '2', '--edit-plan', planFile);
      const turns = parent.plan.turns.map((turn) => (turn.turn === 1 ? { ...turn, evidence: [], act: 'greet' } : turn));
      await writeFile(planFile, JSON.stringify({ ...parent.plan, turns }));
      await fork('rewritten', accepted, '2', '--edit-plan', planFile);
      await fork('too late', failed, '99');
      await fork('unknown model', accepted, '4', '--model', 'openai:unheard-of', '--base-url', endpoint.baseUrl);
    } finally {
      await endpoint.close();
    }
  }

  before(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-replay-'));
    const studio = await startStudioProcess({ ...process.env, OPENAI_API_KEY: 'sk-secret-0123456789' });
    try {
      await makeRecordedRuns(studio);
      await makeForks(studio.runsRoot);
      for (const runId of ['offline', 'paid'])
        await cp(join(studio.runsRoot, runId), join(runsRoot, runId), { recursive: true });
    } finally {
      await studio.close();
    }
    const open = (runId: string): RunFolder => openRunFolder({ runId, runsRoot });
    run = { offline: open('offline'), paid: open('paid') };
  });
  after(() => rm(runsRoot, { recursive: true, force: true }));

  it('forks: turns before as recorded, the rest by another model, in a folder of its own that no dataset takes in', async () => {
    const live = forks.get('live') ?? assert.fail();
    assert.equal(live.code, 0, live.err);
    const made: FoundDialog & { fork: Fork } = JSON.parse(live.out);
    const { dialogId } = made.fork;
    assert.deepEqual(made.fork, { dialogId, parentId: parent.dialogId, fromTurn: 4, isPlanEdited: false });
    assert.notEqual(dialogId, parent.dialogId);
    assert.equal(made.realizer, 'openai:test-model');
    assert.equal(texts(made).length, texts(parent).length);
    assert.deepEqual(texts(made).slice(0, 4), texts(parent).slice(0, 4));
    assert.notDeepEqual(texts(made).slice(4), texts(parent).slice(4));
    assert.equal(requests, texts(made).length - 4);
    assert.deepEqual(JSON.parse(forks.get('again')?.out ?? '').turns, made.turns);

    const edited = JSON.parse(forks.get('edited')?.out ?? '');
    assert.deepEqual([edited.fork.isPlanEdited, edited.plan.style.talkativeness], [true, 1]);
    assert.deepEqual(texts(edited).slice(0, 2), texts(parent).slice(0, 2));

    const ambiguous = await convrec(['show', 'd', '--run', 'offline', '--runs', runsRoot]);
    assert.equal(ambiguous.code, 2);
    assert.match(ambiguous.err, /d is the beginning of several dialogs, forks among them/u);
    const shown = await convrec(['show', dialogId.slice(0, 15), '--run', 'offline', '--runs', runsRoot]);
    assert.equal(shown.code, 0, shown.err);
    assert.match(shown.err, new RegExp(`A fork of ${parent.dialogId} from turn 4`, 'u'));
    const replayed = await convrec(['replay', dialogId, 'offline', '--runs', runsRoot]);
    assert.equal(replayed.code, 0, replayed.out + replayed.err);
    const ids = await withDatabase({}, (db) =>
      db.rows('select dialog_id from read_parquet($dialogs) where dialog_id = $dialogId', {
        dialogs: run.offline.relationPath('dialogs'),
        dialogId,
      }),
    );
    assert.deepEqual(ids, []);
  });

  it('refuses a fork that would rewrite what was said, or begins after the end', () => {
    const rewritten = forks.get('rewritten');
    assert.equal(rewritten?.code, 2);
    assert.match(rewritten.err, /changes turn 1\nwhat to do Turns before 2 were spoken already/u);
    const late = forks.get('too late');
    assert.equal(late?.code, 2);
    assert.match(late.err, /cannot be forked from turn 99\nwhat to do Its turns to fork from are 0 to \d+/u);
  });

  it('ends a fork with a wrong model name as a launch with one ends', () => {
    const unknown = forks.get('unknown model');
    assert.equal(unknown?.code, 2, unknown?.err);
    assert.match(unknown.err, /The model `unheard-of` does not exist\nwhat to do Check the model name/u);
    assert.doesNotMatch(unknown.err, /This is a bug/u);
  });

  it('finds every dialog identical, accepted, repaired and failed in each way, and leaves the run as it is', async () => {
    for (const [from, reasons] of [
      [run.offline, [/^FidelityExhausted: turn \d+: length/u]],
      [run.paid, [/^ModelRefused: /u]],
    ] as const) {
      const before = await hashFiles(from.folder);
      const replayed = await replayAll(from);
      assert.deepEqual(
        replayed.filter(({ result }) => result !== 'identical'),
        [],
      );
      assert.ok(replayed.some(({ status, turns, attempts }) => status === 'accepted' && attempts > turns));
      for (const reason of reasons)
        assert.ok(
          replayed.some((dialog) => reason.test(dialog.reason ?? '')),
          String(reason),
        );
      assert.deepEqual(await hashFiles(from.folder), before);
    }
  });

  it('is a command: all failed dialogs, or one by the beginning of its id', async () => {
    const failed = await convrec(['replay', 'offline', '--failed', '--runs', runsRoot]);
    assert.equal(failed.code, 0, failed.err);
    const ids = await listEndedDialogs(run.offline, 'failed');
    assert.ok(ids.length > 0);
    assert.deepEqual(
      failed.out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
      ids,
    );
    assert.match(failed.out, /identical: \d+ turns, \d+ attempts, failed \(FidelityExhausted: turn/u);
    const [id = ''] = ids;
    const one = await convrec(['replay', id.slice(0, 12), 'offline', '--json', '--runs', runsRoot]);
    assert.equal(one.code, 0, one.err);
    assert.deepEqual([JSON.parse(one.out).dialogId, JSON.parse(one.out).result], [id, 'identical']);
    const wrong = await convrec(['replay', '--runs', runsRoot]);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /a dialog is missing\nwhat to do convrec replay DIALOG/u);
  });

  it('tells an incompatible workflow from what was recorded, by turn', async () => {
    const audited = await replayAll(run.offline, changedWorkflows('one-activity-more'));
    for (const { difference } of audited) {
      const { at, expected, found } = difference ?? assert.fail('no difference');
      assert.deepEqual([at, expected, found], ['workflow', 'realizeTurn', 'auditDialog']);
    }
    const recorded = await replayAll(run.paid);
    const impatient = await replayAll(run.paid, changedWorkflows('one-attempt-less'));
    const repaired = await findRepaired(run.paid, recorded);
    assert.ok(repaired.size > 0);
    for (const { dialogId, result, difference } of impatient) {
      const turn = repaired.get(dialogId);
      assert.equal(result, turn === undefined ? 'identical' : 'different', dialogId);
      if (turn !== undefined)
        assert.deepEqual(
          [difference?.at, difference?.turn, difference?.found],
          ['workflow', turn, 'no further attempt'],
        );
    }
  });

  it('tells a text, a judgement and an end that today’s code makes otherwise', async () => {
    const changed = openRunFolder({ runId: 'changed', runsRoot });
    const begin = () => cp(run.paid.folder, changed.folder, { recursive: true, force: true });
    const [dialogId = ''] = await listEndedDialogs(run.paid, 'accepted');
    const replayOne = async (): Promise<ReplayedDialog> => {
      const [replayed] = await collect(replayDialogs({ run: changed, dialogIds: [dialogId], env: process.env }));
      return replayed ?? assert.fail('nothing was replayed');
    };

    await begin();
    await changeAttempts(changed, dialogId, (made) =>
      made.turn === 2 && made.accepted ? { ...made, text: `${made.text} Really.` } : made,
    );
    const text = (await replayOne()).difference;
    assert.deepEqual([text?.at, text?.turn], ['text', 2]);
    assert.equal(text?.expected, `${text?.found} Really.`);

    for (const [change, expected] of [
      [(made: Attempt) => ({ ...made, realizer: 'openai:another' }), /^realizer openai:test-model$/u],
      [
        (made: Attempt) => ({ ...made, modelCall: made.modelCall && { ...made.modelCall, requestHash: '0' } }),
        /^request [0-9a-f]{64}$/u,
      ],
    ] as const) {
      await begin();
      await changeAttempts(changed, dialogId, (made) => (made.turn === 3 ? change(made) : made));
      const record = (await replayOne()).difference;
      assert.deepEqual([record?.at, record?.turn], ['record', 3]);
      assert.match(record?.expected ?? '', expected);
    }

    await begin();
    const ofOther = DialogSchema.parse(JSON.parse((await changed.readText(`work/dialogs/${dialogId}.json`)) ?? ''));
    await changed.writeText(
      `work/dialogs/${dialogId}.json`,
      JSON.stringify({ ...ofOther, realizer: 'openai:another' }),
    );
    const spoken = (await replayOne()).difference;
    assert.deepEqual([spoken?.at, spoken?.expected], ['record', 'realizer openai:test-model']);

    const manifest = (await run.paid.readManifest()) ?? assert.fail();
    // Nothing was gathered, as in a run that rests.
    for (const [change, at, found] of [
      [(made: Attempt) => ({ ...made, realizer: 'openai:another' }), 'record', /^realizer openai:another$/u],
      [
        (made: Attempt) => ({ ...made, modelCall: made.modelCall && { ...made.modelCall, requestHash: '0' } }),
        'request',
        /^request [0-9a-f]{64}$/u,
      ],
    ] as const) {
      await begin();
      await rm(changed.relationPath('attempts'));
      await changed.writeManifest({ ...manifest, status: 'running' });
      await changeAttempts(changed, dialogId, (made) => (made.turn === 3 ? change(made) : made));
      const { difference } = await replayOne();
      assert.deepEqual([difference?.at, difference?.turn], [at, 3]);
      assert.match(difference?.found ?? '', found);
    }

    await begin();
    const asked = await changed.readConfig();
    const cooler = { ...asked, model: { ...asked.model, temperature: 0.1 } };
    await changed.writeText('config.json', JSON.stringify(cooler));
    assert.deepEqual([(await replayOne()).difference?.at, (await replayOne()).difference?.turn], ['request', 0]);

    await begin();
    const config = await changed.readConfig();
    const strict = { ...config, fidelity: { ...config.fidelity, maximumWordsPerTurn: 10 } };
    await changed.writeText('config.json', JSON.stringify(strict));
    const judged = (await replayOne()).difference;
    assert.deepEqual([judged?.at, judged?.expected], ['problems', 'accepted']);
    assert.match(judged?.found ?? '', /^length: /u);

    await begin();
    const file = `work/dialogs/${dialogId}.json`;
    const dialog = DialogSchema.parse(JSON.parse((await changed.readText(file)) ?? ''));
    await changed.writeText(file, JSON.stringify({ ...dialog, status: 'failed', reason: 'FidelityExhausted: dialog' }));
    const ended = (await replayOne()).difference;
    assert.deepEqual(
      [ended?.at, ended?.expected, ended?.found],
      ['outcome', 'failed: FidelityExhausted: dialog', 'accepted'],
    );
    const command = await convrec(['replay', dialogId, 'changed', '--runs', runsRoot]);
    assert.equal(command.code, 13);
    assert.match(command.out, /different at the end: outcome\n {2}expected {2}failed: .*\n {2}found {5}accepted\n/u);

    await rm(changed.path('work/histories'), { recursive: true });
    const lost = await convrec(['replay', dialogId, 'changed', '--runs', runsRoot]);
    assert.equal(lost.code, 8);
    assert.match(lost.err, /keeps no history of 1 dialogs/u);
    await rm(changed.folder, { recursive: true });
  });
});

async function replayAll(from: RunFolder, workflowsPath?: string): Promise<ReplayedDialog[]> {
  const dialogIds = await listEndedDialogs(from);
  const changed = workflowsPath === undefined ? {} : { workflowsPath };
  return collect(replayDialogs({ run: from, dialogIds, env: process.env, ...changed }));
}

const texts = ({ turns }: FoundDialog): string[] => turns.map(({ text }) => text);

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** The first turn of each dialog that needed a second answer. */
async function findRepaired(from: RunFolder, dialogs: readonly ReplayedDialog[]): Promise<Map<string, number>> {
  const repaired = new Map<string, number>();
  for (const { dialogId } of dialogs) {
    const attempts = await readAttempts(from, dialogId);
    const turn = attempts.find(({ attempt }) => attempt > 0)?.turn;
    if (turn !== undefined) repaired.set(dialogId, turn);
  }
  return repaired;
}

async function readAttempts(from: RunFolder, dialogId: string): Promise<Attempt[]> {
  const text = (await from.readText(`work/dialogs/${dialogId}.jsonl`)) ?? '';
  return text
    .trimEnd()
    .split('\n')
    .map((line) => AttemptSchema.parse(JSON.parse(line)));
}

async function changeAttempts(from: RunFolder, dialogId: string, change: (made: Attempt) => Attempt): Promise<void> {
  const lines = (await readAttempts(from, dialogId)).map((made) => JSON.stringify(change(made)));
  await from.writeText(`work/dialogs/${dialogId}.jsonl`, `${lines.join('\n')}\n`);
}
