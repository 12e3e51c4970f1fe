import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** False in the npm package, which holds this project as JavaScript and brings no loader. */
const isTypeScript = new URL(import.meta.url).pathname.endsWith('.ts');

/** Address of a module of this project that another process, thread or bundler loads; `base` is the `import.meta.url` of the caller. */
export const ownModule = (path: `${string}.ts`, base: string): URL =>
  new URL(isTypeScript ? path : path.replace(/\.ts$/u, '.js'), base);

/** The module to start a thread with. A thread inherits no loader, so TypeScript needs an .mjs beside it that registers one. */
export const ownThread = (path: `${string}.ts`, base: string): URL =>
  new URL(path.replace(/\.ts$/u, isTypeScript ? '.mjs' : '.js'), base);

/** Node's options for a process that loads modules of this project. */
export const loaderOptions = (): string[] =>
  isTypeScript ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
