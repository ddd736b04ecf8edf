import { UsageError } from '../app/usage-error.js';
import type { RunSettings } from '../runner/plan/plan.js';
import { keptOf } from './options/report.js';

/** Refuses to keep buckets of a server that ends with the run. */
export function checkKeep(
  options: { readonly keep?: readonly string[] | undefined },
  { endpointUrl }: RunSettings,
): void {
  if (keptOf(options).buckets && endpointUrl === 'embedded') {
    throw new UsageError(
      '--keep is for a server that stays: the embedded one ends with the run, and its buckets with it',
      'start it with s3tester serve, and give the address that it says with --endpoint-url',
    );
  }
}
