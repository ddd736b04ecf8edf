import type { Trait } from './trait.js';

/** What programs need that ask for buckets, or change them. */
export const traitsOfBuckets: readonly Trait[] = [
  {
    id: 'buckets-are-made',
    applies: (asked) => asked.calls('CreateBucket'),
    cases: ['bucket/create-bucket/create-then-head', 'bucket/create-bucket/own-bucket-again'],
    weight: 'required',
    why: 'It creates buckets, perhaps such as are there already.',
  },
  {
    id: 'buckets-are-deleted',
    applies: (asked) => asked.calls('DeleteBucket'),
    cases: ['bucket/delete-bucket/empty-bucket'],
    weight: 'required',
    why: 'It deletes buckets.',
  },
  {
    id: 'head-bucket',
    applies: (asked) => asked.calls('HeadBucket'),
    cases: ['bucket/create-bucket/create-then-head', 'bucket/head-bucket/no-such-bucket'],
    weight: 'required',
    why: 'It asks whether a bucket is there.',
  },
  {
    id: 'buckets-in-the-host-name',
    applies: (asked) => asked.namesHosts(),
    cases: [],
    check: 'buckets-in-the-host-name',
    weight: 'required',
    why: 'It names the bucket in the host name.',
  },
  {
    id: 'bucket-location',
    applies: (asked) => asked.calls('GetBucketLocation'),
    cases: ['bucket/get-bucket-location/agrees-with-head-bucket'],
    weight: 'required',
    when: 'refused',
    why: 'It asks in which region a bucket is.',
  },
  {
    id: 'versioning-is-told',
    applies: (asked) => asked.calls('GetBucketVersioning'),
    cases: ['versioning/bucket-versioning/never-set'],
    weight: 'required',
    when: 'refused',
    why: 'It asks whether a bucket keeps versions.',
  },
  {
    id: 'storage-class',
    applies: (asked) => asked.gives(['PutObject', 'CreateMultipartUpload', 'CopyObject'], 'StorageClass'),
    cases: ['object/put-object/storage-class-standard'],
    weight: 'required',
    when: 'refused',
    why: 'It names a storage class.',
  },
  {
    id: 'encryption-is-asked-for',
    applies: (asked) =>
      asked.gives(['PutObject', 'CreateMultipartUpload', 'CopyObject'], 'ServerSideEncryption'),
    cases: ['encryption/sse-s3/put-and-get'],
    weight: 'required',
    when: 'refused',
    why: 'It asks for objects to be encrypted.',
  },
  {
    id: 'encryption-with-its-own-key',
    applies: (asked) => asked.gives(['PutObject', 'GetObject'], 'SSECustomerAlgorithm'),
    cases: ['encryption/sse-c/round-trip'],
    weight: 'unsafe',
    why: 'It has objects encrypted with a key of its own. Where the key is ignored, they are kept open.',
  },
  {
    id: 'tags-of-objects',
    applies: (asked) => asked.gives(['PutObject', 'CreateMultipartUpload', 'CopyObject'], 'Tagging'),
    cases: ['tagging/object-tagging/with-put-object'],
    weight: 'unsafe',
    why: 'It gives objects tags. What is not kept is lost.',
  },
];
