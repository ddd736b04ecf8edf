/**
 * What counts, and says in the end how many held.
 * @typedef {ReturnType<typeof makeTally>} Tally
 */

/**
 * Counts what holds and what does not, and says so in lines that `.ci/run` adds up.
 * @param {string} name of the checks
 */
export function makeTally(name) {
  const summary = { passed: 0, failed: 0 };
  return {
    /**
     * @param {string} what
     * @param {boolean} holds
     */
    count(what, holds) {
      console.log(`${holds ? '✓' : '✗'} ${what}`);
      summary[holds ? 'passed' : 'failed'] += 1;
    },

    /** Writes the last line, and sets the exit code of the process. */
    close() {
      console.log(`${name}: ${summary.passed} passed, ${summary.failed} failed`);
      process.exitCode = summary.failed === 0 ? 0 : 1;
    },
  };
}
