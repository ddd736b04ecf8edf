import type { FailureKind, Observed } from '../../expectations/index.js';
import type { Mismatch, Status } from '../../results/types.js';
import type { Outcome } from '../../s3/types.js';
import type { PreparedCall } from '../request/prepared-call.js';

/** A call and its response, not yet judged. */
export interface Sent {
  readonly prepared: PreparedCall;
  readonly outcome: Outcome;
  readonly startedAt: Date;
  readonly seconds: number;
  /** What the comparison of a large body found as it streamed by. */
  readonly bodyVerdict: Observed['bodyVerdict'];
}

/** One attempt of a step: what was sent, what was expected, what was received, and how it was judged. */
export interface Attempt extends Sent {
  readonly expected: Readonly<Record<string, unknown>>;
  readonly mismatches: readonly Mismatch[];
  /** Where a response that passes differs from the expected one; empty where it is exactly that. */
  readonly deviations: readonly Mismatch[];
  /** Whether it passed without any deviation. */
  readonly isExact: boolean;
  /** Why a response is accepted that is not the expected one. */
  readonly tolerated: string | null;
  readonly status: Status;
  /** In which way the response missed; null where it did not, or where there was none. */
  readonly failure: FailureKind | null;
}
