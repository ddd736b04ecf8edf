import { withoutRequestHeaders } from './builders.js';
import type { Fault } from './fault.js';

/** Who may do what, and whether a signature counts. */
export const accessFaults = [
  {
    name: 'signature-not-verified',
    description: 'A request signed in its header with a wrong secret is accepted.',
    seenIn: 'https://github.com/jamhall/s3rver/issues/659',
  },
  {
    name: 'presigned-signature-not-verified',
    description: 'A presigned URL with a tampered signature is accepted.',
    seenIn: 'https://github.com/floci-io/floci/issues/1841',
  },
  {
    name: 'presigned-expiry-ignored',
    description: 'A presigned URL works after it has expired.',
    seenIn: 'https://github.com/kibertoad/fauxqs/issues/267',
  },
  {
    name: 'clock-skew-ignored',
    description: 'A request signed hours ago is accepted, so that a recorded one can be replayed.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/492',
  },
  {
    name: 'chunk-signatures-not-verified',
    description: 'The signatures of the chunks of a signed aws-chunked body are not looked at.',
    seenIn: 'https://github.com/gaul/s3proxy/issues/205',
    payload: (rule) => (rule.kind === 'chunked' ? { kind: 'chunked', hasTrailer: rule.hasTrailer } : rule),
  },
  {
    name: 'payload-hash-not-verified',
    description: 'A body that does not have the hash that was signed is stored.',
    seenIn: 'https://github.com/faiscadev/fakecloud/pull/2294',
    payload: (rule) => (rule.kind === 'sha256' ? { kind: 'unsigned' } : rule),
  },
  {
    name: 'policy-ignored',
    description: 'A bucket policy is stored and given back, and never evaluated.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/619',
  },
  {
    name: 'policy-deny-ignored',
    description: 'Deny statements of a bucket policy have no effect.',
    seenIn: 'https://github.com/versity/versitygw/issues/1092',
  },
  {
    name: 'policy-conditions-ignored',
    description: 'A statement of a bucket policy applies whether its conditions hold or not.',
  },
  {
    name: 'acl-ignored',
    description: 'What an ACL grants to others is not given to them.',
    seenIn: 'https://github.com/scality/cloudserver/issues/136',
  },
  {
    name: 'private-objects-readable',
    description: 'Anyone, signed or not, may read and list what nobody shared.',
  },
  {
    name: 'missing-keys-revealed',
    description: 'Who may not list a bucket gets 404 for a missing key, and learns that it is missing.',
    seenIn: 'https://github.com/KensioSoftware/yulin/issues/1252',
  },
  {
    name: 'expected-owner-ignored',
    description: "x-amz-expected-bucket-owner is not compared with the bucket's owner.",
    seenIn: 'https://github.com/versity/versitygw/issues/1428',
    ...withoutRequestHeaders([], 'x-amz-expected-bucket-owner'),
  },
  {
    name: 'customer-key-not-checked',
    description: 'An object encrypted with a customer key can be read with any key.',
    seenIn: 'https://github.com/minio/minio/pull/6600',
  },
] as const satisfies readonly Fault[];
