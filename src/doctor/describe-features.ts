import { baseId } from '../conformance/index.js';
import { finding } from '../lib/finding.js';
import type { Results } from '../results/types.js';
import type { Finding } from './finding.js';

/** A feature, and the case that shows whether a server has it. */
export interface ProbedFeature {
  readonly name: string;
  readonly probe: string;
}

type Cases = Results['cases'];

/** What the probes of the features showed. */
export function describeFeatures(features: readonly ProbedFeature[], cases: Cases): Finding {
  const verdicts = new Map(
    features.map(({ name, probe }) => [name, verdictOf(cases.filter(({ id }) => baseId(id) === probe))]),
  );
  const named = (wanted: (verdict: Verdict) => boolean) =>
    [...verdicts].filter(([, verdict]) => wanted(verdict)).map(([name]) => name);
  const judged = named((verdict) => verdict !== 'skipped');
  const working = named((verdict) => verdict === 'pass');
  const lacking = named((verdict) => verdict === 'unsupported');
  const failing = named((verdict) => verdict === 'fail' || verdict === 'error');
  const parts = [
    `${working.length} of ${judged.length} features work`,
    ...(lacking.length === 0 ? [] : [`it says that it has not: ${lacking.join(', ')}`]),
    ...(failing.length === 0 ? [] : [`the probe fails of: ${failing.join(', ')}`]),
  ];
  const status =
    judged.length === 0 ? 'unknown' : working.length === 0 ? 'fail' : failing.length > 0 ? 'warn' : 'ok';
  return finding('features', status, parts.join('; '), Object.fromEntries(verdicts));
}

type Verdict = Cases[number]['verdict'];

/** Of a probe with rows the worst. */
function verdictOf(cases: Cases): Verdict {
  const order = ['error', 'fail', 'unsupported', 'blocked', 'skipped', 'pass'] as const;
  return order.find((verdict) => cases.some((one) => one.verdict === verdict)) ?? 'skipped';
}

/** The cases that show, in a row for each algorithm, what becomes of a checksum. */
export const checksumCases = {
  kept: 'checksums/put-object/stored-and-returned',
  verified: 'checksums/put-object/wrong-value',
} as const;

/** Which algorithms a server keeps, and which it holds bodies against. */
export function describeChecksums(cases: Cases): Finding {
  const passing = (base: string) =>
    cases.filter(({ id, verdict }) => baseId(id) === base && verdict === 'pass').map(({ id }) => rowOf(id));
  const kept = passing(checksumCases.kept);
  const verified = passing(checksumCases.verified);
  const unverified = kept.filter((algorithm) => !verified.includes(algorithm));
  const list = (names: readonly string[]) => (names.length === 0 ? 'none' : names.join(', '));
  const warning = unverified.length === 0 ? '' : `; it keeps what it does not verify: ${list(unverified)}`;
  return finding(
    'checksums',
    unverified.length > 0 || verified.length === 0 ? 'warn' : 'ok',
    `a wrong checksum is refused of ${list(verified)}; a right one comes back of ${list(kept)}${warning}`,
    { verified, kept },
  );
}

function rowOf(id: string): string {
  return /\[(.*)\]$/.exec(id)?.[1] ?? id;
}
