import type { Mismatch } from '../results/types.js';
import { statusOfErrorCode } from './error-codes.js';
import { mismatch } from './mismatch.js';
import type { JudgedResponse } from './types.js';

/** Judges the code of the error document, or the status where a response without a body (HEAD, 304) has no code. */
export function judgeErrorCode(
  expected: string | readonly string[],
  response: JudgedResponse,
  path: string,
): readonly Mismatch[] {
  const accepted = typeof expected === 'string' ? [expected] : expected;
  return acceptsErrorCode(accepted, response) ? [] : [mismatch(path, expected, readErrorCode(response))];
}

/** The error code of a response; of one that fails without a body, its status as text; null where there is none. */
export function readErrorCode(response: JudgedResponse): string | null {
  const code = response.error?.Code;
  if (typeof code === 'string') {
    return code;
  }
  return isBodyless(response) ? String(response.status) : null;
}

function acceptsErrorCode(accepted: readonly string[], response: JudgedResponse): boolean {
  const code = response.error?.Code;
  if (typeof code === 'string') {
    return accepted.includes(code);
  }
  return isBodyless(response) && accepted.some((name) => statusOfErrorCode(name) === response.status);
}

function isBodyless({ success, body }: JudgedResponse): boolean {
  return !success && body.size === 0;
}
