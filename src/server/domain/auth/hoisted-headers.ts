import type { Incoming } from '../../ground/http/incoming.js';

const conditions: ReadonlySet<string> = new Set(['if-match', 'if-none-match']);
const ofSignature =
  /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token|content-sha256)$/;
// What S3 signs there, but does not act on.
const ignored = /^x-amz-(tagging$|checksum-|sdk-checksum-algorithm$|copy-source)/;

/**
 * A presigned request with the headers that its link holds in the query, where presigners of some SDKs put them: S3 takes
 * them for headers, because they are signed. A header that was sent wins.
 * Their values are bytes, each a character, as those of headers are.
 */
export function withHoistedHeaders(request: Incoming): Incoming {
  const hoisted: Record<string, string> = {};
  for (const [name, value] of request.query) {
    const header = name.toLowerCase();
    const counts = header.startsWith('x-amz-') && !ofSignature.test(header) && !ignored.test(header);
    if (counts || conditions.has(header)) {
      hoisted[header] = Buffer.from(value).toString('latin1');
    }
  }
  if (Object.keys(hoisted).length === 0) {
    return request;
  }
  return { ...request, headers: Object.assign(Object.create(null), hoisted, request.headers) };
}
