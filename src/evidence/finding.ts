import type { FindingOf } from '../lib/finding.js';

/** What is looked at in a bundle, in the order in which it is told. */
export type EvidenceCheck = 'parts' | 'signature' | 'results' | 'exchanges' | 'plan' | 'server';

/** What one check of a bundle found: `fail` is a change, `unknown` could not be judged. */
export type Finding = FindingOf<EvidenceCheck>;
