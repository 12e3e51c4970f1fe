import type { SourceInputs } from '../../studio/staging/readable-input.ts';
import { makeReadable } from './make-readable.ts';
import { recogniseSource } from './recognise-source.ts';

/** The files of a source on this machine's disk. */
export const sourceInputs: SourceInputs = { recogniseSource, makeReadable };
