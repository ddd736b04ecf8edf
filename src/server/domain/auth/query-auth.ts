import { type ErrorDetails, S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import { readUnsignedRule } from '../../ground/payload/payload-rule.js';
import { maxSkewMs, parseAmzDate } from '../../ground/signing/times.js';
import type { Authentication, AuthSettings } from './authenticate.js';
import { readCredential, requireRegion } from './header-auth.js';
import { findUser, requireSignedHeaders, verifyClaim } from './verify.js';

const maxExpiresSeconds = 604_800;
const requiredParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
];

/**
 * Authenticates a presigned request:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function authenticateQuery(request: Incoming, settings: AuthSettings): Authentication {
  const { query } = request;
  if (requiredParameters.some((name) => !query.has(name))) {
    throw malformed(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  const get = (name: string): string => query.get(name) ?? '';
  if (get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') {
    throw malformed('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"');
  }
  const { accessKey, scope } = inQuery(() => readCredential(get('X-Amz-Credential')));
  const amzDate = get('X-Amz-Date');
  const signedAt = parseAmzDate(amzDate);
  if (Number.isNaN(signedAt)) {
    throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  }
  if (!amzDate.startsWith(scope.date)) {
    throw malformed(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${amzDate.slice(0, 8)}".`,
    );
  }
  const expires = readExpires(get('X-Amz-Expires'));
  const user = findUser(
    (key) => settings.users.byAccessKey(key),
    accessKey,
    query.get('X-Amz-Security-Token'),
  );
  inQuery(() => requireRegion(scope, settings, request));
  if (!settings.faults.has('presigned-expiry-ignored')) {
    requireTime(signedAt, expires, settings.now());
  }
  const signedHeaders = get('X-Amz-SignedHeaders').toLowerCase().split(';');
  if (!settings.faults.has('presigned-unsigned-headers-taken')) {
    // The hash of the payload is a part of what is signed, whether its header is or not.
    requireSignedHeaders(request, signedHeaders, ['x-amz-content-sha256']);
  }
  const payloadHash =
    query.get('X-Amz-Content-Sha256') ?? request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  const claim = {
    user,
    scope,
    amzDate,
    signedHeaders,
    signature: get('X-Amz-Signature'),
    payloadHash,
  };
  verifyClaim(request, claim, !settings.faults.has('presigned-signature-not-verified'));
  return { user, method: 'query', payload: readUnsignedRule(payloadHash), signedAt, region: scope.region };
}

// The same mistakes as in a header have another code and another beginning here.
function inQuery<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof S3Error)) {
      throw error;
    }
    const { message, fields, headers } = error;
    throw malformed(
      message.replace(
        'The authorization header is malformed; ',
        'Error parsing the X-Amz-Credential parameter; ',
      ),
      { fields, headers },
    );
  }
}

function readExpires(text: string): number {
  const expires = Number(text);
  if (!/^-?\d+$/.test(text)) {
    throw malformed('X-Amz-Expires should be a number');
  }
  if (expires < 0) {
    throw malformed('X-Amz-Expires must be non-negative');
  }
  if (expires > maxExpiresSeconds) {
    throw malformed(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  return expires;
}

function requireTime(signedAt: number, expiresSeconds: number, now: number): void {
  const expiry = signedAt + expiresSeconds * 1000;
  if (signedAt > now + maxSkewMs) {
    throw new S3Error('AccessDenied', {
      message: 'Request is not valid yet',
      fields: { 'X-Amz-Date': new Date(signedAt).toISOString(), ServerTime: new Date(now).toISOString() },
    });
  }
  if (now > expiry) {
    throw new S3Error('AccessDenied', {
      message: 'Request has expired',
      fields: {
        'X-Amz-Expires': expiresSeconds,
        Expires: new Date(expiry).toISOString(),
        ServerTime: new Date(now).toISOString(),
      },
    });
  }
}

function malformed(message: string, details: Omit<ErrorDetails, 'message'> = {}): S3Error {
  return new S3Error('AuthorizationQueryParametersError', { message, ...details });
}
