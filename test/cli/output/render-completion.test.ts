import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Argument, Command } from 'commander';
import { renderCompletion } from '../../../cli/output/render-completion.ts';
import type { Shell } from '../../../cli/output/render-completion.ts';
import { withFolder } from '../../infra/local-server/server-under-test.ts';
import { convrec } from '../run-convrec.ts';

const program = new Command('convrec').option('--verbose', "a person's `lines`; $HOME");
program
  .command('launch')
  .description("don't wait")
  .option('--sample-users <N>', 'users')
  .option('--set <KEY>', 'a setting');
program.command('lay').addArgument(new Argument('<KIND>').choices(['out', 'over']));

/** What each shell offers for a line that ends with the last word. */
const askIn: Record<Shell, (script: string, words: readonly string[]) => string[]> = {
  bash: (script, words) => [
    '--norc',
    '-c',
    `source ${script}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _convrec; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  zsh: (script, words) => [
    '-fc',
    `compdef() { :; }; source ${script}; compadd() { shift; print -rl -- \${(M)@:#${words.at(-1)}*}; }; _files() { :; }; words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length}; _convrec`,
  ],
  fish: (script, words) => ['--no-config', '-c', `source ${script}; complete -C '${words.join(' ')}'`],
};

const asked: [string[], string[]][] = [
  [
    ['convrec', 'la'],
    ['launch', 'lay'],
  ],
  [['convrec', '--v'], ['--verbose']],
  [
    ['convrec', 'launch', '--s'],
    ['--sample-users', '--set'],
  ],
  [
    ['convrec', 'lay', 'o'],
    ['out', 'over'],
  ],
];

describe('renderCompletion', function () {
  this.timeout(60_000);
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    it(`completes verbs, options and arguments in ${shell}`, async function () {
      try {
        await promisify(execFile)(shell, ['--version']);
      } catch {
        console.log(`skipped: there is no ${shell} here`);
        this.skip();
      }
      await withFolder(async (folder) => {
        const script = join(folder, 'completion');
        await writeFile(script, renderCompletion(program, shell));
        for (const [words, offered] of asked) {
          const { stdout } = await promisify(execFile)(shell, askIn[shell](script, words));
          const found = stdout.split('\n').map((line) => line.split('\t')[0] ?? '');
          assert.deepEqual(
            found.filter((word) => word !== '').toSorted((a, b) => (a < b ? -1 : 1)),
            offered,
            words.join(' '),
          );
        }
      });
    });
  }

  it('is printed by `convrec completion`, with every verb of it', async () => {
    const { code, out } = await convrec(['completion', 'fish']);
    assert.equal(code, 0);
    for (const verb of ['launch', 'sql', 'completion']) assert.ok(out.includes(`-f -a ${verb} -d `), verb);
  });

  it('refuses a shell that it does not know', async () => {
    const { code, err } = await convrec(['completion', 'tcsh']);
    assert.equal(code, 2);
    assert.match(err, /bash, zsh, fish/u);
  });
});
