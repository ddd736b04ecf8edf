import { S3Error } from '../ground/errors/s3-error.js';
import type { Incoming } from '../ground/http/incoming.js';
import { noContent, ok, type Reply } from '../ground/http/reply.js';

// No bucket can have this name.
const healthPath = '/-/health';
const resetPath = '/-/reset';

/**
 * Answers what is asked of the server itself and is no S3 operation: its health, and to be as it was at its start, where
 * `reset` is given; undefined for all else.
 */
export function answerAdmin(
  request: Incoming,
  reset: (() => Promise<void>) | undefined,
): Reply | Promise<Reply> | undefined {
  const { method, rawPath } = request;
  // HEAD of the root is what health checks of S3-compatible servers send.
  if (rawPath === healthPath || (method === 'HEAD' && rawPath === '/')) {
    return ok;
  }
  if (rawPath !== resetPath || reset === undefined) {
    return undefined;
  }
  requireNoBrowser(request);
  if (method !== 'POST') {
    throw new S3Error('MethodNotAllowed', { fields: { Method: method, ResourceType: 'SERVICE' } });
  }
  return reset().then(() => noContent);
}

// A page that a developer happens to visit could send this to a port of the same machine; browsers say that they do.
function requireNoBrowser({ headers }: Incoming): void {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    throw new S3Error('AccessDenied');
  }
}
