import type { S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { enumValues } from '../../src/operations/enum-values.js';
import { findOperation, type Member, type Operation, operationNames } from '../../src/operations/index.js';
import { operationCalls, unimplemented } from '../integration/server/operation-calls.js';
import { sendWith } from '../integration/server/send-with.js';
import { newBucketName, useServer } from '../integration/server/support.js';
import { reads, unwatch, watch } from '../support/watch-reads.js';

vi.mock('../../src/server/ground/http/incoming.js', async (load) => {
  const original = await load<typeof import('../../src/server/ground/http/incoming.js')>();
  const readIncoming: typeof original.readIncoming = (...given) => watch(original.readIncoming(...given));
  return { readIncoming };
});
// A signature is over all there is, whatever it means.
vi.mock('../../src/server/domain/auth/authenticate.js', async (load) => {
  const original = await load<typeof import('../../src/server/domain/auth/authenticate.js')>();
  const authenticate: typeof original.authenticate = (request, rules) =>
    original.authenticate(unwatch(request), rules);
  return { ...original, authenticate };
});

/** What the server refuses, since it would neither act on it nor keep it. */
const refused: Readonly<Record<string, readonly string[]>> = {
  AbortMultipartUpload: ['IfMatchInitiatedTime'],
  CopyObject: [
    'AnnotationDirective',
    'ObjectLockEventHold',
    'ObjectLockEventHoldDurationDays',
    'ObjectLockEventHoldDurationYears',
  ],
  CreateMultipartUpload: [
    'ObjectLockEventHold',
    'ObjectLockEventHoldDurationDays',
    'ObjectLockEventHoldDurationYears',
  ],
  DeleteObject: ['MFA'],
  DeleteObjects: ['MFA'],
  PutBucketReplication: ['Token'],
  PutBucketVersioning: ['MFA'],
  PutObject: [
    'WriteOffsetBytes',
    'ObjectLockEventHold',
    'ObjectLockEventHoldDurationDays',
    'ObjectLockEventHoldDurationYears',
  ],
  PutObjectLockConfiguration: ['Token'],
};

/** What may be ignored, and why that makes no application pass wrongly. */
const ignored: Readonly<Record<string, string>> = {
  'PutBucketNotificationConfiguration.SkipDestinationValidation': 'no destination is ever asked',
  'PutBucketPolicy.ConfirmRemoveSelfBucketAccess': 'nobody is ever asked to confirm it',
};

/** What has a meaning only beside something else: input that goes with it. */
const beside: Readonly<Record<string, object>> = {
  SSEKMSEncryptionContext: { ServerSideEncryption: 'aws:kms' },
  BucketKeyEnabled: { ServerSideEncryption: 'aws:kms' },
  UploadIdMarker: { KeyMarker: 'a' },
  MaxParts: { Key: 'joined', ObjectAttributes: ['ObjectParts'] },
  PartNumberMarker: { Key: 'joined', ObjectAttributes: ['ObjectParts'] },
};

/** The operations that take something away that others of the same place need. */
const consuming = new Set([
  'AbortMultipartUpload',
  'CompleteMultipartUpload',
  'CreateBucket',
  'DeleteBucket',
  'DeleteObject',
  'DeleteObjects',
]);

const s3 = useServer();
const target = newBucketName();
const clients = new Map<number, S3Client>();

interface Scene {
  readonly bucket: string;
  readonly saved: Record<string, string>;
}

beforeAll(async () => {
  await sendWith(s3.main, 'CreateBucket', { Bucket: target });
});

/**
 * A bucket with a locked object, one in an archive, and an upload with a part. Whoever is not its owner pays for what it
 * does there, and may do all that the owner may.
 */
async function makeScene(operation: string): Promise<Scene> {
  const Bucket = newBucketName();
  if (operation === 'CreateBucket') {
    return { bucket: Bucket, saved: {} };
  }
  const send = (name: string, input: object) => sendWith(s3.main, name, { Bucket, ...input });
  await send('CreateBucket', { ObjectLockEnabledForBucket: true });
  if (operation === 'DeleteBucket') {
    return { bucket: Bucket, saved: {} };
  }
  const locked = {
    ObjectLockMode: 'GOVERNANCE',
    ObjectLockRetainUntilDate: new Date(Date.now() + 60_000),
    ObjectLockLegalHoldStatus: 'OFF',
  };
  const { VersionId } = await send('PutObject', { Key: 'key', Body: 'text', ...locked });
  await send('PutObject', { Key: 'cold', StorageClass: 'GLACIER', Body: 'x' });
  const { UploadId } = await send('CreateMultipartUpload', { Key: 'key' });
  const part = await send('UploadPart', { Key: 'key', UploadId, PartNumber: 1, Body: 'x' });
  await join(Bucket);
  const saved = { UploadId: String(UploadId), etag: String(part.ETag), VersionId: String(VersionId) };
  return { bucket: Bucket, saved };
}

async function join(Bucket: string): Promise<void> {
  const object = { Bucket, Key: 'joined' };
  const ChecksumAlgorithm = 'CRC32';
  const { UploadId } = await sendWith(s3.main, 'CreateMultipartUpload', { ...object, ChecksumAlgorithm });
  const part = { ...object, UploadId, PartNumber: 1, Body: 'x', ChecksumAlgorithm };
  const { ETag, ChecksumCRC32 } = await sendWith(s3.main, 'UploadPart', part);
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, ChecksumCRC32 }] };
  await sendWith(s3.main, 'CompleteMultipartUpload', { ...object, UploadId, MultipartUpload });
}

async function openToPayers({ bucket: Bucket }: Scene): Promise<void> {
  const Principal = { AWS: s3.server.users[1]?.arn };
  const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 's3:*', Resource }],
  });
  await sendWith(s3.main, 'PutBucketPolicy', { Bucket, Policy });
  const RequestPaymentConfiguration = { Payer: 'Requester' };
  await sendWith(s3.main, 'PutBucketRequestPayment', { Bucket, RequestPaymentConfiguration });
}

/** A text that a member may have in a header or in the query. */
function sampleOf(member: Member): string {
  const [word] = enumValues(member) ?? [];
  if (word !== undefined) {
    return word;
  }
  const samples: Partial<Record<Member['kind'], string>> = {
    number: '1',
    boolean: 'true',
    timestamp: 'Wed, 01 Jan 2020 00:00:00 GMT',
  };
  return samples[member.kind] ?? 'x';
}

async function sendMember(operation: Operation, member: Member, { bucket, saved }: Scene): Promise<unknown> {
  const owner = (): string => s3.server.users[0]?.canonicalId ?? expect.fail('there is no user');
  const calls = operationCalls({ bucket, target, key: 'key', owner, saved });
  const [, input] = calls.find(([name]) => name === operation.name) ?? [];
  const needsKey = operation.members.some(({ name, required }) => name === 'Key' && required);
  const isPaying = member.name === 'RequestPayer';
  // Only what is named by its version is deleted for good, and may be protected from it.
  const version = member.name === 'BypassGovernanceRetention' ? versionIn(operation.name, saved) : {};
  const extra = { [member.binding]: [member.wireName, sampleOf(member)] };
  return sendWith(
    clientOf(isPaying ? 1 : 0),
    operation.name,
    {
      Bucket: bucket,
      ...(needsKey ? { Key: 'key' } : {}),
      ...input?.(),
      ...beside[member.name],
      ...version,
    },
    extra,
  ).then(
    () => undefined,
    (error) => error,
  );
}

/** A client of a user that adds no checksum by itself. */
function clientOf(index: number): S3Client {
  const user = s3.server.users[index] ?? expect.fail(`there is no user ${index}`);
  const client = clients.get(index) ?? s3.client(user, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  clients.set(index, client);
  return client;
}

function versionIn(operation: string, { VersionId }: Readonly<Record<string, string>>): object {
  const Delete = { Objects: [{ Key: 'key', VersionId }] };
  const shorter = { Mode: 'GOVERNANCE', RetainUntilDate: new Date(Date.now() + 10_000) };
  const inputs: Readonly<Record<string, object>> = {
    DeleteObject: { VersionId },
    DeleteObjects: { Delete },
    PutObjectRetention: { Retention: shorter, VersionId },
  };
  return inputs[operation] ?? {};
}

const isInHead = ({ binding }: Member): boolean => binding === 'header' || binding === 'query';

describe('a header or query parameter of the API is read by its handler, or refused with 501 and its name', () => {
  test.each(operationNames().filter((name) => !unimplemented.includes(name)))('%s', async (name) => {
    const operation = findOperation(name) ?? expect.fail(`no operation ${name}`);
    let scene = await makeScene(name);
    const unread: string[] = [];
    // What pays comes last: the policy and the payment that it needs change the bucket.
    const members = operation.members
      .filter(isInHead)
      .sort((left, right) => Number(left.name === 'RequestPayer') - Number(right.name === 'RequestPayer'));
    for (const member of members) {
      scene = consuming.has(name) ? await makeScene(name) : scene;
      if (member.name === 'RequestPayer') {
        await openToPayers(scene);
      }
      reads.forget();
      const error = await sendMember(operation, member, scene);
      if (refused[name]?.includes(member.name)) {
        expect(error).toMatchObject({ Code: 'NotImplemented', Header: member.wireName });
        continue;
      }
      const read = member.binding === 'header' ? reads.headers : reads.query;
      const wire = member.binding === 'header' ? member.wireName.toLowerCase() : member.wireName;
      if (!read.has(wire) && ignored[`${name}.${member.name}`] === undefined) {
        unread.push(`${member.name}: ${error}`);
      }
    }
    expect(unread).toEqual([]);
  });
});

test('what is refused or ignored is there in the API', () => {
  const named = [
    ...Object.entries(refused).flatMap(([operation, names]) => names.map((name) => `${operation}.${name}`)),
    ...Object.keys(ignored),
  ];
  const known = operationNames().flatMap((operation) =>
    (findOperation(operation)?.members ?? []).map(({ name }) => `${operation}.${name}`),
  );
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
