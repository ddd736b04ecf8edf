import { expect, test } from 'vitest';
import { readStart, type StartOptions } from '../../../src/app/read-start.js';
import { UsageError } from '../../../src/app/usage-error.js';

const now = new Date('2027-01-31T12:00:00Z');

test.each([
  ['2027-01-31T12:00:10Z', 10],
  ['2027-01-31T13:00:10+01:00', 10],
  ['2027-01-31T12:01Z', 60],
  ['+30s', 30],
  ['+2m', 120],
])('%s is %d s from now', (startAt, seconds) => {
  const { at } = readStart({ startAt }, now);
  expect(at?.getTime()).toBe(now.getTime() + seconds * 1000);
});

test.each([
  ['s3://bucket/a/b', { bucket: 'bucket', prefix: 'a/b' }],
  ['s3://bucket/a/', { bucket: 'bucket', prefix: 'a' }],
  ['s3://bucket', { bucket: 'bucket', prefix: '' }],
  ['/shared/run-7', '/shared/run-7'],
])('shards meet at %s', (barrier, place) => {
  expect(readStart({ barrier }, now)).toMatchObject({ barrier: { place, timeout: 600 } });
  expect(readStart({ barrier, barrierTimeout: 5 }, now)).toMatchObject({ barrier: { place, timeout: 5 } });
});

test.each<readonly [StartOptions, string]>([
  [{ startAt: 'soon' }, 'this is no time'],
  [{ startAt: '' }, 'this is no time'],
  [{ startAt: '2027-01-31T12:00:10' }, 'this is no time'],
  [{ startAt: '2027-13-31T12:00:10Z' }, 'this is no time'],
  [{ startAt: '+soon' }, 'this is no time'],
  [{ startAt: '2027-01-31T11:59:00Z' }, 'this was 60 s ago, and the other shards have begun'],
  [{ startAt: '+8d' }, 'more than seven days from now'],
  [{ startAt: '+1s', barrier: '/shared' }, '--start-at and --barrier exclude each other'],
  [{ barrierTimeout: 5 }, '--barrier-timeout is for --barrier'],
  [{ barrier: 's3://' }, 'write s3://BUCKET/PREFIX'],
  [{ barrier: 'S3://bucket/x' }, 'write s3://BUCKET/PREFIX'],
  [{ barrier: 'https://host/x' }, 'write s3://BUCKET/PREFIX'],
  [{ barrier: '' }, 'write s3://BUCKET/PREFIX'],
])('%j is refused', (options, message) => {
  expect(() => readStart(options, now)).toThrow(UsageError);
  expect(() => readStart(options, now)).toThrow(message);
});
