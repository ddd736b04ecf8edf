import { createHmac } from 'node:crypto';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import { encodePath } from '../../ground/http/percent.js';
import { readUnsignedRule } from '../../ground/payload/payload-rule.js';
import { isSameSignature } from '../../ground/signing/signing.js';
import { maxSkewMs, parseAmzDate } from '../../ground/signing/times.js';
import type { Authentication, AuthSettings } from './authenticate.js';
import { findUser, signatureDoesNotMatch } from './verify.js';
import { isSignedParameter } from './version2-parameters.js';

/**
 * Authenticates a request signed with Signature Version 2, in its header or in its query:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function authenticateVersion2(request: Incoming, settings: AuthSettings): Authentication {
  const header = request.headers.authorization;
  return header === undefined ? fromQuery(request, settings) : fromHeader(request, header, settings);
}

function fromHeader(request: Incoming, header: string, settings: AuthSettings): Authentication {
  const [, accessKey, signature] = /^AWS ([^:]+):(\S+)$/.exec(header) ?? [];
  if (accessKey === undefined || signature === undefined) {
    throw new S3Error('InvalidArgument', {
      message: 'AWS authorization header is invalid.  Expected AwsAccessKeyId:signature',
    });
  }
  const amzDate = request.headers['x-amz-date'];
  const date = amzDate ?? request.headers.date ?? '';
  const parsed = parseAmzDate(date);
  const time = Number.isNaN(parsed) ? Date.parse(date) : parsed;
  if (Number.isNaN(time) || time < 0) {
    throw new S3Error('AccessDenied', {
      message: 'AWS authentication requires a valid Date or x-amz-date header',
    });
  }
  if (Math.abs(time - settings.now()) > maxSkewMs) {
    throw new S3Error('RequestTimeTooSkewed');
  }
  const signedDate = amzDate === undefined ? (request.headers.date ?? '') : '';
  return verify(request, settings, { accessKey, signature, date: signedDate, method: 'header', time });
}

function fromQuery(request: Incoming, settings: AuthSettings): Authentication {
  const { query } = request;
  const get = (name: string): string => query.get(name) ?? '';
  if (!['Signature', 'Expires', 'AWSAccessKeyId'].every((name) => query.has(name))) {
    throw new S3Error('AccessDenied', {
      message: 'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters',
    });
  }
  const expires = Number(get('Expires'));
  if (!Number.isFinite(expires)) {
    throw new S3Error('AccessDenied', { message: 'Invalid date (should be seconds since epoch)' });
  }
  if (settings.now() > expires * 1000) {
    throw new S3Error('AccessDenied', {
      message: 'Request has expired',
      fields: {
        Expires: new Date(expires * 1000).toISOString(),
        ServerTime: new Date(settings.now()).toISOString(),
      },
    });
  }
  return verify(request, settings, {
    accessKey: get('AWSAccessKeyId'),
    signature: get('Signature'),
    date: get('Expires'),
    method: 'query',
    time: settings.now(),
  });
}

interface Version2Claim {
  readonly accessKey: string;
  readonly signature: string;
  readonly date: string;
  readonly method: 'header' | 'query';
  readonly time: number;
}

function verify(request: Incoming, settings: AuthSettings, claim: Version2Claim): Authentication {
  const { headers, query } = request;
  const token = headers['x-amz-security-token'] ?? query.get('x-amz-security-token');
  const user = findUser((key) => settings.users.byAccessKey(key), claim.accessKey, token);
  const [stringToSign = '', ...others] = resourcesOf(request).map((resource) =>
    [
      request.method,
      headers['content-md5'] ?? '',
      headers['content-type'] ?? '',
      claim.date,
      `${amzHeaders(request, claim.method)}${resource}`,
    ].join('\n'),
  );
  const isSigned = [stringToSign, ...others].some((text) =>
    isSameSignature(
      createHmac('sha1', user.secretKey).update(text, 'latin1').digest('base64'),
      claim.signature,
    ),
  );
  if (!isSigned) {
    throw signatureDoesNotMatch(claim, Buffer.from(stringToSign, 'latin1').toString('utf8'), claim.signature);
  }
  const payload = readUnsignedRule(headers['x-amz-content-sha256']);
  return { user, method: claim.method, payload, signedAt: claim.time };
}

// A presigned link carries headers such as the session token in its query, and they are signed like headers.
function amzHeaders({ headers, query }: Incoming, method: Version2Claim['method']): string {
  const asked = [...query].map(([name, value]) => [name, bytesOf(value)] as const);
  const sent = new Map([...(method === 'query' ? asked : []), ...Object.entries(headers)]);
  return [...sent]
    .filter(([name]) => name.startsWith('x-amz-'))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}\n`)
    .join('');
}

// Clients differ in whether a bucket's path ends in a slash.
function resourcesOf({ bucket, key, rawPath, resource, query }: Incoming): readonly string[] {
  const path = bucket !== undefined && !rawPath.startsWith(`/${bucket}`) ? encodePath(resource) : rawPath;
  const signed = [...query.keys()]
    .filter(isSignedParameter)
    .sort()
    .map((name) => (query.get(name) === '' ? name : `${name}=${bytesOf(query.get(name) ?? '')}`));
  const suffix = signed.length === 0 ? '' : `?${signed.join('&')}`;
  const isBucket = bucket !== undefined && key === undefined && !path.endsWith('/');
  return isBucket ? [path + suffix, `${path}/${suffix}`] : [path + suffix];
}

// A query is decoded to text, but signed as bytes; headers are bytes already, each a character.
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}
