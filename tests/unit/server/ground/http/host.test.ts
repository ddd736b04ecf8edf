import { describe, expect, test } from 'vitest';
import { findBucketInHost } from '../../../../../src/server/ground/http/host.js';

describe('findBucketInHost', () => {
  test.each([
    ['127.0.0.1:9000', undefined, false],
    ['localhost', undefined, false],
    ['[::1]:9000', undefined, false],
    ['bucket.localhost:9000', 'bucket', false],
    ['my.bucket.127.0.0.1', 'my.bucket', false],
    ['s3.amazonaws.com', undefined, false],
    ['bucket.s3.eu-west-1.amazonaws.com', 'bucket', false],
    ['bucket.s3-website-us-east-1.amazonaws.com', 'bucket', true],
    ['www.example.com', undefined, false],
    ['known.example.com', 'known.example.com', false],
  ])('%s', (host, bucket, isWebsite) => {
    const reading = findBucketInHost(host, (name) => name === 'known.example.com');
    expect(reading).toEqual({ bucket, isWebsite });
  });
});
