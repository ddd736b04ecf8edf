import { createKeyWriter, type KeyWriter } from './encoding.js';
import { readLimit } from './page.js';

/** What every listing of keys is asked for. */
export interface Listing {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  readonly limit: number;
  readonly writeKey: KeyWriter;
}

/** Reads what a listing is asked for; `limitName` is `max-keys` or its like; throws InvalidArgument. */
export function readListing(query: ReadonlyMap<string, string>, limitName: string): Listing {
  return {
    writeKey: createKeyWriter(query),
    limit: readLimit(query, limitName),
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
  };
}
