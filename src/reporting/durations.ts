import type { StepResult } from '../results/types.js';

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
export function elapsed(steps: readonly StepResult[]): number {
  const spans = steps.flatMap(({ timestamp, duration }) => {
    const begin = Date.parse(timestamp) / 1000;
    return Number.isNaN(begin) ? [] : [{ begin, end: begin + duration }];
  });
  if (spans.length === 0) {
    return 0;
  }
  const begin = spans.reduce((first, span) => Math.min(first, span.begin), Number.POSITIVE_INFINITY);
  const end = spans.reduce((last, span) => Math.max(last, span.end), 0);
  return end - begin;
}

/** Seconds between two moments in ISO 8601. */
export function secondsBetween(start: string, end: string): number {
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
