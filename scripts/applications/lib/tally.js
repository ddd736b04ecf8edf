/**
 * Counts checks, and prints each.
 * @param {(line: string) => void} print
 */
export function createTally(print) {
  const counted = { passed: 0, failed: 0 };
  return {
    counted,
    /**
     * @param {string} name
     * @param {string | undefined} failure
     */
    check(name, failure) {
      counted[failure === undefined ? 'passed' : 'failed'] += 1;
      print(
        failure === undefined ? `  ok ${name}` : `  not ok ${name}\n${failure.replaceAll(/^/gm, '      ')}`,
      );
    },
  };
}
