import type { CaseResult } from './types.js';

/** A case as one shard judged it. */
export interface JudgedCase {
  readonly found: CaseResult;
  /** The shard, where results are of one: `2/4`. */
  readonly shard: string | null;
}

const fromWorst: readonly CaseResult['verdict'][] = [
  'fail',
  'unsupported',
  'error',
  'blocked',
  'skipped',
  'pass',
];

/**
 * Makes one case of what several shards found of it: its verdict is the worst of them, and the reason names the shard. It
 * took as long as in the slowest, and is exact where it is in all.
 */
export function joinCases(judged: readonly [JudgedCase, ...JudgedCase[]]): CaseResult {
  const [worst] = judged.toSorted((a, b) => rank(a.found) - rank(b.found));
  const { found, shard } = worst ?? judged[0];
  const exact = judged.map((one) => one.found.exact).filter((flag) => flag !== undefined);
  return {
    ...found,
    reason: found.reason === null || judged.length === 1 ? found.reason : `shard ${shard}: ${found.reason}`,
    duration: Math.max(...judged.map((one) => one.found.duration)),
    ...(exact.length === 0 ? {} : { exact: exact.every(Boolean) }),
  };
}

function rank({ verdict }: CaseResult): number {
  return fromWorst.indexOf(verdict);
}
