import type { ConditionBlock } from './conditions.js';

/** Whom a statement is about: everyone, or ARNs, accounts and canonical ids. */
export type Principals = '*' | readonly string[];

/** A statement of a bucket policy; of each pair exactly one is there. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly principals?: Principals;
  readonly notPrincipals?: Principals;
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly ConditionBlock[];
}

/** A bucket policy, as it was put and as it is understood. */
export interface BucketPolicy {
  readonly text: string;
  readonly statements: readonly Statement[];
}
