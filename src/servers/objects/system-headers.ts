import type { Headers } from '../http/incoming.js';
import { readHeaderText } from './metadata.js';

/** The standard headers that an object keeps and gives back. */
const SYSTEM_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  'x-amz-website-redirect-location',
] as const;

/** Reads the headers that an object keeps. */
export function readSystemHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of SYSTEM_HEADERS) {
    const value = headers[name];
    if (value !== undefined) kept[name] = readHeaderText(value);
  }
  kept['content-type'] ??= 'binary/octet-stream';
  const encoding = withoutFraming(kept['content-encoding']);
  if (encoding === undefined) delete kept['content-encoding'];
  else kept['content-encoding'] = encoding;
  return kept;
}

// aws-chunked says how the body was sent, not what it is.
function withoutFraming(encoding: string | undefined): string | undefined {
  const kept = encoding
    ?.split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked');
  return kept === undefined || kept.length === 0 ? undefined : kept.join(', ');
}
