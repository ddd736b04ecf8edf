import type { OptionsOf } from '../options/common.js';
import { makeTargetCommand } from '../options/target.js';

/** `s3tester doctor`, declared. */
export const declareDoctor = () =>
  makeTargetCommand('doctor', 'say what answers at an endpoint, and what stands in the way of a run').option(
    '--read-only',
    'make no buckets, and so try no features',
  );

/** What `s3tester doctor` may be given. */
export type DoctorOptions = OptionsOf<ReturnType<typeof declareDoctor>>;
