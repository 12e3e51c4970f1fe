import assert from 'node:assert/strict';
import { describeThinSource } from '../../../cli/output/launch-advice.ts';
import type { Manifest } from '../../../schemas/manifest.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';

const manifestWith = (figures: Record<string, number>): Manifest => ({
  runId: 'r',
  configHash: '0',
  seed: 1,
  versions: {},
  status: 'running',
  stages: [
    { stage: 'targets', fingerprint: 'f', rows: {}, checksums: {}, steps: [], inputs: [], durationMs: 1, figures },
  ],
});
const describeWith = (figures: Record<string, number>, minimumEvidence = 1): string | undefined =>
  describeThinSource(manifestWith(figures), RunConfigSchema.parse({ targets: { minimumEvidence } }));

describe('what launch says of a thin source', () => {
  it('is how many targets nobody else spoke of, with the setting that plans them too', () => {
    const line = describeWith({ possible: 80, without_evidence: 79 });
    assert.match(line ?? '', /^79 of 80 targets have no earlier review by others .*--set targets\.minimumEvidence=0/u);
    assert.match(
      describeWith({ possible: 80, without_evidence: 79 }, 3) ?? '',
      /earlier reviews by fewer than 3 others/u,
    );
  });

  it('is how far the minimum of evidence was lowered, and what keeps to it', () => {
    const line = describeWith({ possible: 80, minimum_evidence: 1, 'targets at evidence 3': 12 }, 3);
    assert.match(
      line ?? '',
      /^12 targets have earlier opinions by 3 others, fewer than 50: targets with 1 .*minimumTargets=0/u,
    );
  });

  it('is nothing where most targets have what is asked for, where there is none, or before they are chosen', () => {
    assert.equal(describeWith({ possible: 80, without_evidence: 39 }), undefined);
    assert.equal(describeWith({ possible: 0, without_evidence: 0 }), undefined);
    assert.equal(describeThinSource(undefined, RunConfigSchema.parse({})), undefined);
  });
});
