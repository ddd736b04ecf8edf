import { expect, test } from 'vitest';
import { operationNames } from '../../../../src/operations/index.js';
import { leastRights } from '../../../../src/qualify/rights/least-rights.js';
import { rightsTable } from '../../../../src/qualify/rights/rights-table.js';

function actionsOf(calls: Readonly<Record<string, readonly string[]>>, needsNotFound = false) {
  return leastRights([{ calls: new Map(Object.entries(calls)), needsNotFound }]).rights.map(
    ({ action }) => action,
  );
}

test('a copy reads its source, and an upload in parts is a write', () => {
  expect(actionsOf({ CopyObject: [] })).toEqual(['s3:GetObject', 's3:PutObject']);
  expect(actionsOf({ CreateMultipartUpload: [], UploadPart: [], CompleteMultipartUpload: [] })).toEqual([
    's3:PutObject',
  ]);
  expect(actionsOf({ ListParts: [], AbortMultipartUpload: [], ListMultipartUploads: [] })).toEqual([
    's3:ListBucketMultipartUploads',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ]);
});

test('what a write asks for in its parameters needs a right of its own', () => {
  expect(actionsOf({ PutObject: ['Tagging', 'ACL'] })).toEqual([
    's3:PutObject',
    's3:PutObjectAcl',
    's3:PutObjectTagging',
  ]);
  expect(actionsOf({ DeleteObject: ['BypassGovernanceRetention'] })).toEqual([
    's3:BypassGovernanceRetention',
    's3:DeleteObject',
  ]);
});

test('a version has rights of its own', () => {
  expect(actionsOf({ GetObject: ['VersionId'], DeleteObject: ['VersionId'] })).toEqual([
    's3:DeleteObjectVersion',
    's3:GetObjectVersion',
  ]);
});

test('who must be told that a key is missing may list the bucket', () => {
  expect(actionsOf({ HeadObject: [] })).toEqual(['s3:GetObject']);
  expect(actionsOf({ HeadObject: [] }, true)).toEqual(['s3:ListBucket', 's3:GetObject']);
});

test('operations without a known right are told, and those of several callers are joined', () => {
  const found = leastRights([
    {
      calls: new Map([
        ['GetObject', []],
        ['SelectObjectContent', []],
      ]),
      needsNotFound: false,
    },
    { calls: new Map([['HeadObject', []]]), needsNotFound: false },
  ]);
  expect(found).toEqual({
    rights: [{ action: 's3:GetObject', on: 'objects' }],
    unknown: ['SelectObjectContent'],
  });
});

test('the table names operations of the API alone', () => {
  const known = new Set(operationNames());
  expect(Object.keys(rightsTable).filter((name) => !known.has(name))).toEqual([]);
});
