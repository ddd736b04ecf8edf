import { UNKNOWN } from '../../operations/index.js';
import type { Fixtures } from '../grammar/case.js';

/** The names that fixtures give to a case, all known only at run time. */
export function fixtureNames(fixtures: Fixtures): (readonly [string, unknown])[] {
  const names: (readonly [string, unknown])[] = [];
  if (fixtures.bucket !== undefined) names.push(['bucket', UNKNOWN]);
  if (fixtures.bucket === 'shared') names.push(['prefix', UNKNOWN]);
  if (fixtures.buckets) {
    names.push(['buckets', Object.fromEntries([...fixtures.buckets.keys()].map((name) => [name, UNKNOWN]))]);
  }
  return names;
}
