import { expect, test } from 'vitest';
import { policyOf } from '../../../../src/qualify/rights/policy.js';

const rights = [
  { action: 's3:ListAllMyBuckets', on: 'account' },
  { action: 's3:CreateBucket', on: 'bucket' },
  { action: 's3:ListBucket', on: 'bucket' },
  { action: 's3:GetObject', on: 'objects' },
] as const;

test('a policy of a user has a statement for the account, the bucket and its objects', () => {
  expect(policyOf(rights, 'b')).toEqual({
    document: {
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Account', Effect: 'Allow', Action: ['s3:ListAllMyBuckets'], Resource: '*' },
        {
          ...{ Sid: 'Bucket', Effect: 'Allow', Action: ['s3:CreateBucket', 's3:ListBucket'] },
          Resource: 'arn:aws:s3:::b',
        },
        { Sid: 'Objects', Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::b/*' },
      ],
    },
    beyond: [],
  });
});

test('a policy of a bucket names its user, and leaves out what only a policy of the user grants', () => {
  const { document, beyond } = policyOf(rights, 'b', 'arn:aws:iam::1:user/u');
  expect(beyond).toEqual(['s3:ListAllMyBuckets', 's3:CreateBucket']);
  expect(document.Statement.map(({ Action, Principal }) => [Action, Principal])).toEqual([
    [['s3:ListBucket'], { AWS: 'arn:aws:iam::1:user/u' }],
    [['s3:GetObject'], { AWS: 'arn:aws:iam::1:user/u' }],
  ]);
});
