/**
 * What a server cannot do: for an example, the groups that fail and why.
 * @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} Cannot
 */

/**
 * What is thought of an outcome; `isGood` where the group passed, or failed as it was said to.
 * @typedef {{ outcome: import('./run-example.js').Outcome, isGood: boolean, remark: string }} Verdict
 */

/**
 * Holds outcomes against what the server is known not to do. A group that passes although it is said to fail is no
 * success: the table is wrong then; and so is one that names a group which does not exist.
 * @param {readonly import('./run-example.js').Outcome[]} outcomes of the examples named by `examples`
 * @param {Cannot} cannot
 * @param {readonly string[]} examples
 * @returns {Verdict[]}
 */
export function judgeOutcomes(outcomes, cannot, examples) {
  const verdicts = outcomes.map((outcome) => {
    const reason = cannot[outcome.example]?.[outcome.group];
    if (reason === undefined) return { outcome, isGood: outcome.passed, remark: outcome.why };
    if (outcome.passed)
      return { outcome, isGood: false, remark: `passes, although it is said that ${reason}` };
    return { outcome, isGood: true, remark: `fails as expected: ${reason}` };
  });
  return [...verdicts, ...findStale(outcomes, cannot, examples)];
}

/**
 * @param {readonly import('./run-example.js').Outcome[]} outcomes
 * @param {Cannot} cannot
 * @param {readonly string[]} examples
 * @returns {Verdict[]}
 */
function findStale(outcomes, cannot, examples) {
  const named = examples.flatMap((example) =>
    Object.keys(cannot[example] ?? {}).map((group) => ({ example, group, passed: false, why: '' })),
  );
  const isKnown = (/** @type {import('./run-example.js').Outcome} */ { example, group }) =>
    outcomes.some((outcome) => outcome.example === example && outcome.group === group);
  const stale = named.filter((outcome) => !isKnown(outcome));
  return stale.map((outcome) => ({
    outcome,
    isGood: false,
    remark: 'is said to fail, but there is no such group',
  }));
}
