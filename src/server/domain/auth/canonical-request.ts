import type { Incoming } from '../../ground/http/incoming.js';
import { decodeQuery, decodeUrlPath, encodePath, encodeStrictly } from '../../ground/http/percent.js';

const plainPath = /^[A-Za-z0-9\-._~/]*$/;

/**
 * The canonical request of Signature Version 4, from what was on the wire:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function canonicalRequest(
  request: Incoming,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  let headers = '';
  for (const name of signedHeaders) {
    headers += `${name}:${canonicalValue(request, name)}\n`;
  }
  return [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(request.rawQuery),
    headers,
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalPath(rawPath: string): string {
  return plainPath.test(rawPath) ? rawPath : encodePath(decodeUrlPath(rawPath));
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') {
    return '';
  }
  const parts: [name: string, value: string][] = [];
  for (const part of rawQuery.split('&')) {
    if (part === '') {
      continue;
    }
    const equals = part.indexOf('=');
    const name = encodeStrictly(decodeQuery(equals < 0 ? part : part.slice(0, equals)));
    if (name !== 'X-Amz-Signature') {
      parts.push([name, equals < 0 ? '' : encodeStrictly(decodeQuery(part.slice(equals + 1)))]);
    }
  }
  return parts
    .sort((left, right) => compare(left[0], right[0]) || compare(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function canonicalValue(request: Incoming, name: string): string {
  const value = request.headers[name];
  // Clients that sign Expect lose it to proxies, and some sign it as absent.
  if (value === undefined) {
    return '';
  }
  return value.trim().replace(/ {2,}/g, ' ');
}
