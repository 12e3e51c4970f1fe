import type { TrainingProgress } from '../../packages/recommender/schema.ts';
import { neutraliseJson } from './neutralise.ts';
import type { Terminal } from './terminal.ts';

/** Says how trainings go on: events for programs, else a line an epoch. */
export function createTrainingDisplay(
  terminal: Terminal,
  isJson: boolean,
): { show: (progress: TrainingProgress) => void } {
  const said = new Map<string, number>();
  return {
    show(progress) {
      if (isJson) {
        void terminal.write(`${neutraliseJson(JSON.stringify({ event: 'progress', ...progress }))}\n`);
        return;
      }
      const { model, scheme, seed, epoch } = progress;
      const training = `${model}, split by ${scheme}, seed ${seed}`;
      if (progress.isDone || said.get(training) === epoch) return;
      said.set(training, epoch);
      terminal.note(`${training}: ${describeEpoch(progress)}`);
    },
  };
}

function describeEpoch({ epoch, epochs, loss, best, secondsLeft }: TrainingProgress): string {
  const soFar = best === null ? '' : `, best NDCG@10 ${best.toFixed(3)}`;
  const left = secondsLeft === null ? '' : `, at most ${describeSeconds(secondsLeft)} left`;
  return `epoch ${epoch} of at most ${epochs}, loss ${loss.toFixed(3)}${soFar}${left}`;
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
