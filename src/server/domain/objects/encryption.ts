import { createHmac } from 'node:crypto';
import { defined } from '../../ground/defined.js';
import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import type { Bucket, Encryption } from '../../ground/store/records.js';
import { selectText } from '../../ground/xml/select.js';
import type { BucketContext, Context } from '../request/context.js';
import { blocksCustomerKeys } from './blocked-encryption.js';
import { isKeyLong, isProvenKey, type KeyHeaders, proveKey, readCustomerKey } from './customer-key.js';

const wrongKeyMessage = 'The provided encryption parameters did not match the ones used originally.';
const otherKeyMessage =
  'Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.';
const sseHeader = 'x-amz-server-side-encryption';
// A key's id, its alias, or the ARN of either. Which keys there are is not known here.
const keyIdForm =
  /^((arn:aws[\w-]*:kms:[\w-]+:\d*:)?(key\/)?(mrk-[\da-f]{32}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})|(arn:aws[\w-]*:kms:[\w-]+:\d*:)?alias\/[\w/-]+)$/i;
const bucketKeyHeader = `${sseHeader}-bucket-key-enabled`;
const kmsAlgorithms = ['aws:kms', 'aws:kms:dsse'] as const;

/** How a new object is encrypted, and with which key; without a key its bytes are kept as they are. */
export interface EncryptionPlan {
  readonly encryption: Encryption;
  readonly key?: Buffer;
}

/** Reads how a write asks to encrypt its object, else the default of the bucket. */
export function planEncryption(context: BucketContext): EncryptionPlan {
  const { headers, bucket } = context;
  requireCustomerKeyAllowed(context);
  const asked = headers[sseHeader];
  if (asked !== undefined && asksForCustomerKey(headers)) {
    throw invalidArgument(
      'Server Side Encryption with Customer provided key is incompatible with the encryption method specified',
      sseHeader,
      asked,
    );
  }
  const customerKey = readCustomerKey(headers);
  const keyId = headers[`${sseHeader}-aws-kms-key-id`];
  if (asked === undefined && keyId !== undefined) {
    throw invalidArgument(
      `Server Side Encryption with AWS KMS managed key requires HTTP header ${sseHeader} : aws:kms`,
      sseHeader,
      'null',
    );
  }
  if (customerKey !== undefined) {
    const { key, md5 } = customerKey;
    return { encryption: { kind: 'customer', keyMd5: md5, keyProof: proveKey(key) }, key };
  }
  const encryption = asked === undefined ? bucketDefault(context, bucket) : readRequested(context, asked);
  return withServerKey(context, encryption);
}

function asksForCustomerKey(headers: Headers): boolean {
  return Object.keys(headers).some((name) => name.startsWith(`${sseHeader}-customer-`));
}

// What a bucket blocks is refused before the key is looked at.
function requireCustomerKeyAllowed({ headers, bucket, server }: BucketContext): void {
  if (
    asksForCustomerKey(headers) &&
    blocksCustomerKeys(bucket) &&
    !server.faults.has('blocked-encryption-accepted')
  ) {
    throw new S3Error('AccessDenied');
  }
}

/** Refuses a read that says how to encrypt: only writes do. */
export function requireNoEncryptionHeader({ headers }: Context): void {
  const asked = headers[sseHeader];
  if (asked !== undefined) {
    throw invalidArgument(`${sseHeader} header is not supported for this operation.`, sseHeader, asked);
  }
}

/** The key that decrypts an object, from the request that reads it; throws where it is missing or wrong. */
export function findOpeningKey(
  context: Context,
  encryption: Encryption,
  prefix?: KeyHeaders,
): Buffer | undefined {
  if (encryption.kind === 'customer') {
    requireKeyDigest(context, prefix);
  }
  const given = readCustomerKey(context.headers, prefix);
  if (encryption.kind !== 'customer') {
    if (given !== undefined) {
      throw new S3Error('InvalidRequest', {
        message: 'The encryption parameters are not applicable to this object.',
      });
    }
    return withServerKey(context, encryption).key;
  }
  if (given === undefined) {
    throw new S3Error('InvalidRequest', {
      message:
        'The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.',
    });
  }
  if (
    !context.server.faults.has('customer-key-not-checked') &&
    !isProvenKey(given.key, encryption.keyProof)
  ) {
    throw new S3Error('AccessDenied', { message: otherKeyMessage });
  }
  return given.key;
}

// A read that does not prove its key, or has what can be none, is refused as one with another key.
function requireKeyDigest({ headers }: Context, prefix: KeyHeaders = `${sseHeader}-customer`): void {
  const key = headers[`${prefix}-key`];
  if (key !== undefined && (headers[`${prefix}-key-md5`] === undefined || !isKeyLong(key))) {
    throw new S3Error('AccessDenied', { message: otherKeyMessage });
  }
}

/** The key that seals a part as its upload has it; throws InvalidRequest where a customer's key is not the upload's. */
export function findPartKey(context: Context, encryption: Encryption): Buffer | undefined {
  const given = readCustomerKey(context.headers);
  if (encryption.kind !== 'customer' && given === undefined) {
    return withServerKey(context, encryption).key;
  }
  if (encryption.kind !== 'customer' || given === undefined) {
    throw new S3Error('InvalidRequest', {
      message:
        'The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.',
    });
  }
  if (!isProvenKey(given.key, encryption.keyProof)) {
    throw new S3Error('InvalidRequest', { message: wrongKeyMessage });
  }
  return given.key;
}

// S3's own keys need no cipher here; for those of KMS one is derived from the server's.
function withServerKey({ server }: Context, encryption: Encryption): EncryptionPlan {
  if (encryption.kind !== 'aws:kms' && encryption.kind !== 'aws:kms:dsse') {
    return { encryption };
  }
  return { encryption, key: createHmac('sha256', server.masterKey).update(encryption.keyId).digest() };
}

function readRequested(context: BucketContext, asked: string): Encryption {
  const { headers } = context;
  const keyId = headers[`${sseHeader}-aws-kms-key-id`];
  if (asked === 'AES256') {
    if (keyId !== undefined) {
      throw invalidArgument(
        `Server Side Encryption with AWS KMS managed key requires HTTP header ${sseHeader} : aws:kms`,
        sseHeader,
        asked,
      );
    }
    return { kind: 'AES256' };
  }
  const kind = kmsAlgorithms.find((known) => known === asked);
  if (kind === undefined) {
    throw invalidArgument('The encryption method specified is not supported', sseHeader, asked);
  }
  if (keyId !== undefined && !keyIdForm.test(keyId) && !context.server.faults.has('kms-key-not-checked')) {
    throw new S3Error('KMS.NotFoundException', { message: `Invalid keyId '${keyId}'` });
  }
  const encryptionContext = headers[`${sseHeader}-context`];
  return {
    kind,
    keyId: keyId ?? defaultKeyId(context),
    bucketKey:
      headers[bucketKeyHeader] === undefined
        ? usesBucketKey(context.bucket)
        : headers[bucketKeyHeader].toLowerCase() === 'true',
    ...defined({ context: encryptionContext }),
  };
}

function bucketDefault(context: Context, bucket: Bucket): Encryption {
  const document = bucket.settings.documents.encryption;
  const rule = ['Rule', 'ApplyServerSideEncryptionByDefault'] as const;
  const algorithm = document === undefined ? undefined : selectText(document, ...rule, 'SSEAlgorithm');
  const kind = kmsAlgorithms.find((known) => known === algorithm);
  if (document === undefined || kind === undefined) {
    return { kind: 'AES256' };
  }
  return {
    kind,
    keyId: selectText(document, ...rule, 'KMSMasterKeyID') ?? defaultKeyId(context),
    bucketKey: usesBucketKey(bucket),
  };
}

function usesBucketKey({ settings }: Bucket): boolean {
  return selectText(settings.documents.encryption, 'Rule', 'BucketKeyEnabled') === 'true';
}

function defaultKeyId({ server }: Context): string {
  const account = server.users.all[0]?.accountId ?? '000000000000';
  return `arn:aws:kms:${server.region}:${account}:key/00000000-0000-4000-8000-000000000000`;
}
