import { expect, test } from 'vitest';
import { bucketsOf, operationOf } from '../../../../src/runner/control/call-facts.js';
import type { Call } from '../../../../src/s3/types.js';

const operation = (input: object) =>
  ({ kind: 'operation', operation: 'GetObject', input }) as unknown as Call;
const request = (facts: object) => ({ kind: 'request', headers: [], path: '/', ...facts }) as unknown as Call;

test.each([
  [operation({ Bucket: 'b' }), ['b']],
  [operation({}), []],
  [request({ path: '/b?policy' }), ['b']],
  [request({ path: '/b/k/l' }), ['b']],
  [request({ path: '/k', headers: [['host', 'b.example.com']] }), ['k', 'b']],
  [request({ path: '?acl', bucket: 'b' }), ['b']],
])('the buckets of call %# are found', (call, buckets) => {
  expect(bucketsOf(call)).toEqual(buckets);
});

test('a request has the operation that it is said to be', () => {
  expect(operationOf(operation({}))).toBe('GetObject');
  expect(operationOf(request({ as: 'PutBucketPolicy' }))).toBe('PutBucketPolicy');
  expect(operationOf(request({}))).toBe('');
});
