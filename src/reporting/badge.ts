import type { ResultSource } from '../results/source.js';
import { tallyTests, works } from '../results/tally-tests.js';
import { unexpectedIn } from './causes.js';
import { renderJson } from './json.js';

/**
 * The score of a run as a badge of shields.io (https://shields.io/badges/endpoint-badge): what passed of what was judged,
 * or in a conformance suite what works for clients of what applies. It is green where nothing went wrong but what a
 * baseline expects, and grey where nothing was judged.
 */
export function* writeBadge(results: ResultSource): Generator<string> {
  const { passed, total } = shareOf(results);
  const problems = unexpectedIn(results);
  const isWhole =
    !results.interrupted && results.endpoint_lost === null && results.budget_spent === undefined;
  const isWrong = problems.some(({ status }) => status === 'fail') || isStale(results);
  const color = isWrong
    ? 'red'
    : total === 0
      ? 'lightgrey'
      : problems.length > 0 || !isWhole
        ? 'orange'
        : 'brightgreen';
  yield renderJson({
    schemaVersion: 1,
    label: results.conformance === undefined ? 's3tester' : 'S3 conformance',
    message: total === 0 ? 'nothing judged' : `${passed} of ${total}${isWhole ? '' : ', not whole'}`,
    color,
    isError: isWrong,
  });
}

function shareOf(results: ResultSource): { readonly passed: number; readonly total: number } {
  const tests = tallyTests(results);
  if (results.conformance === undefined) {
    return { passed: tests.passed, total: tests.passed + tests.failed + tests.error };
  }
  const { cases } = results;
  return {
    passed: cases.filter(works).length,
    total: cases.filter(({ verdict }) => verdict !== 'skipped').length,
  };
}

/** Whether a baseline says what is not so any more, which fails the run. */
function isStale({ cases, conformance }: ResultSource): boolean {
  const { vanished = [], expired = [] } = conformance?.baseline ?? {};
  return vanished.length + expired.length > 0 || cases.some(({ baseline }) => baseline === 'newly-passing');
}
