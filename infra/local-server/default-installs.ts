import { createBuild } from './build-server.ts';
import { createDownload } from './download-server.ts';
import type { InstallServer } from './install-server.ts';

/** The ways to get a Temporal server, in the order in which they are tried. */
export const defaultInstalls: Readonly<Record<string, InstallServer>> = {
  download: createDownload(),
  build: createBuild(),
};
