import type { StepFacts } from '../results/source.js';

/** A duration in seconds, as people read it: `85 ms`, `1.24 s`, `2 min 03 s`. */
export function formatDuration(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  if (milliseconds < 1000) {
    return `${milliseconds} ms`;
  }
  if (seconds < 59.995) {
    return `${seconds.toFixed(2)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** Seconds from the first step's beginning to the last one's end, however many ran side by side. */
export function elapsed(steps: readonly Pick<StepFacts, 'timestamp' | 'duration'>[]): number {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { timestamp, duration } of steps) {
    const begin = Date.parse(timestamp) / 1000;
    if (!Number.isNaN(begin)) {
      first = Math.min(first, begin);
      last = Math.max(last, begin + duration);
    }
  }
  return first === Number.POSITIVE_INFINITY ? 0 : last - first;
}

/** Seconds between two moments in ISO 8601. */
export function secondsBetween(start: string, end: string): number {
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
