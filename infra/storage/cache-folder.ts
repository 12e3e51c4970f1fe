import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where this project keeps what it installed once: CONVREC_CACHE_DIR, else convrec-studio in the user's cache folder. */
export function locateCacheFolder(env: NodeJS.ProcessEnv): string {
  if (env['CONVREC_CACHE_DIR'] !== undefined && env['CONVREC_CACHE_DIR'] !== '') return env['CONVREC_CACHE_DIR'];
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification has relative paths ignored.
  const userCache = xdg !== undefined && isAbsolute(xdg) ? xdg : join(env['HOME'] ?? homedir(), '.cache');
  return join(userCache, 'convrec-studio');
}
