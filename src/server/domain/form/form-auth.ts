import { createHmac } from 'node:crypto';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { isSameSignature, type SigningScope, sign, signingKey } from '../../ground/signing/signing.js';
import { parseAmzDate } from '../../ground/signing/times.js';
import { signingRegion } from '../../ground/store/regions.js';
import { version2NotSupported } from '../auth/authenticate.js';
import { readCredential } from '../auth/header-auth.js';
import type { User } from '../auth/users.js';
import { findUser, signatureDoesNotMatch } from '../auth/verify.js';
import type { BucketContext } from '../request/context.js';
import type { FormFields } from './form-policy.js';

/** Who signed a form; undefined where it has no policy, and so no signature. */
export function authenticateForm(fields: FormFields, context: BucketContext): User | undefined {
  const { users, signatureVersion2 } = context.server;
  const policy = fields.get('policy');
  const signature = fields.get('x-amz-signature');
  const byAccessKey = (accessKey: string): User | undefined => users.byAccessKey(accessKey);
  if (policy === undefined && signature === undefined && !fields.has('signature')) {
    return undefined;
  }
  const signing = ['x-amz-algorithm', 'x-amz-credential', 'x-amz-signature', 'awsaccesskeyid', 'signature'];
  if (!signing.some((name) => fields.has(name))) {
    throw new S3Error('AccessDenied');
  }
  if (signature !== undefined || fields.has('x-amz-algorithm')) {
    requireField(fields, 'X-Amz-Algorithm');
    const { accessKey, scope } = readCredential(requireField(fields, 'X-Amz-Credential'));
    requireScope(fields, scope, context);
    const user = findUser(byAccessKey, accessKey, fields.get('x-amz-security-token'));
    const text = requireField(fields, 'Policy');
    const expected = sign(signingKey(user.secretKey, scope), text);
    requireSignature(expected, requireField(fields, 'X-Amz-Signature'), user, text);
    return user;
  }
  if (signatureVersion2 === false) {
    throw new S3Error('InvalidRequest', { message: version2NotSupported });
  }
  const accessKey = requireField(fields, 'AWSAccessKeyId');
  const version2 = requireField(fields, 'Signature');
  const user = findUser(byAccessKey, accessKey, fields.get('x-amz-security-token'));
  const text = requireField(fields, 'Policy');
  requireSignature(createHmac('sha1', user.secretKey).update(text).digest('base64'), version2, user, text);
  return user;
}

// A form is signed like a request: with an algorithm, for the day that it names, for the region of its bucket.
function requireScope(fields: FormFields, scope: SigningScope, { server, bucket }: BucketContext): void {
  const algorithm = requireField(fields, 'X-Amz-Algorithm');
  const date = requireField(fields, 'X-Amz-Date');
  const region = signingRegion(bucket);
  if (algorithm !== 'AWS4-HMAC-SHA256') {
    throw invalidArgument(
      'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"',
      'x-amz-algorithm',
      algorithm,
    );
  }
  if (Number.isNaN(parseAmzDate(date)) || !date.startsWith(scope.date)) {
    throw invalidArgument(
      'X-Amz-Date must be formatted via ISO8601 Long format, and of the day that the credential names',
      'x-amz-date',
      date,
    );
  }
  if (scope.region !== region && scope.region !== server.region) {
    throw invalidArgument(
      `Error parsing the X-Amz-Credential parameter; the region '${scope.region}' is wrong; expecting '${region}'`,
      'x-amz-credential',
      fields.get('x-amz-credential') ?? '',
    );
  }
}

/** `text` is what the signature is of: the policy as it was sent. */
function requireSignature(expected: string, given: string, user: User, text: string): void {
  if (!isSameSignature(expected, given)) {
    throw signatureDoesNotMatch(user, text, given);
  }
}

function requireField(fields: FormFields, name: string): string {
  const value = fields.get(name.toLowerCase());
  if (value === undefined) {
    throw new S3Error('InvalidArgument', {
      message: `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
      fields: { ArgumentName: name, ArgumentValue: '' },
    });
  }
  return value;
}
