import { createHmac } from 'node:crypto';
import type { FormSignMode } from '../../operations/sign-modes.js';
import type { Credential, Signing } from '../types.js';
import { formatAmzDate } from './amz-date.js';
import { forgeSignature } from './forge-signature.js';
import { formatScope, hmacHex, type SigningScope, signingKey } from './signature-v4.js';

/** What a browser may upload, and until when; other keys go along. */
export type PostPolicy = Readonly<Record<string, unknown>> & { readonly conditions: readonly unknown[] };

/** A policy to sign; a text is the document as it is, right or wrong. */
export interface PostPolicySigning {
  readonly policy: PostPolicy | string;
  readonly version: FormSignMode;
  readonly credential: Credential;
  readonly region: string;
  readonly now: Date;
  readonly signing: Signing;
}

/** The form fields that carry a policy and its signature; conditions for those fields are added to the policy. */
export function signPostPolicy(
  request: PostPolicySigning,
): readonly (readonly [name: string, value: string])[] {
  const { credential, version, signing, region, now } = request;
  if (version === 'none' || credential.kind === 'anonymous') {
    return [['policy', encodePolicy(request.policy, [])]];
  }
  const { accessKey, secretKey, sessionToken } = credential;
  const token = sessionToken ? [['x-amz-security-token', sessionToken] as const] : [];
  if (version === 'v2') {
    const policy = encodePolicy(request.policy, token);
    const signature = createHmac('sha1', secretKey).update(policy).digest('base64');
    return [
      ['AWSAccessKeyId', accessKey],
      ...token,
      ['policy', policy],
      ['signature', forgeSignature(signature, signing.signature)],
    ];
  }
  const scope: SigningScope = { accessKey, secretKey, region, service: 's3', date: signing.date ?? now };
  const fields = [
    ['x-amz-algorithm', 'AWS4-HMAC-SHA256'],
    ['x-amz-credential', `${accessKey}/${formatScope(scope)}`],
    ['x-amz-date', formatAmzDate(scope.date)],
    ...token,
  ] as const;
  const policy = encodePolicy(request.policy, fields);
  const signature = forgeSignature(hmacHex(signingKey(scope), policy), signing.signature);
  return [...fields, ['policy', policy], ['x-amz-signature', signature]];
}

function encodePolicy(
  policy: PostPolicy | string,
  fields: readonly (readonly [name: string, value: string])[],
): string {
  if (typeof policy === 'string') {
    return Buffer.from(policy, 'utf8').toString('base64');
  }
  const missing = fields.filter(([name]) => !JSON.stringify(policy.conditions).includes(name));
  const conditions = [...policy.conditions, ...missing.map(([name, value]) => ({ [name]: value }))];
  return Buffer.from(JSON.stringify({ ...policy, conditions }), 'utf8').toString('base64');
}
