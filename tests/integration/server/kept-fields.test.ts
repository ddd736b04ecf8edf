import { beforeAll, describe, expect, test } from 'vitest';
import { findOperation, type MemberShape, operationNames } from '../../../src/operations/index.js';
import { type FieldSamples, fieldSamples } from './field-samples.js';
import { unimplemented } from './operation-calls.js';
import { sendWith } from './send-with.js';
import { newBucketName, useServer } from './support.js';

/** What the server refuses with 501 and the name of the element: a path into the input, and an input that has it. */
const refused: readonly (readonly [operation: string, path: string, input: object])[] = [
  [
    'CreateBucket',
    'CreateBucketConfiguration.Location.Type',
    create({ Location: { Type: 'AvailabilityZone' } }),
  ],
  ['CreateBucket', 'CreateBucketConfiguration.Location.Name', create({ Location: { Name: 'use1-az4' } })],
  ['CreateBucket', 'CreateBucketConfiguration.Bucket.Type', create({ Bucket: { Type: 'Directory' } })],
  [
    'CreateBucket',
    'CreateBucketConfiguration.Bucket.DataRedundancy',
    create({ Bucket: { DataRedundancy: 'SingleAvailabilityZone' } }),
  ],
  ...['Days', 'Years'].map(
    (unit) =>
      [
        'PutObjectLockConfiguration',
        `ObjectLockConfiguration.Rule.DefaultRetention.DefaultEventHold.${unit}`,
        {
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { DefaultEventHold: { [unit]: 1 } } },
          },
        },
      ] as const,
  ),
  ['PutObjectRetention', 'Retention.EventHold', { Retention: { EventHold: 'ON' } }],
  ...['Days', 'Years'].map(
    (unit) =>
      [
        'PutObjectRetention',
        `Retention.EventHoldDuration.${unit}`,
        { Retention: { EventHoldDuration: { [unit]: 1 } } },
      ] as const,
  ),
  ['RestoreObject', 'RestoreRequest.Type', { RestoreRequest: { Type: 'SELECT' } }],
  ['RestoreObject', 'RestoreRequest.Description', { RestoreRequest: { Days: 1, Description: 'x' } }],
];

/** Whole parts of documents that are refused by their root. */
const refusedParts: readonly (readonly [operation: string, path: string, input: object])[] = [
  [
    'RestoreObject',
    'RestoreRequest.SelectParameters',
    {
      RestoreRequest: {
        SelectParameters: {
          ...{ InputSerialization: {}, ExpressionType: 'SQL', Expression: 'SELECT *' },
          OutputSerialization: {},
        },
      },
    },
  ],
  [
    'RestoreObject',
    'RestoreRequest.OutputLocation',
    { RestoreRequest: { OutputLocation: { S3: { BucketName: 'b', Prefix: 'p' } } } },
  ],
];

/** What is acted on, but not given back as it came; and what may be ignored, with the reason. */
const otherwise: Readonly<Record<string, string>> = {
  'CompleteMultipartUpload.MultipartUpload.Parts': 'parts are found by it, and compared with it',
  'CreateBucket.CreateBucketConfiguration.LocationConstraint': 'GetBucketLocation gives it back',
  'CreateBucket.CreateBucketConfiguration.Tags': 'GetBucketTagging gives them back',
  'DeleteObjects.Delete': 'says what is deleted, and what of it must hold',
  'PutBucketAcl.AccessControlPolicy.Grants.Grantee.DisplayName': 'names nobody; it follows from the id',
  'PutBucketAcl.AccessControlPolicy.Grants.Grantee.EmailAddress': 'refused, as by S3',
  'PutBucketAcl.AccessControlPolicy.Owner.DisplayName': 'names nobody; it follows from the id',
  'PutBucketLogging.BucketLoggingStatus.LoggingEnabled.TargetGrants.Grantee.DisplayName':
    'kept like the id; no log is written',
  'PutBucketLogging.BucketLoggingStatus.LoggingEnabled.TargetGrants.Grantee.EmailAddress':
    'refused, as by S3',
  'PutBucketReplication.ReplicationConfiguration.Rules.ExistingObjectReplication.Status': 'refused, as by S3',
  'PutBucketVersioning.VersioningConfiguration.MFADelete': 'refused without the code of a device, as by S3',
  'PutObjectAcl.AccessControlPolicy.Grants.Grantee.DisplayName': 'names nobody; it follows from the id',
  'PutObjectAcl.AccessControlPolicy.Grants.Grantee.EmailAddress': 'refused, as by S3',
  'PutObjectAcl.AccessControlPolicy.Owner.DisplayName': 'names nobody; it follows from the id',
  'RestoreObject.RestoreRequest.Days': 'says until when the object can be read',
  'RestoreObject.RestoreRequest.GlacierJobParameters.Tier': 'a restore is done at once, which is no slower',
  'RestoreObject.RestoreRequest.Tier': 'a restore is done at once, which is no slower',
};

function create(configuration: object): object {
  return { CreateBucketConfiguration: configuration };
}

const s3 = useServer();
const bucket = newBucketName();
const target = newBucketName();
const object = { Bucket: bucket, Key: 'key' };

beforeAll(async () => {
  await sendWith(s3.main, 'CreateBucket', { Bucket: target });
  const VersioningConfiguration = { Status: 'Enabled' };
  await sendWith(s3.main, 'PutBucketVersioning', { Bucket: target, VersioningConfiguration });
  await sendWith(s3.main, 'CreateBucket', { Bucket: bucket, ObjectLockEnabledForBucket: true });
  await sendWith(s3.main, 'PutObject', { ...object, Body: 'x' });
});

const samples = (owner: string): readonly FieldSamples[] => fieldSamples(target, owner);
const ownerId = (): string => s3.server.users[0]?.canonicalId ?? expect.fail('there is no user');
const withoutOwner = samples('');

describe('a field of a document of the API comes back as it was put', () => {
  test.each(withoutOwner.map(({ put }, index) => ({ put, index })))('$put', async ({ index }) => {
    const { put, get, member, isWrapped, input, documents } =
      samples(ownerId())[index] ?? expect.fail('no sample');
    for (const document of documents) {
      await sendWith(s3.main, put, { ...object, ...input, [member]: document });
      const output = await sendWith(s3.main, get, { ...object, ...input });
      expect(isWrapped ? output[member] : output).toMatchObject(document);
    }
  });
});

describe('a field that the server neither acts on nor keeps is refused with its name', () => {
  test.each([...refused, ...refusedParts])('%s %s', async (operation, path, input) => {
    const place = operation === 'CreateBucket' ? { Bucket: newBucketName() } : object;
    const element = path.split('.').toReversed();
    const error: unknown = await sendWith(s3.main, operation, { ...place, ...input }).catch(
      (reason) => reason,
    );
    expect(error).toMatchObject({ Code: 'NotImplemented' });
    expect(element).toContain((error as { Element: string }).Element);
  });
});

/** The paths of all fields of a document that hold no further ones. */
function leavesOf(shape: MemberShape, path: string, above: readonly string[] = []): string[] {
  const inner = shape.item ?? shape;
  if (inner.members.length === 0 || above.includes(inner.name)) {
    return [path];
  }
  return inner.members.flatMap(({ name, shape: next }) =>
    leavesOf(next, `${path}.${name}`, [...above, inner.name]),
  );
}

/** The paths of all that a document of an input has. */
function pathsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => pathsIn(item, path));
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return [path];
  }
  const entries = Object.entries(value);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([name, inner]) => pathsIn(inner, `${path}.${name}`));
}

test('every field of every document that the API takes has its place here', () => {
  const placed = [
    ...withoutOwner.flatMap(({ put, member, documents }) => pathsIn(documents, `${put}.${member}`)),
    ...[...refused, ...refusedParts].map(([operation, path]) => `${operation}.${path}`),
    ...Object.keys(otherwise),
  ];
  const fields = operationNames()
    .filter((name) => !unimplemented.includes(name))
    .flatMap((name) => {
      const { payload } = findOperation(name) ?? expect.fail(`no operation ${name}`);
      return payload?.kind === 'structure' ? leavesOf(payload.shape, `${name}.${payload.name}`) : [];
    });
  expect(fields.length).toBeGreaterThan(200);
  const isPlaced = (field: string): boolean =>
    placed.some((place) => field === place || field.startsWith(`${place}.`));
  expect(fields.filter((field) => !isPlaced(field))).toEqual([]);
  const isField = (place: string): boolean =>
    fields.some((field) => field === place || field.startsWith(`${place}.`));
  expect(placed.filter((place) => !isField(place))).toEqual([]);
});
