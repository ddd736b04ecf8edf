import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';

/** Where a website redirects a request for the object. */
export const redirectHeader = 'x-amz-website-redirect-location';

/** The standard headers that an object keeps and gives back; a request may ask for others: `response-expires`. */
export const standardHeaders = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

/** Reads the headers that an object keeps, byte for byte as they came; throws InvalidRedirectLocation. */
export function readSystemHeaders(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of [...standardHeaders, redirectHeader]) {
    const value = headers[name];
    if (value !== undefined) {
      kept[name] = value;
    }
  }
  requireRedirect(kept[redirectHeader]);
  kept['content-type'] ??= 'binary/octet-stream';
  const encoding = withoutFraming(kept['content-encoding']);
  if (encoding === undefined) {
    delete kept['content-encoding'];
  } else {
    kept['content-encoding'] = encoding;
  }
  return kept;
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html
function requireRedirect(location: string | undefined): void {
  if (location === undefined || /^(\/|https?:\/\/)/.test(location)) {
    return;
  }
  throw new S3Error('InvalidRedirectLocation');
}

// aws-chunked says how the body was sent, not what it is.
function withoutFraming(encoding: string | undefined): string | undefined {
  const kept = encoding
    ?.split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'aws-chunked');
  return kept === undefined || kept.length === 0 ? undefined : kept.join(', ');
}
