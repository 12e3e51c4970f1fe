import { Command } from 'commander';
import { readOwnVersion } from '../run/life/versions.ts';
import type { Context } from './context.ts';
import { describeExitCodes } from './exit-codes.ts';
import { addCheck } from './verbs/checking.ts';
import { addExport, addForget, addHydrate } from './verbs/exporting.ts';
import { addAnnotate, addEvaluate, addVerify } from './verbs/evaluation.ts';
import { addGather, addLaunch, addRetry } from './verbs/launching.ts';
import {
  addAspects,
  addCompare,
  addPlanGraph,
  addReplay,
  addReport,
  addRuns,
  addShow,
  addSql,
  addStatus,
  addView,
} from './verbs/reading.ts';
import { addBenchmark, addTrain } from './verbs/recommenders.ts';
import { addCompletion, addDoctor, addInit, addServer, addVersion, addWorker } from './verbs/services.ts';
import { addSetRate, addSteering } from './verbs/steering.ts';
import { examples } from './verbs/verb.ts';
import type { AddVerb, End } from './verbs/verb.ts';

/** Every verb with its help. What a verb does is loaded when it is called, so that help comes at once. */
export function createProgram(context: Context, end: End): Command {
  const { terminal } = context;
  const program = new Command('convrec')
    .description('Turns timestamped reviews into conversational recommendation datasets, on durable workflows.')
    .version(
      readOwnVersion(),
      '-V, --version',
      'the version alone; `convrec version` has those of what results depend on',
    )
    .option(
      '--verbose',
      'a line on stderr at the start and end of each step of a worker; CONVREC_LOG=json for machines',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.write(text),
      writeErr: (text) => terminal.note(text.trimEnd()),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('See convrec --help, or convrec VERB --help.')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', `\n${examples(['convrec launch', 'convrec status', 'convrec sql --saved list'])}`)
    .addHelpText('after', `\n${describeExitCodes()}`);
  for (const addVerb of verbs) addVerb(program, context, end);
  return program;
}

/** In the order of the help. */
const verbs: readonly AddVerb[] = [
  addInit,
  addLaunch,
  addStatus,
  addShow,
  addView,
  addReport,
  addCompare,
  addExport,
  addHydrate,
  addForget,
  addAspects,
  addSql,
  addVerify,
  addCheck,
  addAnnotate,
  addEvaluate,
  addReplay,
  addPlanGraph,
  addRuns,
  addGather,
  addRetry,
  addSteering,
  addSetRate,
  addTrain,
  addBenchmark,
  addWorker,
  addServer,
  addDoctor,
  addVersion,
  addCompletion,
];
