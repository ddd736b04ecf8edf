import type { ChecksumTrailer } from '../bodies/aws-chunked.js';
import type { BodySource } from '../types.js';
import type { Address } from './address.js';

/** A request before it is signed; `target` is the path of the request line, with its query. */
export interface Draft {
  readonly address: Address;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: BodySource | undefined;
  /** A checksum that follows the body, which then goes out as aws-chunked. */
  readonly trailer?: ChecksumTrailer;
}

/** Splits a request target at its first question mark; the query is empty where there is none. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?');
  return mark < 0
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}
