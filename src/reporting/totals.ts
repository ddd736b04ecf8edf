import type { Results } from '../results/types.js';
import { formatDuration, secondsBetween } from './durations.js';
import type { Paint } from './paint.js';
import { describePassed } from './scores.js';
import { count, formatRate, tallyOf } from './words.js';

/** The line that sums a run up: how many there were, how many of them passed, and how long it took. */
export function describeTotals(results: Results, paint: Paint): string {
  const duration = formatDuration(secondsBetween(results.start_time, results.end_time));
  if (results.conformance) {
    const { suite_version, plan } = results.conformance;
    const passed = paint('strong', describePassed(results));
    return `${passed} · suite ${suite_version} · plan ${plan.slice(0, 12)} · ${duration}`;
  }
  const { summary } = results;
  const tally = tallyOf(summary).map(([status, text]) => paint(status, text));
  const judged = summary.passed + summary.failed + summary.error;
  const facts = [
    `${paint('strong', count(results.total_operations, 'operation'))}: ${tally.length === 0 ? 'none ran' : tally.join(', ')}`,
    ...(judged === 0 ? [] : [`${formatRate(summary.success_rate)} passed`]),
    duration,
  ];
  return facts.join(' · ');
}
