import Mocha from 'mocha';

/** Mocha's own report, then `N passed, N failed` alone on the last line, which programs read. */
export default class ClosingLineReporter extends Mocha.reporters.Spec {
  done(failures, finish) {
    const { passes, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    process.stdout.write(`\n${passes} passed, ${this.stats.failures} failed${skipped}\n`);
    finish(failures);
  }
}
