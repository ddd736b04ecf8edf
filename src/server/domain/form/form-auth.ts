import { createHmac } from 'node:crypto';
import { S3Error } from '../../ground/errors/s3-error.js';
import { isSameSignature, sign, signingKey } from '../../ground/signing/signing.js';
import { readCredential } from '../auth/header-auth.js';
import type { User, Users } from '../auth/users.js';
import { findUser } from '../auth/verify.js';
import type { FormFields } from './form-policy.js';

/** Who signed a form; undefined where it has no policy, and so no signature. */
export function authenticateForm(fields: FormFields, users: Users): User | undefined {
  const policy = fields.get('policy');
  const signature = fields.get('x-amz-signature');
  const byAccessKey = (accessKey: string): User | undefined => users.byAccessKey(accessKey);
  if (policy === undefined && signature === undefined && !fields.has('signature')) {
    return undefined;
  }
  if (signature !== undefined || fields.has('x-amz-algorithm')) {
    const { accessKey, scope } = readCredential(requireField(fields, 'x-amz-credential'));
    const user = findUser(byAccessKey, accessKey, fields.get('x-amz-security-token'));
    const expected = sign(signingKey(user.secretKey, scope), requireField(fields, 'policy'));
    requireSignature(expected, requireField(fields, 'x-amz-signature'), user);
    return user;
  }
  const accessKey = requireField(fields, 'awsaccesskeyid');
  const version2 = requireField(fields, 'signature');
  const user = findUser(byAccessKey, accessKey, fields.get('x-amz-security-token'));
  const text = requireField(fields, 'policy');
  requireSignature(createHmac('sha1', user.secretKey).update(text).digest('base64'), version2, user);
  return user;
}

function requireSignature(expected: string, given: string, { accessKey }: User): void {
  if (isSameSignature(expected, given)) {
    return;
  }
  throw new S3Error('SignatureDoesNotMatch', {
    fields: { AWSAccessKeyId: accessKey, SignatureProvided: given },
  });
}

function requireField(fields: FormFields, name: string): string {
  const value = fields.get(name);
  if (value === undefined) {
    throw new S3Error('InvalidArgument', {
      message: `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`,
      fields: { ArgumentName: name, ArgumentValue: '' },
    });
  }
  return value;
}
