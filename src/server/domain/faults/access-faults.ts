import { withoutRequestHeaders } from './builders.js';
import type { Fault } from './fault.js';

/** Who may do what, and whether a signature counts. */
export const accessFaults = [
  {
    name: 'signature-not-verified',
    description: 'A request signed in its header with a wrong secret is accepted.',
  },
  {
    name: 'presigned-signature-not-verified',
    description: 'A presigned URL with a tampered signature is accepted.',
  },
  {
    name: 'presigned-expiry-ignored',
    description: 'A presigned URL works after it has expired.',
  },
  {
    name: 'clock-skew-ignored',
    description: 'A request signed hours ago is accepted, so that a recorded one can be replayed.',
  },
  {
    name: 'chunk-signatures-not-verified',
    description: 'The signatures of the chunks of a signed aws-chunked body are not looked at.',
    payload: (rule) => (rule.kind === 'chunked' ? { kind: 'chunked', hasTrailer: rule.hasTrailer } : rule),
  },
  {
    name: 'payload-hash-not-verified',
    description: 'A body that does not have the hash that was signed is stored.',
    payload: (rule) => (rule.kind === 'sha256' ? { kind: 'unsigned' } : rule),
  },
  {
    name: 'policy-ignored',
    description: 'A bucket policy is stored and given back, and never evaluated.',
  },
  {
    name: 'policy-deny-ignored',
    description: 'Deny statements of a bucket policy have no effect.',
  },
  {
    name: 'policy-conditions-ignored',
    description: 'A statement of a bucket policy applies whether its conditions hold or not.',
  },
  {
    name: 'policy-deny-ignored-in-headers',
    description:
      'A write may ask in its headers for an ACL, tags or a lock that a policy denies as requests of their own.',
  },
  {
    name: 'acl-ignored',
    description: 'What an ACL grants to others is not given to them.',
  },
  {
    name: 'private-objects-readable',
    description: 'Anyone, signed or not, may read and list what nobody shared.',
  },
  {
    name: 'missing-keys-revealed',
    description: 'Who may not list a bucket gets 404 for a missing key, and learns that it is missing.',
  },
  {
    name: 'expected-owner-ignored',
    description: "x-amz-expected-bucket-owner is not compared with the bucket's owner.",
    ...withoutRequestHeaders([], 'x-amz-expected-bucket-owner'),
  },
  {
    name: 'customer-key-not-checked',
    description: 'An object encrypted with a customer key can be read with any key.',
  },
] as const satisfies readonly Fault[];
