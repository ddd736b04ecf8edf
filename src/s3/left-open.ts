import type { Failure, Outcome } from './types.js';

const whereNothingWholeCame: ReadonlySet<Failure['kind']> = new Set(['reset', 'truncated', 'timeout']);

/** Whether a request was left without a whole response by an endpoint that goes on responding to others. */
export function isLeftOpen({ failure }: Pick<Outcome, 'failure'>): boolean {
  return failure !== null && whereNothingWholeCame.has(failure.kind) && failure.isAway !== true;
}
