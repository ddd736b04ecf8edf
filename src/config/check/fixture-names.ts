import { unknownValue } from '../../operations/index.js';
import type { Fixtures } from '../language/case.js';

/** The names that fixtures give to a case, all known only at run time. */
export function fixtureNames({ buckets, ...single }: Fixtures): (readonly [string, unknown])[] {
  const names: (readonly [string, unknown])[] = [];
  // Options alone ask for a bucket, too: `fixtures: { versioning: true }`.
  if (Object.keys(single).length > 0) {
    names.push(['bucket', unknownValue]);
  }
  if ([single, ...(buckets?.values() ?? [])].some(({ bucket }) => bucket === 'shared')) {
    names.push(['prefix', unknownValue]);
  }
  if (buckets) {
    names.push(['buckets', Object.fromEntries([...buckets.keys()].map((name) => [name, unknownValue]))]);
  }
  return names;
}
