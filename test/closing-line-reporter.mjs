import Mocha from 'mocha';

/** How long what the tests left open may keep the process. */
const lingersMs = 60_000;

/** Mocha's own report, then `N passed, N failed` alone on the last line, which programs read; and an end, whatever a failed test left open. */
export default class ClosingLineReporter extends Mocha.reporters.Spec {
  done(failures, finish) {
    const { passes, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    const closingLine = `\n${passes} passed, ${this.stats.failures} failed${skipped}\n`;
    process.stdout.write(closingLine);
    finish(failures);
    // A hook that timed out may leave a server and its worker behind, which would keep the gate waiting for ever.
    setTimeout(() => {
      const open = [...new Set(process.getActiveResourcesInfo())].join(', ');
      process.stdout.write(`\nThe tests are over, but something they opened is not: ${open}.\n${closingLine}`, () =>
        process.exit(),
      );
    }, lingersMs).unref();
  }
}
