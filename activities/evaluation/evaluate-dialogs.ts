import { z } from 'zod';
import { UtteranceSchema } from '../../schemas/agent-context.ts';
import type { Utterance } from '../../schemas/agent-context.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunMeasure } from '../../schemas/evaluation.ts';
import {
  cutToEqualTokens,
  measureCounts,
  measureTexts,
  mostCompared,
} from '../../studio/evaluation/measure-dialogs.ts';
import type { DialogFigures } from '../../studio/evaluation/measure-dialogs.ts';
import { measureSelfBleu } from '../../studio/evaluation/self-bleu.ts';
import { measureTextDiversity, tokensOf } from '../../studio/evaluation/text-diversity.ts';
import type { Database, Dependencies, RunFolder } from '../dependencies.ts';
import { checkDataset } from './evaluate-checks.ts';
import { escapePattern } from '../staging/file-pattern.ts';

/** Writes `dialog_measures` and returns what it sums up to, beside other dialogs where their file is given. */
export async function measureDialogs(
  db: Database,
  deps: Dependencies,
  run: RunFolder,
  beside: string | null,
): Promise<RunMeasure[]> {
  await checkDataset(db, deps, run);
  for (const relation of ['dialogs', 'turns', 'attempts'] as const) {
    await db.openParquet(relation, run.relationPath(relation));
  }
  const dialogs = await readAccepted(db);
  await createTexts(db, dialogs);
  await db.writeParquet(
    await deps.readSql('studio/evaluation/dialog_measures.sql'),
    run.relationPath('dialog_measures'),
  );
  await db.openParquet('dialog_measures', run.relationPath('dialog_measures'));
  const texts = [...dialogs.values()];
  const own = of('run', 'all', [...measureCounts(await readFigures(db)), ...measureTexts(texts)]);
  if (beside === null) return own;
  const others = await readOthers(db, run.path(beside));
  const [mine, theirs] = cutToEqualTokens(texts, others);
  return [
    ...own,
    ...of('beside', 'all', measureTexts(others)),
    ...of('run', 'equal tokens', measureTexts(mine)),
    ...of('beside', 'equal tokens', measureTexts(theirs)),
  ];
}

function of(
  about: RunMeasure['about'],
  over: RunMeasure['over'],
  figures: ReturnType<typeof measureTexts>,
): RunMeasure[] {
  return figures.map((figure) => ({ ...figure, about, over, judge: null }));
}

const TurnRowSchema = UtteranceSchema.extend({ dialog_id: z.string() });

/** What is said in the accepted dialogs, in the order of their ids. */
async function readAccepted(db: Database): Promise<Map<string, Utterance[]>> {
  const rows = await db.rows(
    `select dialog_id, speaker, text from turns
       semi join (from dialogs where status = 'accepted') as accepted using (dialog_id) order by dialog_id, turn`,
  );
  const dialogs = new Map<string, Utterance[]>();
  for (const { dialog_id: dialogId, ...said } of z.array(TurnRowSchema).parse(rows)) {
    const dialog = dialogs.get(dialogId);
    if (dialog === undefined) dialogs.set(dialogId, [said]);
    else dialog.push(said);
  }
  return dialogs;
}

/** Table `dialog_texts`: one accepted dialog by its words. */
async function createTexts(db: Database, dialogs: ReadonlyMap<string, readonly Utterance[]>): Promise<void> {
  const compared = [...dialogs].slice(0, mostCompared);
  const scores = measureSelfBleu(compared.flatMap(([, dialog]) => dialog.map(({ text }) => tokensOf(text)))).values();
  const selfBleu = new Map(
    compared.map(([dialogId, dialog]) => {
      const own = dialog.map(() => scores.next().value ?? null).filter((score) => score !== null);
      return [dialogId, own.length === 0 ? null : own.reduce((sum, score) => sum + score, 0) / own.length];
    }),
  );
  const rows = [...dialogs].map(([dialogId, dialog]) => {
    const diversity = measureTextDiversity([dialog.map(({ text }) => text)]);
    return {
      dialog_id: dialogId,
      words: diversity.tokens,
      distinct_1: diversity.distinct1,
      distinct_2: diversity.distinct2,
      distinct_3: diversity.distinct3,
      distinct_4: diversity.distinct4,
      self_bleu_4: selfBleu.get(dialogId) ?? null,
    };
  });
  await db.run(
    `create table dialog_texts as select unnest(from_json($rows::json,
       '[{"dialog_id":"VARCHAR","words":"BIGINT","distinct_1":"DOUBLE","distinct_2":"DOUBLE","distinct_3":"DOUBLE","distinct_4":"DOUBLE","self_bleu_4":"DOUBLE"}]'),
       max_depth := 2)`,
    { rows: JSON.stringify(rows) },
  );
}

const count = z
  .number()
  .nullable()
  .transform((value) => value ?? 0);
const FiguresRowSchema = z
  .object({
    status: z.string(),
    path: z.array(z.string()),
    planned_turns: count,
    conforming_turns: count,
    claiming_turns: count,
    grounded_turns: count,
    leaking_turns: count,
    first_attempts: count,
    passed_first_attempts: count,
  })
  .transform((row): DialogFigures => ({
    isAccepted: row.status === 'accepted',
    path: row.path,
    plannedTurns: row.planned_turns,
    conformingTurns: row.conforming_turns,
    claimingTurns: row.claiming_turns,
    groundedTurns: row.grounded_turns,
    leakingTurns: row.leaking_turns,
    firstAttempts: row.first_attempts,
    passedFirstAttempts: row.passed_first_attempts,
  }));

async function readFigures(db: Database): Promise<DialogFigures[]> {
  return z.array(FiguresRowSchema).parse(await db.rows('from dialog_measures order by dialog_id'));
}

const otherColumns = {
  turns: 'STRUCT(speaker VARCHAR, "text" VARCHAR)[]',
  messages: 'STRUCT(role VARCHAR, content VARCHAR)[]',
};
const OtherSchema = z.object({
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })).nullable(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).nullable(),
});

/** Dialogs as `messages` (role, content) or `turns` (speaker, text), a line each. Throws DatasetMalformed where a line is neither. */
async function readOthers(db: Database, path: string): Promise<Utterance[][]> {
  const malformed = (problem: string, cause?: unknown): StudioFailure =>
    new StudioFailure(
      'DatasetMalformed',
      `${path} ${problem}`,
      { remedy: 'Give JSON lines, each with `messages` (role, content) or `turns` (speaker, text).' },
      cause,
    );
  const rows = await (async () => {
    await db.openJson('other_dialogs', escapePattern(path), otherColumns);
    return z.array(OtherSchema).parse(await db.rows('select turns, messages from other_dialogs'));
  })().catch((error: unknown) => {
    throw malformed('cannot be read as dialogs', error);
  });
  if (rows.length === 0) throw malformed('holds no dialog, or is not there');
  return rows.map(({ turns, messages }, at) => {
    const said = turns ?? messages?.map(({ role, content }) => ({ speaker: role, text: content }));
    if (said === undefined || said.length === 0) throw malformed(`holds no dialog in line ${at + 1}`);
    return said.map(({ speaker, text }) => ({ speaker: userNames.test(speaker) ? 'user' : 'system', text }));
  });
}

const userNames = /^(?:user|human|seeker)$/iu;
