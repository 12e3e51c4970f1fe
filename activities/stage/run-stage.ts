import { createHash } from 'node:crypto';
import type { InputFile, Manifest, RowStep, StageReport } from '../../schemas/manifest.ts';
import type { StageName } from '../../schemas/stage-names.ts';
import type { Relation } from '../../schemas/relation.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Database, Dependencies, RunFolder, SqlValues } from '../dependencies.ts';
import {
  damagedRunFile,
  fileOf,
  findDamagedFiles,
  findDamagedRelation,
  markBeingMade,
  sumUpFiles,
} from './find-damaged.ts';

/** One stage of the method: relations in, relations out. */
export interface Stage {
  name: StageName;
  /** Raised by hand when the stage computes something else from the same input. */
  version: number;
  /** Opened as views of the same name before `run` is called. */
  reads: readonly Relation[];
  /** Every one of them must be written by `run`. */
  writes: readonly Relation[];
  /** Other files that `run` writes, as paths below the run's folder; damage to them makes the stage again too. */
  files?: readonly string[];
  /** The part of the config that decides the result; other settings may change without recomputing the stage. */
  settings: (config: RunConfig) => unknown;
  /** What a person may have changed by hand in the run's folder, as a short text; a change recomputes the stage. */
  hashByHand?: (run: RunFolder) => Promise<string | undefined>;
  run: (context: StageContext) => Promise<StageOutcome>;
}

export interface StageContext {
  run: RunFolder;
  config: RunConfig;
  db: Database;
  deps: Dependencies;
  /** Writes one of the stage's relations from a query; returns the rows written. */
  write: (relation: Relation, query: string, values?: SqlValues) => Promise<number>;
}

export interface StageOutcome {
  steps: RowStep[];
  inputs?: InputFile[];
  figures?: Record<string, number | string>;
}

/** Rows of tens of kilobytes. */
const rowsPerGroup: Partial<Record<Relation, number>> = { plans: 256, attempts: 2048 };

/**
 * Makes the durable step of a stage: reuses the result when its fingerprint (stage, version, settings, seed, the fingerprints of what it
 * reads) is in the manifest and its files are what it wrote, else computes it, writes the relations atomically, then the manifest.
 */
export function createStageActivity(deps: Dependencies, stage: Stage): (ref: RunRef) => Promise<StageReport> {
  return async (ref) => {
    const run = deps.openRun(ref);
    const config = await run.readConfig();
    const manifest = await readStartedManifest(run);
    const fingerprint = fingerprintOf(stage, config, manifest, await stage.hashByHand?.(run));
    const known = manifest.stages.find((report) => report.stage === stage.name);
    if (known?.fingerprint === fingerprint && (await findDamagedFiles(run, known)).length === 0) return known;
    const damaged = await findDamagedRelation(run, manifest, stage.reads);
    if (damaged !== undefined) throw damagedRunFile(run, damaged);
    if (known !== undefined) await run.writeManifest(withStage(manifest, markBeingMade(known)));

    const startedAtMs = deps.nowMs();
    const rows: Record<string, number> = {};
    const outcome = await deps.withDatabase(run, async (db) => {
      for (const relation of stage.reads) await db.openParquet(relation, run.relationPath(relation));
      const write: StageContext['write'] = async (relation, query, values) => {
        const written = await db.writeParquet(query, run.relationPath(relation), values, rowsPerGroup[relation]);
        rows[relation] = written;
        deps.heartbeat({ stage: stage.name, relation, rows: written });
        return written;
      };
      return stage.run({ run, config, db, deps, write });
    });
    const missing = stage.writes.filter((relation) => rows[relation] === undefined);
    if (missing.length > 0) throw new Error(`stage ${stage.name} ended without writing ${missing.join(', ')}`);
    const report: StageReport = {
      stage: stage.name,
      fingerprint,
      rows,
      checksums: await sumUpRelations(run, stage.writes),
      ...(stage.files === undefined ? {} : { files: await sumUpFiles(run, stage.files) }),
      steps: outcome.steps,
      inputs: outcome.inputs ?? [],
      durationMs: deps.nowMs() - startedAtMs,
      figures: outcome.figures ?? {},
    };
    await run.writeManifest(withStage(await readStartedManifest(run), report));
    deps.meter.stageMade(stage.name, report.durationMs);
    return report;
  };
}

/** Whether a run's manifest has a stage by the settings, inputs and code of now, so that a launch would leave its result as it is. */
export async function isUpToDate(run: RunFolder, stage: Stage): Promise<boolean> {
  const manifest = await run.readManifest();
  if (manifest === undefined) return false;
  const known = manifest.stages.find((report) => report.stage === stage.name);
  return known?.fingerprint === fingerprintOf(stage, await run.readConfig(), manifest, await stage.hashByHand?.(run));
}

async function readStartedManifest(run: RunFolder): Promise<Manifest> {
  const manifest = await run.readManifest();
  if (manifest !== undefined) return manifest;
  throw new StudioFailure('RunFolderUnusable', `${run.path('manifest.json')} is missing`, {
    remedy: 'The run folder was removed or is another one: launch the run again.',
  });
}

/** Stages that wrote what this one reads decide its fingerprint, so a change upstream recomputes everything after it. */
function fingerprintOf(stage: Stage, config: RunConfig, manifest: Manifest, byHand: string | undefined): string {
  const upstream = manifest.stages
    .filter((report) => report.stage !== stage.name && stage.reads.some((relation) => relation in report.rows))
    .map((report) => [report.stage, report.fingerprint]);
  const content = JSON.stringify([
    stage.name,
    stage.version,
    stage.settings(config),
    config.seed,
    stage.reads.length === 0 ? manifest.runId : null,
    upstream,
    ...(byHand === undefined ? [] : [byHand]),
  ]);
  return createHash('sha256').update(content).digest('hex');
}

async function sumUpRelations(run: RunFolder, relations: readonly Relation[]): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const relation of relations) {
    const sum = await run.checksum(fileOf(relation));
    if (sum !== undefined) sums[relation] = sum;
  }
  return sums;
}

/** Replaces the stage's earlier report in place: the order of reports is part of later fingerprints. */
function withStage(manifest: Manifest, report: StageReport): Manifest {
  const { stages } = manifest;
  const isKnown = stages.some(({ stage }) => stage === report.stage);
  return {
    ...manifest,
    stages: isKnown ? stages.map((known) => (known.stage === report.stage ? report : known)) : [...stages, report],
  };
}
