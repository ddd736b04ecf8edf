import type { ResultHead } from '../results/source.js';
import { count } from './words.js';

const mostNamed = 3;

/**
 * What makes a run less than whole, or left something behind: one sentence each, without a full stop. What servers said
 * is in them as it came.
 */
export function noticesOf(results: ResultHead): readonly string[] {
  const { interrupted, endpoint_lost, budget_spent, left_behind = [] } = results;
  return [
    ...(interrupted ? ['interrupted: steps that did not run are missing or skipped'] : []),
    ...(endpoint_lost === null ? [] : [`endpoint lost: ${endpoint_lost}`]),
    ...(budget_spent === undefined ? [] : [`stopped: ${budget_spent}`]),
    ...(left_behind.length === 0 ? [] : [describeLeftBehind(left_behind)]),
  ];
}

/** Names the first of the buckets, each with its reason, and what removes them. */
function describeLeftBehind(left: NonNullable<ResultHead['left_behind']>): string {
  const named = left.slice(0, mostNamed).map(({ bucket, reason }) => `${bucket} (${reason})`);
  const others = left.length > mostNamed ? [`${left.length - mostNamed} more`] : [];
  return `left behind: ${count(left.length, 'bucket')}, which s3tester clean tries to remove again: ${[...named, ...others].join(', ')}`;
}
