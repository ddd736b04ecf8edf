/**
 * What a server cannot do: for an example, the parts that fail and why; `sometimes` where it depends on chance.
 * What `unjudged` is said of may pass or fail, or be absent, and nothing is told of it.
 * @typedef {Readonly<Record<string, Readonly<Record<string, string | { sometimes: string } | { unjudged: true }>>>>} Cannot
 */

/**
 * What is thought of an outcome; `isGood` where the part passed, or failed as it was said to.
 * @typedef {{ outcome: import('./run-example.js').Outcome, isGood: boolean, remark: string }} Verdict
 */

/**
 * Holds outcomes against what the server is known not to do. A part that passes although it is said to fail is no
 * success: the table is wrong then, as it is where it names a part which does not exist.
 * @param {readonly import('./run-example.js').Outcome[]} outcomes of the examples named by `examples`
 * @param {Cannot} cannot
 * @param {readonly string[]} examples
 * @returns {Verdict[]}
 */
export function judgeOutcomes(outcomes, cannot, examples) {
  const verdicts = outcomes.map((outcome) => {
    const reason = cannot[outcome.example]?.[outcome.part];
    if (reason === undefined) {
      return { outcome, isGood: outcome.passed, remark: outcome.why };
    }
    if (typeof reason === 'object' && 'unjudged' in reason) {
      return { outcome: { ...outcome, passed: true, why: '' }, isGood: true, remark: 'not judged' };
    }
    if (typeof reason === 'object') {
      return {
        outcome,
        isGood: true,
        remark: outcome.passed ? '' : `fails sometimes, since ${reason.sometimes}`,
      };
    }
    if (outcome.passed) {
      return { outcome, isGood: false, remark: `passes, although it is said that ${reason}` };
    }
    return { outcome, isGood: true, remark: `fails as expected, since ${reason}` };
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
    Object.entries(cannot[example] ?? {})
      .filter(([, reason]) => typeof reason === 'string' || 'sometimes' in reason)
      .map(([part]) => ({ example, part, passed: false, why: '' })),
  );
  const isKnown = (/** @type {import('./run-example.js').Outcome} */ { example, part }) =>
    outcomes.some((outcome) => outcome.example === example && outcome.part === part);
  const stale = named.filter((outcome) => !isKnown(outcome));
  return stale.map((outcome) => ({
    outcome,
    isGood: false,
    remark: 'is said to fail, but there is no such part',
  }));
}
