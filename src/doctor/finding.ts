import type { FindingOf } from '../lib/finding.js';

/** What was looked at, in the order in which it is told. */
export type CheckName =
  | 'connection'
  | 'tls'
  | 'server'
  | 'clock'
  | 'latency'
  | 'credential'
  | 'region'
  | 'addressing'
  | 'checksums'
  | 'features';

/** What one check of an endpoint found: `fail` keeps a run from working. */
export type Finding = FindingOf<CheckName>;
