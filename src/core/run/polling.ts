import type { Attempt } from './attempt.js';
import type { RunContext } from './context.js';

const defaultInterval = 1000;

/** Tries again until an attempt passes or the time is over; gives the last one. Times are milliseconds. */
export async function untilItMatches(
  attempt: () => Promise<Attempt>,
  { timeout, interval = defaultInterval }: { readonly timeout: number; readonly interval?: number },
  context: RunContext,
): Promise<Attempt> {
  const deadline = context.clock.monotonic() + timeout;
  for (;;) {
    const latest = await attempt();
    const left = deadline - context.clock.monotonic();
    if (latest.status === 'pass' || left <= 0 || context.abort.aborted) return latest;
    await context.clock.sleep(Math.min(interval, left), context.abort);
  }
}

/** Tries until the time is over or an attempt does not pass; gives the last one. Times are milliseconds. */
export async function whileItMatches(
  attempt: () => Promise<Attempt>,
  { for: span, interval = defaultInterval }: { readonly for: number; readonly interval?: number },
  context: RunContext,
): Promise<Attempt> {
  const deadline = context.clock.monotonic() + span;
  for (;;) {
    const latest = await attempt();
    const left = deadline - context.clock.monotonic();
    if (latest.status !== 'pass' || left <= 0 || context.abort.aborted) return latest;
    await context.clock.sleep(Math.min(interval, left), context.abort);
  }
}
