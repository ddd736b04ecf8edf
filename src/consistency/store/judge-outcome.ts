import type { Outcome } from '../../s3/types.js';
import type { HistoryOperation } from '../history/types.js';

/** What an outcome says of whether the operation happened. */
export type Judged = Pick<HistoryOperation, 'outcome' | 'status' | 'code'>;

/** What a 2xx response with an error document inside means; any other code leaves open what happened. */
const statusOfCode: Readonly<Record<string, number>> = {
  PreconditionFailed: 412,
  ConditionalRequestConflict: 409,
  NoSuchKey: 404,
  NoSuchUpload: 404,
};

/** Statuses of the family 4xx that a server sends when it has lost patience in the middle of a request. */
const impatient = new Set([408, 499]);

/**
 * Says whether an operation happened, did not, or may have. Only a connection that was refused proves that nothing was
 * sent; 501 says that the server never does such a thing.
 */
export function judgeOutcome({ response, failure }: Outcome): Judged {
  if (response === null) {
    const code = failure?.code ?? failure?.kind ?? 'client';
    return { outcome: code === 'ECONNREFUSED' ? 'refused' : 'unknown', status: null, code };
  }
  const { status, success, error, parseError } = response;
  if (success) {
    return { outcome: 'ok', status };
  }
  const code = error?.Code ?? (parseError === undefined ? undefined : 'UnreadableResponse');
  if (status >= 200 && status < 300) {
    const meant = statusOfCode[code ?? ''];
    return meant === undefined ? withCode('unknown', status, code) : withCode('refused', meant, code);
  }
  const isOpen = (status >= 500 && status !== 501) || impatient.has(status) || code === 'RequestTimeout';
  return withCode(isOpen ? 'unknown' : 'refused', status, code);
}

function withCode(outcome: Judged['outcome'], status: number, code: string | undefined): Judged {
  return code === undefined ? { outcome, status } : { outcome, status, code };
}
