import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

interface CompletedVerb {
  name: string;
  description: string;
  /** Long forms, `--help` among them. */
  options: readonly { name: string; description: string }[];
  /** What its arguments may be, where that is a list. */
  choices: readonly string[];
}

/** A script by which a shell completes the verbs, their options and arguments that are one of a list; files where there is nothing else. */
export function renderCompletion(program: Command, shell: Shell): string {
  const whole = describe(program);
  const verbs = program.commands.map(describe);
  return { bash: renderBash, zsh: renderZsh, fish: renderFish }[shell](whole, verbs);
}

/** The package's commands, which are the same program. */
const commands = 'convrec convrec-studio';

function describe(command: Command): CompletedVerb {
  const options = command.createHelp().visibleOptions(command);
  return {
    name: command.name(),
    description: command.description(),
    options: options.flatMap(({ long, description }) => (long == null ? [] : [{ name: long, description }])),
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
}

type Render = (program: CompletedVerb, verbs: readonly CompletedVerb[]) => string;

const wordsOf = ({ options, choices }: CompletedVerb): string =>
  [...choices, ...options.map(({ name }) => name)].map(quote).join(' ');

const wordsAtFirst: (...given: Parameters<Render>) => string = (program, verbs) =>
  [...verbs.map(({ name }) => quote(name)), wordsOf(program)].join(' ');

const renderBash: Render = (program, verbs) => `_convrec() {
  local words=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=(${wordsAtFirst(program, verbs)})
  else
    case "\${COMP_WORDS[1]}" in
${verbs.map((verb) => `      ${quote(verb.name)}) words=(${wordsOf(verb)}) ;;`).join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "\${words[*]}" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _convrec ${commands}
`;

const renderZsh: Render = (program, verbs) => `_convrec() {
  if (( CURRENT == 2 )); then
    compadd -- ${wordsAtFirst(program, verbs)}
    return
  fi
  case "$words[2]" in
${verbs.map((verb) => `    ${quote(verb.name)}) compadd -- ${wordsOf(verb)} ;;`).join('\n')}
  esac
  _files
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _convrec ${commands}
`;

const renderFish: Render = (program, verbs) => {
  const lines = [
    ...program.options.map((option) => fishOption('__fish_use_subcommand', option)),
    ...verbs.flatMap(({ name, description, options, choices }) => {
      const isSeen = quote(`__fish_seen_subcommand_from ${name}`);
      return [
        `-n __fish_use_subcommand -f -a ${quote(name)} -d ${quote(description)}`,
        ...choices.map((choice) => `-n ${isSeen} -a ${quote(choice)}`),
        ...options.map((option) => fishOption(isSeen, option)),
      ];
    }),
  ];
  return commands
    .split(' ')
    .map((command) => lines.map((line) => `complete -c ${command} ${line}\n`).join(''))
    .join('');
};

const fishOption = (condition: string, { name, description }: CompletedVerb['options'][number]): string =>
  `-n ${condition} -l ${quote(name.slice(2))} -d ${quote(description)}`;

/** One word for each of the three shells, whatever a description holds. */
const quote = (text: string): string =>
  /^[\w-]+$/u.test(text) ? text : `'${text.replaceAll('\\', '\\\\').replaceAll("'", '’')}'`;
