import type { ResultHead } from '../results/source.js';
import { count } from './words.js';

const mostNamed = 3;

/**
 * What makes a run less than whole, or left something behind: one sentence each, without a full stop. What servers said
 * is in them as it came.
 */
export function noticesOf(results: ResultHead): readonly string[] {
  const { interrupted, endpoint_lost, budget_spent } = results;
  const leftBehind = describeLeftBehind(results);
  return [
    ...(interrupted ? ['interrupted: steps that did not run are missing or skipped'] : []),
    ...(endpoint_lost === null ? [] : [`endpoint lost: ${endpoint_lost}`]),
    ...(budget_spent === undefined ? [] : [`stopped: ${budget_spent}`]),
    ...(leftBehind === null ? [] : [leftBehind]),
  ];
}

/** Names the first of the buckets that stayed behind, each with its reason, and what removes them; null where none did. */
export function describeLeftBehind({ left_behind: left = [] }: ResultHead): string | null {
  if (left.length === 0) {
    return null;
  }
  const named = left.slice(0, mostNamed).map(({ bucket, reason }) => `${bucket} (${reason})`);
  const others = left.length > mostNamed ? [`${left.length - mostNamed} more`] : [];
  return `left behind: ${count(left.length, 'bucket')}, which s3tester clean tries to remove again: ${[...named, ...others].join(', ')}`;
}
