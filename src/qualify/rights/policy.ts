import { groupBy } from '../../lib/group-by.js';
import type { Right, RightOn } from './rights-table.js';

/** A policy document of AWS. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** One statement of it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: string;
}

/** A policy, and the actions that it cannot grant. */
export interface Policy {
  readonly document: PolicyDocument;
  /** What only a policy of the user can grant, where this is one of a bucket. */
  readonly beyond: readonly string[];
}

const names: Readonly<Record<RightOn, string>> = { account: 'Account', bucket: 'Bucket', objects: 'Objects' };

/** The actions that no policy of a bucket grants: it is not there yet, or is not what they are about. */
const ofUsersAlone: ReadonlySet<string> = new Set(['s3:ListAllMyBuckets', 's3:CreateBucket']);

/** A policy with these rights on a bucket: of a user, or, where a principal is named, of the bucket. */
export function policyOf(rights: readonly Right[], bucket: string, principal?: string): Policy {
  const isOfBucket = principal !== undefined;
  const beyond = isOfBucket ? rights.filter(({ action }) => ofUsersAlone.has(action)) : [];
  const granted = rights.filter((right) => !beyond.includes(right));
  return {
    document: {
      Version: '2012-10-17',
      Statement: [...groupBy(granted, ({ on }) => on)].map(([on, those]) => ({
        Sid: names[on],
        Effect: 'Allow',
        ...(isOfBucket ? { Principal: { AWS: principal } } : {}),
        Action: those.map(({ action }) => action),
        Resource: resourceOf(on, bucket),
      })),
    },
    beyond: beyond.map(({ action }) => action),
  };
}

function resourceOf(on: RightOn, bucket: string): string {
  switch (on) {
    case 'account':
      return '*';
    case 'bucket':
      return `arn:aws:s3:::${bucket}`;
    case 'objects':
      return `arn:aws:s3:::${bucket}/*`;
  }
}
