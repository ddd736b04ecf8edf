import { setMaxListeners } from 'node:events';
import { ExchangeFailure } from './exchange-failure.js';

/** Bounds one call by a time and by its caller's signal; `signal` aborts with an ExchangeFailure as its reason. */
export interface Deadline {
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Starts a deadline of `timeoutMs` milliseconds; it must be disposed. */
export function startDeadline(timeoutMs: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  const onAbort = (): void =>
    controller.abort(new ExchangeFailure('client', 'it was interrupted', 'ABORT_ERR'));
  const timer = setTimeout(
    () => controller.abort(new ExchangeFailure('timeout', `no whole answer within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  if (caller.aborted) {
    onAbort();
  } else {
    // One signal ends every call in flight: that many listeners are no leak.
    setMaxListeners(0, caller);
    caller.addEventListener('abort', onAbort, { once: true });
  }
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(timer);
      caller.removeEventListener('abort', onAbort);
    },
  };
}
