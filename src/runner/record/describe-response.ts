import { defined } from '../../lib/defined.js';
import { joinHeaders } from '../../lib/headers.js';
import { jsonableRecord } from '../../lib/jsonable.js';
import { toBodyValue } from '../../results/body-value.js';
import type { Actual } from '../../results/types.js';
import { parseResponseHead } from '../../s3/http/message-head.js';
import type { Outcome, S3Response } from '../../s3/types.js';
import type { Shortener } from './shorten-data.js';
import { shortenHeaders } from './shorten-response.js';

/** A response as results hold it. */
export function describeResponse(response: S3Response, shorten: Shortener): Actual {
  const { success, status, output, error, headers, body } = response;
  return {
    success,
    status_code: status,
    ...defined({ error_code: error?.Code, error: error ? shorten(error) : undefined }),
    headers: shortenHeaders(joinHeaders(headers)),
    response: shorten(jsonableRecord(output)),
    ...(body.size > 0 ? { body: toBodyValue(body) } : {}),
  };
}

/** What came of a response that broke off, its status and headers; null where not even these came. */
export function describeBeginning({ exchanges }: Outcome): Actual | null {
  const { status = null, responseHead = null } = exchanges.at(-1) ?? {};
  if (status === null || responseHead === null) {
    return null;
  }
  const { headers } = parseResponseHead(Buffer.from(finalHead(responseHead)));
  return { success: false, status_code: status, headers: shortenHeaders(joinHeaders(headers)), response: {} };
}

/** The head of the final response, without those of the interim ones before it. */
function finalHead(heads: string): string {
  return heads.slice(heads.lastIndexOf('\nHTTP/') + 1);
}
