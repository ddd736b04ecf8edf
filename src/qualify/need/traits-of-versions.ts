import { type Asked, knowsVersions } from './asked.js';
import { reads, type Trait } from './trait.js';

const locks = (asked: Asked, ...parameters: readonly string[]): boolean =>
  parameters.some((name) => asked.gives(['PutObject', 'CreateMultipartUpload', 'CopyObject'], name));

/** What programs need that keep versions, lock objects, or give them tags. */
export const traitsOfVersions: readonly Trait[] = [
  {
    id: 'versions-are-kept',
    applies: (asked) => asked.calls('PutBucketVersioning'),
    cases: [
      'versioning/enabled-bucket/every-write-is-a-version',
      'versioning/delete-marker/delete-hides-the-object',
    ],
    weight: 'unsafe',
    why: 'It has a bucket keep versions. Where they are overwritten or deleted, nothing can be restored.',
  },
  {
    id: 'reads-versions',
    applies: (asked) => asked.gives([...reads, 'HeadObject'], 'VersionId') && knowsVersions(asked),
    cases: ['versioning/enabled-bucket/every-write-is-a-version'],
    weight: 'unsafe',
    why: 'It reads versions by their ids. Where the id is ignored, it takes the newest one for an older one.',
  },
  {
    id: 'deletes-versions',
    applies: (asked) => asked.gives(['DeleteObject'], 'VersionId') && knowsVersions(asked),
    cases: ['versioning/enabled-bucket/deleted-version-is-gone'],
    weight: 'required',
    why: 'It deletes versions by their ids.',
  },
  {
    id: 'objects-are-retained',
    applies: (asked) => locks(asked, 'ObjectLockMode', 'ObjectLockRetainUntilDate'),
    cases: ['object-lock/retention/put-object-with-retention'],
    weight: 'unsafe',
    why: 'It has objects kept until a day. Where that is ignored, they can be deleted before.',
  },
  {
    id: 'objects-are-held',
    applies: (asked) => locks(asked, 'ObjectLockLegalHoldStatus'),
    cases: ['object-lock/legal-hold/put-object-with-legal-hold'],
    weight: 'unsafe',
    why: 'It has objects held. Where that is ignored, they can be deleted.',
  },
  {
    id: 'tags-are-changed',
    applies: (asked) => asked.calls('PutObjectTagging'),
    cases: ['tagging/object-tagging/round-trip'],
    weight: 'unsafe',
    why: 'It gives objects tags later. What is not kept is lost.',
  },
  {
    id: 'encryption-by-a-service',
    applies: ({ need }) =>
      ['PutObject', 'CreateMultipartUpload', 'CopyObject'].some((operation) =>
        need.operations[operation]?.values?.ServerSideEncryption?.includes('aws:kms'),
      ),
    cases: ['encryption/sse-kms/put-and-get'],
    weight: 'unsafe',
    why: 'It has objects encrypted with a key of KMS. Where that is ignored, they are kept without it.',
  },
];
