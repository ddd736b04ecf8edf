import { invalidArgument } from '../../ground/errors/s3-error.js';
import { encodeForm } from '../../ground/http/percent.js';

/** Writes keys and prefixes of a listing: as they are, or encoded for `encoding-type=url`. */
export interface KeyWriter {
  (text: string): string;
  /** What EncodingType says. */
  readonly encodingType: 'url' | undefined;
}

/** Makes the writer that a listing asks for; throws InvalidArgument. */
export function createKeyWriter(query: ReadonlyMap<string, string>): KeyWriter {
  const encodingType = query.get('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  }
  const write = (text: string): string => (encodingType === undefined ? text : encodeForm(text));
  return Object.assign(write, { encodingType: encodingType === undefined ? undefined : ('url' as const) });
}
