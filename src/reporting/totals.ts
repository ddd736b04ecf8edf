import type { ResultSource } from '../results/source.js';
import { tallyTests } from '../results/tally-tests.js';
import { formatDuration, secondsBetween } from './durations.js';
import type { Paint } from './paint.js';
import { oneLine } from './printable.js';
import { describePassed } from './scores.js';
import { describeTests } from './table-parts.js';
import { countWithheld } from './withheld.js';
import { count, passRate } from './words.js';

/** What sums a run up: how many tests there were, how many of them passed, and how long it took. */
export function describeTotals(results: ResultSource, paint: Paint): string {
  const duration = formatDuration(secondsBetween(results.start_time, results.end_time));
  const tests = tallyTests(results);
  const hidden = results.withheld === undefined ? [] : [`${countWithheld(results.withheld)} withheld`];
  if (results.conformance) {
    const { suite_version, plan } = results.conformance;
    const passed = paint('strong', describePassed(results));
    return `${[describeTests(tests, paint), ...hidden].join(' · ')}\n${passed} · suite ${oneLine(suite_version)} · plan ${oneLine(plan.slice(0, 12))} · ${duration}`;
  }
  const { cases, total_operations: operations } = results;
  const rate = passRate(tests);
  // Without cases each operation is a test.
  const facts = [
    describeTests(tests, paint, cases.length === 0 ? 'operation' : 'test'),
    ...(rate === null ? [] : [`${rate} passed`]),
    ...(cases.length === 0 ? [] : [count(operations, 'operation')]),
    ...hidden,
    duration,
  ];
  return facts.join(' · ');
}
