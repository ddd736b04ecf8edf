import { ExchangeFailure } from './exchange-failure.js';

/** Bounds one call by a time and by its caller's signal. */
export interface Deadline {
  /** Why the call is over; null while it may go on. */
  readonly reason: ExchangeFailure | null;
  /** Told when the call is over, once; null takes the listener away. There is one at a time. */
  onEnd: ((reason: ExchangeFailure) => void) | null;
  /** The same as a signal, which aborts with the reason: made when it is first asked for, since it costs more than the rest. */
  readonly signal: AbortSignal;
  dispose(): void;
}

/** Starts a deadline of `timeoutMs` milliseconds; it must be disposed. */
export function startDeadline(timeoutMs: number, caller: AbortSignal): Deadline {
  const deadline = new CallDeadline(timeoutMs, callsOf(caller));
  if (caller.aborted) {
    interrupt(deadline);
  }
  return deadline;
}

class CallDeadline implements Deadline {
  reason: ExchangeFailure | null = null;
  onEnd: ((reason: ExchangeFailure) => void) | null = null;
  readonly #timer: NodeJS.Timeout;
  readonly #inFlight: Set<CallDeadline>;
  #controller: AbortController | null = null;

  constructor(timeoutMs: number, inFlight: Set<CallDeadline>) {
    this.#timer = setTimeout(timeOut, timeoutMs, this, timeoutMs);
    this.#inFlight = inFlight;
    inFlight.add(this);
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.reason !== null) {
      this.#controller.abort(this.reason);
    }
    return this.#controller.signal;
  }

  end(reason: ExchangeFailure): void {
    if (this.reason !== null) {
      return;
    }
    this.reason = reason;
    this.onEnd?.(reason);
    this.#controller?.abort(reason);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#inFlight.delete(this);
  }
}

function timeOut(deadline: CallDeadline, timeoutMs: number): void {
  deadline.end(new ExchangeFailure('timeout', `no complete response within ${timeoutMs / 1000} s`));
}

const callsInFlight = new WeakMap<AbortSignal, Set<CallDeadline>>();

/** The calls in flight that one signal ends. It is listened to once: a listener for each call would cost more with every other one. */
function callsOf(caller: AbortSignal): Set<CallDeadline> {
  const known = callsInFlight.get(caller);
  if (known !== undefined) {
    return known;
  }
  const inFlight = new Set<CallDeadline>();
  callsInFlight.set(caller, inFlight);
  caller.addEventListener('abort', () => inFlight.forEach(interrupt), { once: true });
  return inFlight;
}

function interrupt(deadline: CallDeadline): void {
  deadline.end(new ExchangeFailure('client', 'it was interrupted', 'ABORT_ERR'));
}
