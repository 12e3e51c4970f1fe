import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { ManifestSchema } from '../../schemas/manifest.ts';
import type { Manifest } from '../../schemas/manifest.ts';

const SummedSchema = z.looseObject({ checksum: z.number().int().optional() });

/** The text of `manifest.json`, with the CRC-32 of its own content. */
export function renderManifest(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, checksum: sumOf(manifest) }, null, 2)}\n`;
}

/** Throws where the text is no manifest, or is not what was written: one wrong bit in a figure is still JSON. */
export function parseManifest(text: string): Manifest {
  const { checksum, ...content } = SummedSchema.parse(JSON.parse(text));
  const manifest = ManifestSchema.parse(content);
  if (checksum !== undefined && checksum !== sumOf(content)) throw new Error('its checksum is not that of its content');
  return manifest;
}

const sumOf = (content: object): number => crc32(JSON.stringify(content));
