import type { SignMode } from '../../operations/sign-modes.js';
import type { RecordingLine } from '../recording/schema.js';

const streaming: Readonly<Record<string, SignMode>> = {
  'UNSIGNED-PAYLOAD': 'v4-unsigned-payload',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'v4-streaming',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'v4-streaming-trailer',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'v4-unsigned-trailer',
};

/** How a recorded request was signed. */
export function signModeOf({ headers, query }: RecordingLine): SignMode {
  const parameters = new Set(query.map(([name]) => name));
  if (parameters.has('X-Amz-Signature')) {
    return 'v4-presigned';
  }
  if (parameters.has('AWSAccessKeyId')) {
    return 'v2-presigned';
  }
  const sent = new Map(headers);
  const authorization = sent.get('authorization');
  if (authorization === undefined) {
    return 'none';
  }
  if (authorization.startsWith('AWS ')) {
    return 'v2';
  }
  return streaming[sent.get('x-amz-content-sha256') ?? ''] ?? 'v4';
}
