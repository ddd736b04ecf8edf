import type { Outcome } from './outcome.js';

/** What was tried, as far as it tells whether a server says of an object that it is there. */
interface Tried {
  readonly outcome: Outcome;
  readonly exchange: {
    readonly operation: string | null;
    readonly status: number | null;
    readonly path: string | null;
    readonly expected: unknown;
  } | null;
}

/**
 * What something that was tried says of existence alone: `ignored` where an object that is there was answered with 404, or one
 * that is not there with success. Whatever else is wrong is another matter, and `met`.
 */
export function outcomeOfExistence({ outcome, exchange }: Tried): Outcome {
  if (outcome === 'met' || outcome === 'not-decided' || exchange === null) {
    return outcome === 'not-decided' ? 'not-decided' : 'met';
  }
  return saysOpposite(exchange) ? 'ignored' : 'met';
}

/** The operations whose answer tells whether an object is there. */
const looks: readonly unknown[] = ['GetObject', 'HeadObject'];

function saysOpposite({ operation, status, path, expected }: NonNullable<Tried['exchange']>): boolean {
  if (status === null || !looks.includes(operation) || (path !== 'success' && path !== 'status_code')) {
    return false;
  }
  const isMissing = expected === false || expected === 404;
  return isMissing ? status < 300 : status === 404;
}
