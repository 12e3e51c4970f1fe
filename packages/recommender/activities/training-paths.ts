/** Where a training keeps its checkpoint, predictions and report, below the run's folder. */
export const trainingFolder = (trainingId: string): string => `work/recommender/${trainingId}`;

/** How far each training of the run is, a file each. */
export const progressFolder = 'work/recommender-progress';
