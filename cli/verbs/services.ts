import { Argument } from 'commander';
import { renderCompletion, shells } from '../output/render-completion.ts';
import type { Shell } from '../output/render-completion.ts';
import type { DoctorOptions } from '../commands/doctor.ts';
import type { InitOptions } from '../commands/init.ts';
import type { ServerAction, ServerOptions } from '../commands/server.ts';
import type { WorkerOptions } from '../commands/worker.ts';
import { examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addWorker: AddVerb = (program, context, end) => {
  program
    .command('worker')
    .description(
      'work on the runs of a server until Ctrl+C; any number may run, on any machine that sees the runs folder',
    )
    .addOption(runsOption())
    .option(
      '--metrics <[ADDRESS:]PORT>',
      'serve Prometheus metrics there, on 127.0.0.1 unless an address is given (CONVREC_METRICS)',
    )
    .option(
      '--health <[ADDRESS:]PORT>',
      'serve /livez and /readyz there, on 127.0.0.1 unless an address is given (CONVREC_HEALTH)',
    )
    .addHelpText(
      'after',
      `\n${examples(['convrec worker', 'convrec worker --metrics 9464 --health 8081', 'TEMPORAL_ADDRESS=10.0.0.5:7233 convrec worker --runs /shared/runs'])}`,
    )
    .action(async (options: WorkerOptions) => {
      const { worker } = await import('../commands/worker.ts');
      end(await worker(options, context));
    });
};

export const addServer: AddVerb = (program, context, end) => {
  program
    .command('server')
    .description('the local Temporal server of a folder of runs')
    .addArgument(new Argument('[ACTION]', 'what to do').choices(['start', 'stop', 'status']).default('start'))
    .addOption(runsOption())
    .option('--ui', 'start it with its web UI, which pages in a browser on this machine can reach while it is up')
    .option('--force', 'stop it although runs use it; they go on when it is back')
    .addHelpText(
      'after',
      `\n${examples(['convrec server', 'convrec server start --ui', 'convrec server status', 'convrec server stop'])}`,
    )
    .action(async (action: ServerAction, options: ServerOptions) => {
      const { server } = await import('../commands/server.ts');
      end(await server(action, options, context));
    });
};

export const addDoctor: AddVerb = (program, context, end) => {
  program
    .command('doctor')
    .description('check what a run needs: server, disk, memory, Node, model endpoint, data; says what to do about each')
    .option('--config <FILE>', 'settings in YAML or JSON (default: convrec.yaml, .yml or .json here)')
    .option('--source <PATH>', 'also check that these reviews can be read')
    .option('--model <NAME>', 'also check this endpoint: "openai:NAME"')
    .option('--base-url <URL>', 'address of that endpoint')
    .addOption(runsOption())
    .option('--json', 'one JSON list')
    .addHelpText('after', `\n${examples(['convrec doctor', 'convrec doctor --source ~/data/yelp --json'])}`)
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('../commands/doctor.ts');
      end(await doctor(options, context));
    });
};

export const addInit: AddVerb = (program, context, end) => {
  program
    .command('init')
    .description('write a commented convrec.yaml for own reviews, guessed from the file, and show what it reads')
    .argument('<FILE>', 'CSV, JSON or Parquet of the reviews')
    .option('--items <FILE>', 'file of the items’ names')
    .option('--force', 'write over a convrec.yaml that is there')
    .addHelpText('after', `\n${examples(['convrec init reviews.csv', 'convrec init reviews.csv --items places.csv'])}`)
    .action(async (file: string, options: InitOptions) => {
      const { init } = await import('../commands/init.ts');
      end(await init(file, options, context));
    });
};

export const addVersion: AddVerb = (program, context, end) => {
  program
    .command('version')
    .description('versions of this project and of what results may depend on')
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec version --json'])}`)
    .action(async (options: { json?: boolean }) => {
      const { version } = await import('../commands/version.ts');
      end(await version(options, context));
    });
};

export const addCompletion: AddVerb = (program, context, end) => {
  program
    .command('completion')
    .description('print a script by which a shell completes verbs and options of convrec')
    .addArgument(new Argument('<SHELL>').choices(shells))
    .addHelpText(
      'after',
      `\n${examples(['eval "$(convrec completion bash)"', 'source <(convrec completion zsh)', 'convrec completion fish | source'])}`,
    )
    .action(async (shell: Shell) => {
      await context.terminal.write(renderCompletion(program, shell));
      end(0);
    });
};
