import { describe, expect, test } from 'vitest';
import { findBucketInHost, readDomains } from '../../../../../src/server/ground/http/host.js';

const hasBucket = (name: string): boolean => name === 'known.example.com';

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
    const reading = findBucketInHost(host, { domains: [], hasBucket });
    expect(reading).toEqual({ bucket, isWebsite });
  });

  test.each([
    ['s3.example.test:9000', undefined, false],
    ['bucket.s3.example.test', 'bucket', false],
    ['My.Bucket.S3.Example.Test', 'my.bucket', false],
    ['bucket.example.test', 'bucket', false],
    ['bucket.s3-website.example.test', 'bucket', true],
    ['bucket.localhost', 'bucket', false],
    ['xs3.example.test', 'xs3', false],
    ['bucket.other.test', undefined, false],
    ['known.example.com', 'known.example.com', false],
  ])('%s, where domains are given', (host, bucket, isWebsite) => {
    const domains = readDomains(['example.test', 's3.Example.test']);
    expect(findBucketInHost(host, { domains, hasBucket })).toEqual({ bucket, isWebsite });
  });
});

describe('readDomains', () => {
  test.each(['', 'http://s3.test', 's3.test:80', '.s3.test', '*.s3.test', 's3.test/', '-s3.test'])(
    'refuses %j',
    (text) => {
      expect(() => readDomains([text])).toThrow('is no domain');
    },
  );
});
