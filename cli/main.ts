import { text } from 'node:stream/consumers';
import { CommanderError } from 'commander';
import { RunCancelled } from '../run/life/run-cancelled.ts';
import { logVariable } from '../infra/log/log-mode.ts';
import { findFullDisk, fullDiskRemedy } from '../infra/storage/disk-full.ts';
import { failureNames } from '../schemas/failure.ts';
import type { StudioFailure } from '../schemas/failure.ts';
import type { Context } from './context.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { Interrupted } from './interruption.ts';
import { neutraliseJson, neutraliseLines } from './output/neutralise.ts';
import { createProgram } from './program.ts';
import { createTerminal } from './output/terminal.ts';

/** Runs one command and ends the process. */
export async function main(args: readonly string[]): Promise<never> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The terminal has closed: SIGHUP ends the process, and takes its time for the server.
    if (error.code === 'EIO') return;
    // A reader such as `head` has what it wanted.
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  // Nobody reads how it goes any more; the run itself is worth finishing.
  process.stderr.on('error', () => {});
  const context = { terminal: createTerminal(), env: process.env, folder: process.cwd(), readInput: readStdin };
  const exitCode = await runCommand(args, context);
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  // Explicitly, since the SDK's native runtime may keep timers; `exit` handlers still run, and give up the server.
  process.exit(exitCode);
}

/** Runs one command. The only place that turns an error into text and an exit code. */
export async function runCommand(args: readonly string[], surroundings: Omit<Context, 'args'>): Promise<ExitCode> {
  const context: Context = { ...surroundings, env: withVerbose(surroundings.env, args), args };
  let exitCode: ExitCode = 0;
  try {
    const program = createProgram(context, (code) => {
      exitCode = code;
    });
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    exitCode = await report(error, context);
  }
  return exitCode;
}

/** `--verbose` is CONVREC_LOG=text, unless that says more. */
function withVerbose(env: NodeJS.ProcessEnv, args: readonly string[]): NodeJS.ProcessEnv {
  const isGiven = (env[logVariable] ?? '').trim() !== '';
  return args.includes('--verbose') && !isGiven ? { ...env, [logVariable]: 'text' } : env;
}

const readStdin = (): Promise<string> => text(process.stdin);

async function report(error: unknown, { terminal, args }: Context): Promise<ExitCode> {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { exitCode, name, message: whole, remedy } = describe(error);
  const message = shorten(whole);
  if (error instanceof Interrupted) return exitCode;
  const { red, bold } = terminal.noteColours;
  terminal.note(`${red(bold('error'))} ${neutraliseLines(message)}`);
  if (remedy !== undefined) terminal.note(`${bold('what to do')} ${neutraliseLines(remedy)}`);
  if (args.includes('--json')) {
    await terminal.write(`${neutraliseJson(JSON.stringify({ event: 'error', name, message, remedy, exitCode }))}\n`);
  }
  return exitCode;
}

/** Whatever an error quotes, a terminal and a log are no place for a file's content. */
const longestMessage = 2000;

const shorten = (message: string): string =>
  message.length > longestMessage
    ? `${message.slice(0, longestMessage - 40)}… (${message.length} characters in all)`
    : message;

/** What the SDK's client and worker throw when the server is lost or refuses a call, or another server has its address. */
const connectionErrors: readonly string[] = ['ServiceError', 'TransportError', 'NamespaceNotFoundError'];

interface Description {
  exitCode: ExitCode;
  name: string;
  message: string;
  remedy: string | undefined;
}

function describe(error: unknown): Description {
  const fullDisk = findFullDisk(error);
  if (isFailure(error)) {
    const { name, message, details } = error;
    if (fullDisk !== undefined) return { exitCode: exitCodeOf[name], name, message, remedy: fullDiskRemedy };
    return { exitCode: exitCodeOf[name], name, message, remedy: details.remedy };
  }
  if (error instanceof Interrupted) {
    return { exitCode: error.exitCode, name: error.name, message: error.message, remedy: undefined };
  }
  if (error instanceof RunCancelled) {
    const remedy = 'Launch again to go on from where it was.';
    return { exitCode: 6, name: error.name, message: error.message, remedy };
  }
  if (fullDisk !== undefined) {
    const isLimited = /\bEFBIG\b|file too large/iu.test(fullDisk);
    const message = isLimited ? `a file may not grow any further: ${fullDisk}` : `the disk is full: ${fullDisk}`;
    const remedy = isLimited ? 'Raise the limit (`ulimit -f`), then give the same command again.' : fullDiskRemedy;
    return { exitCode: exitCodeOf.RunFolderUnusable, name: 'RunFolderUnusable', message, remedy };
  }
  const name = error instanceof Error ? error.name : 'Error';
  if (error instanceof Error && connectionErrors.includes(name)) {
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
    const remedy = 'See `convrec doctor`; then give the same command again: a run goes on from where it was.';
    // The namespace is the folder's identity.
    const isOther = isOtherServer(error);
    const what = isOther ? 'is gone, and another one answers at its address' : 'cannot be used';
    return { exitCode: 4, name, message: `the Temporal server ${what}: ${error.message}${cause}`, remedy };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: 1,
    name,
    message,
    remedy: 'This is a bug or a broken installation: report it with the lines above.',
  };
}

const isOtherServer = (error: Error): boolean =>
  error.name === 'NamespaceNotFoundError' || /Namespace \S+ is not found/u.test(error.message);

/** By its name, which also holds for a failure that another copy of its module threw, as a test runner's loader makes one. */
function isFailure(error: unknown): error is StudioFailure {
  return error instanceof Error && failureNames.some((name) => name === error.name) && 'details' in error;
}
