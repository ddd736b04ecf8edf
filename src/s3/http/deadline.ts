import { ExchangeFailure } from './exchange-failure.js';

/** Bounds one call by a time and by its caller's signal; `signal` aborts with an ExchangeFailure as its reason. */
export interface Deadline {
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Starts a deadline of `timeoutMs` milliseconds; it must be disposed. */
export function startDeadline(timeoutMs: number, caller: AbortSignal): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(
    () =>
      controller.abort(new ExchangeFailure('timeout', `no complete response within ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  const inFlight = callsOf(caller);
  inFlight.add(controller);
  if (caller.aborted) {
    interrupt(controller);
  }
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(timer);
      inFlight.delete(controller);
    },
  };
}

const callsInFlight = new WeakMap<AbortSignal, Set<AbortController>>();

/** The calls in flight that one signal ends. It is listened to once: a listener for each call would cost more with every other one. */
function callsOf(caller: AbortSignal): Set<AbortController> {
  const known = callsInFlight.get(caller);
  if (known !== undefined) {
    return known;
  }
  const inFlight = new Set<AbortController>();
  callsInFlight.set(caller, inFlight);
  caller.addEventListener('abort', () => inFlight.forEach(interrupt), { once: true });
  return inFlight;
}

function interrupt(controller: AbortController): void {
  controller.abort(new ExchangeFailure('client', 'it was interrupted', 'ABORT_ERR'));
}
