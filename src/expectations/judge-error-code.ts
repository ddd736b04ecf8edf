import type { Mismatch } from '../results/types.js';
import { statusOfErrorCode } from './error-codes.js';
import { mismatch } from './mismatch.js';
import type { Observed } from './types.js';

/** Judges the code of the error document, or the status where an answer without a body (HEAD, 304) has no code. */
export function judgeErrorCode(
  expected: string | readonly string[],
  observed: Observed,
  path: string,
): readonly Mismatch[] {
  const accepted = typeof expected === 'string' ? [expected] : expected;
  return acceptsErrorCode(accepted, observed) ? [] : [mismatch(path, expected, readErrorCode(observed))];
}

/** The error code of an answer; of one that fails without a body, its status as text; null where there is none. */
export function readErrorCode(observed: Observed): string | null {
  const code = observed.error?.Code;
  if (typeof code === 'string') {
    return code;
  }
  return isBodyless(observed) ? String(observed.status) : null;
}

function acceptsErrorCode(accepted: readonly string[], observed: Observed): boolean {
  const code = observed.error?.Code;
  if (typeof code === 'string') {
    return accepted.includes(code);
  }
  return isBodyless(observed) && accepted.some((name) => statusOfErrorCode(name) === observed.status);
}

function isBodyless({ success, body }: Observed): boolean {
  return !success && body.size === 0;
}
