import type { TypeOf } from '../results/schema/fields.js';
import type { HttpRecord, StepResult } from '../results/types.js';
import type { manifest, plan, server, signature } from './schema.js';

/** Whose evidence a bundle is, with the size and SHA-256 of each of its parts. */
export type Manifest = TypeOf<typeof manifest>;

/** The signature of a manifest. */
export type Signature = TypeOf<typeof signature>;

/** The cases of a run, each with the hash of its definition, which is null where it has none. */
export type EvidencePlan = TypeOf<typeof plan>;

/** Who answered during a run: names in `Server` headers, and the median skew of its clock in seconds. */
export type ServerIdentity = TypeOf<typeof server>;

/** One exchange as a line of `exchanges.ndjson`: the record of it, after the step that it is of. */
export type ExchangeLine = Pick<
  StepResult,
  'group_name' | 'phase' | 'case' | 'step' | 'iteration' | 'timestamp'
> &
  HttpRecord;
