import type { Reader } from '../config/index.js';
import type { GivenCredential } from '../runner/credentials.js';
import type { Identity } from '../runner/identities.js';

/** The variables of an environment, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The server, and who talks to it. What is absent is looked for where the command line looks: in `S3TESTER_*` variables,
 * in the configuration, in `AWS_*` variables and the AWS profile; then there is a default.
 */
export interface TargetOptions {
  /** A URL, or `embedded`, the default, which starts the embedded server for this run. */
  readonly endpointUrl?: string | undefined;
  /** The region to sign for; `us-east-1` by default. */
  readonly region?: string | undefined;
  /** Whether buckets are addressed in the path, or else in the host name. */
  readonly pathStyle?: boolean | undefined;
  /** Seconds for one operation; 300 by default. */
  readonly timeout?: number | undefined;
  /** Seconds for the requests of one case together; 60 by default in a conformance suite, and no limit elsewhere. */
  readonly caseTimeout?: number | undefined;
  /** How many operations are in flight at most; 16 by default. */
  readonly concurrency?: number | undefined;
  /** Seconds for which a step is tried again after a configuration of its bucket was written; 0 by default. */
  readonly settle?: number | undefined;
  /** How many requests a run may send; no limit by default. */
  readonly maxRequests?: number | undefined;
  /** Whether all turns of a loop are kept in the results, or `some`, the default, and the rest counted. */
  readonly keep?: 'some' | 'all' | undefined;
  /** A PEM file of further certificate authorities to trust. */
  readonly caFile?: string | undefined;
  /** Accept any certificate. */
  readonly insecure?: boolean | undefined;
  /** Credentials with the keys that they have in a configuration; they replace those of the same name. */
  readonly credentials?: readonly GivenCredential[] | undefined;
  /** The identities, in policies and grants, of credentials that are defined elsewhere. */
  readonly identities?: readonly Identity[] | undefined;
  /** `process.env` by default. */
  readonly environment?: Environment | undefined;
  /** Where files come from; the disk by default. */
  readonly reader?: Reader | undefined;
}
