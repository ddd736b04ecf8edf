import { expect, test } from 'vitest';
import { refusalOf, refusalStatuses } from '../../../../../src/server/domain/faults/refusal-faults.js';

test.each([
  ['ListParts', 501, 'NotImplemented'],
  ['ListParts', 503, 'SlowDown'],
  ['ListParts', 404, 'NoSuchUpload'],
  ['GetObject', 404, 'NoSuchKey'],
  ['PutObject', 404, 'NoSuchBucket'],
  ['ListObjectsV2', 404, 'NoSuchBucket'],
  ['GetBucketPolicy', 404, 'NoSuchBucket'],
  ['GetObjectTagging', 403, 'AccessDenied'],
])('%s with %i is %s', (operation, status, code) => {
  expect(refusalOf({ operation, status })).toMatchObject({ code, status });
});

test('each status comes with a code of that status', () => {
  const statuses = refusalStatuses.map((status) => refusalOf({ operation: 'GetObject', status }).status);
  expect(statuses).toEqual(refusalStatuses);
});
