import { S3Error } from '../../ground/errors/s3-error.js';
import type { Incoming } from '../../ground/http/incoming.js';
import {
  formatScope,
  isSameSignature,
  type SigningScope,
  sha256OfBytes,
  sign,
  signingKey,
} from '../../ground/signing/signing.js';
import { canonicalRequest } from './canonical-request.js';
import type { User } from './users.js';

/** What a request claims, wherever it carries its signature. */
export interface Claim {
  readonly user: User;
  readonly scope: SigningScope;
  /** `20261122T203000Z`. */
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
}

/** Verifies a claim, unless `isVerified` is false, and gives the signing key; throws SignatureDoesNotMatch with both sides' strings. */
export function verifyClaim(request: Incoming, claim: Claim, isVerified = true): Buffer {
  const canonical = canonicalRequest(request, claim.signedHeaders, claim.payloadHash);
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    claim.amzDate,
    formatScope(claim.scope),
    sha256OfBytes(canonical),
  ].join('\n');
  const key = signingKey(claim.user.secretKey, claim.scope);
  if (!isVerified || isSameSignature(sign(key, stringToSign), claim.signature)) {
    return key;
  }
  throw signatureDoesNotMatch(claim.user, stringToSign, claim.signature, {
    CanonicalRequest: canonical,
    CanonicalRequestBytes: spacedHex(canonical),
  });
}

/** A SignatureDoesNotMatch that says whose signature it is, and of what it should have been. */
export function signatureDoesNotMatch(
  { accessKey }: Pick<User, 'accessKey'>,
  stringToSign: string,
  signature: string,
  further: Readonly<Record<string, string>> = {},
): S3Error {
  return new S3Error('SignatureDoesNotMatch', {
    fields: {
      AWSAccessKeyId: accessKey,
      StringToSign: stringToSign,
      SignatureProvided: signature,
      StringToSignBytes: spacedHex(stringToSign),
      ...further,
    },
  });
}

/** Refuses a request whose host or x-amz-* headers are not all signed, but for those of `exempt`. */
export function requireSignedHeaders(
  request: Incoming,
  signedHeaders: readonly string[],
  exempt: readonly string[] = [],
): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) =>
      (name === 'host' || name.startsWith('x-amz-')) &&
      !signedHeaders.includes(name) &&
      !exempt.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', {
      message: 'There were headers present in the request which were not signed',
      fields: { HeadersNotSigned: unsigned.join(', ') },
    });
  }
}

/** The user of an access key, whose token, where there is one, must be the one given. */
export function findUser(
  byAccessKey: (accessKey: string) => User | undefined,
  accessKey: string,
  sessionToken: string | undefined,
): User {
  const user = byAccessKey(accessKey);
  if (user === undefined || (user.sessionToken !== undefined && sessionToken === undefined)) {
    throw new S3Error('InvalidAccessKeyId', { fields: { AWSAccessKeyId: accessKey } });
  }
  if (sessionToken !== undefined && sessionToken !== user.sessionToken) {
    throw new S3Error('InvalidToken', { fields: { 'Token-0': sessionToken } });
  }
  return user;
}

/** The bytes of a text in which each character is one, as S3 shows them: `41 57`. */
function spacedHex(text: string): string {
  return (Buffer.from(text, 'latin1').toString('hex').match(/../g) ?? []).join(' ');
}
