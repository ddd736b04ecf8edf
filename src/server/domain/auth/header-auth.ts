import { type ErrorDetails, S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import { readPayloadRule } from '../../ground/payload/payload-rule.js';
import { formatScope, type SigningScope } from '../../ground/signing/signing.js';
import { formatAmzDate, maxSkewMs, parseAmzDate } from '../../ground/signing/times.js';
import { isRegion } from '../../ground/store/regions.js';
import type { Authentication, AuthSettings } from './authenticate.js';
import { findUser, requireSignedHeaders, verifyClaim } from './verify.js';

const algorithm = 'AWS4-HMAC-SHA256';
// Asked by clients that do not know yet where a bucket is, or is to be.
const anyRegion: ReadonlySet<string> = new Set(['CreateBucket', 'GetBucketLocation', 'ListBuckets']);

/** Authenticates a request signed in its Authorization header with Signature Version 4. */
export function authenticateHeader(request: Incoming, settings: AuthSettings): Authentication {
  const { credential, signedHeaders, signature } = readAuthorization(request.headers.authorization ?? '');
  const { accessKey, scope } = readCredential(credential);
  const user = findUser(
    (key) => settings.users.byAccessKey(key),
    accessKey,
    request.headers['x-amz-security-token'],
  );
  requireRegion(scope, settings, request);
  const amzDate = readDate(request);
  if (!settings.faults.has('clock-skew-ignored')) {
    requireFreshDate(amzDate, scope, settings.now());
  }
  const payloadHash = request.headers['x-amz-content-sha256'];
  requireSignedHeaders(request, signedHeaders);
  const claim = { user, scope, amzDate, signedHeaders, signature, payloadHash: payloadHash ?? '' };
  if (payloadHash === undefined) {
    readPayloadRule(payloadHash, { key: Buffer.alloc(0), amzDate, scope: '', signature });
  }
  const key = verifyClaim(request, claim, !settings.faults.has('signature-not-verified'));
  return {
    user,
    method: 'header',
    payload: readPayloadRule(payloadHash, { key, amzDate, scope: formatScope(scope), signature }),
    signedAt: parseAmzDate(amzDate),
    region: scope.region,
  };
}

/** Takes a credential apart: access key (which may hold slashes), date, region, service. */
export function readCredential(credential: string): { accessKey: string; scope: SigningScope } {
  const parts = credential.split('/');
  const [date, region, service, terminator] = parts.slice(-4);
  if (parts.length < 5 || date === undefined || region === undefined || service === undefined) {
    throw malformed(
      'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    );
  }
  if (!/^\d{8}$/.test(date)) {
    throw malformed(
      `incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`,
    );
  }
  if (service !== 's3') {
    throw malformed(`incorrect service "${service}". This endpoint belongs to "s3".`);
  }
  if (terminator !== 'aws4_request') {
    throw malformed(`incorrect terminal "${terminator}". This endpoint uses "aws4_request".`);
  }
  return { accessKey: parts.slice(0, -4).join('/'), scope: { date, region, service } };
}

function malformed(detail: string, details: Omit<ErrorDetails, 'message'> = {}): S3Error {
  return new S3Error('AuthorizationHeaderMalformed', {
    message: `The authorization header is malformed; ${detail}`,
    ...details,
  });
}

/**
 * Refuses a scope of another region than the server's, or than the bucket's own. What speaks of no bucket that is there
 * may be signed for any region that there is, as each region of S3 has an endpoint of its own.
 */
export function requireRegion(
  { region }: SigningScope,
  settings: AuthSettings,
  { bucket, key }: Pick<Incoming, 'bucket' | 'key'>,
): void {
  const expected = settings.regionOf(bucket);
  const isAny = expected === undefined || anyRegion.has(settings.operation);
  if (region === settings.region || region === expected || (isAny && isRegion(region))) {
    return;
  }
  const right = expected ?? settings.region;
  throw malformed(`the region '${region}' is wrong; expecting '${right}'`, {
    fields: { Region: right },
    // Clients that were told only of a HEAD's status look here; S3 says it of buckets, and not of objects.
    headers: bucket !== undefined && key === undefined ? { 'x-amz-bucket-region': right } : {},
  });
}

function readAuthorization(header: string) {
  const fields = new Map<string, string>();
  for (const part of header.slice(algorithm.length).split(',')) {
    const equals = part.indexOf('=');
    if (equals > 0) {
      fields.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
    }
  }
  const component = (name: string): string => {
    const value = fields.get(name);
    if (value === undefined || value === '') {
      throw malformed(
        `the authorization header requires three components: Credential, SignedHeaders, and Signature.`,
      );
    }
    return value;
  };
  return {
    credential: component('Credential'),
    signedHeaders: component('SignedHeaders').toLowerCase().split(';'),
    signature: component('Signature'),
  };
}

function readDate(request: Incoming): string {
  const amzDate = request.headers['x-amz-date'];
  const time = amzDate === undefined ? Date.parse(request.headers.date ?? '') : parseAmzDate(amzDate);
  if (Number.isNaN(time)) {
    throw new S3Error('AccessDenied', {
      message: 'AWS authentication requires a valid Date or x-amz-date header',
    });
  }
  return amzDate ?? formatAmzDate(time);
}

function requireFreshDate(amzDate: string, scope: SigningScope, now: number): void {
  const time = parseAmzDate(amzDate);
  if (Math.abs(time - now) > maxSkewMs) {
    throw new S3Error('RequestTimeTooSkewed', {
      fields: {
        RequestTime: amzDate,
        ServerTime: new Date(now).toISOString(),
        MaxAllowedSkewMilliseconds: maxSkewMs,
      },
    });
  }
  if (!amzDate.startsWith(scope.date)) {
    throw malformed(
      `Invalid credential date "${scope.date}". This date is not the same as X-Amz-Date: "${amzDate.slice(0, 8)}".`,
    );
  }
}
