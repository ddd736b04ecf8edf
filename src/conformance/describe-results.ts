import { defined } from '../lib/defined.js';
import type { ResultsWith, StepFacts } from '../results/source.js';
import { countOperations, summarize } from '../results/summarize.js';
import { tallyTests } from '../results/tally-tests.js';
import type { CaseResult, Shard } from '../results/types.js';
import { stoppedResponding } from '../runner/control/endpoint-watch.js';
import { citeRecord } from './cite-record.js';
import { definitionsOf } from './define-case.js';
import { judgeExactly } from './judge-exactly.js';
import { scoreCases } from './scorecard.js';
import type { Suite } from './suite.js';
import { baseId } from './suite-case.js';

/** What is known of a run besides its results. */
export interface RunFacts {
  readonly plan: string;
  readonly shard?: Shard | undefined;
  /** What is only tolerated has failed. */
  readonly exact?: boolean | undefined;
}

/** Adds to results what the suite knows of each case, and the scores. */
export function describeResults<Step extends Pick<StepFacts, 'case' | 'status' | 'exact' | 'turns'>>(
  results: ResultsWith<Step>,
  suite: Suite,
  { plan, shard, exact = false }: RunFacts,
): ResultsWith<Step> {
  const definitions = definitionsOf(suite);
  const byId = new Map(suite.cases.map((one) => [one.id, one]));
  const cases = results.cases.map((judged): CaseResult => {
    const found = exact ? judgeExactly(judged) : judged;
    const one = byId.get(baseId(found.id));
    if (!one) {
      return found;
    }
    const { feature, level, reference, records, operations, parameters } = one;
    return {
      ...found,
      level,
      operations,
      parameters,
      ...defined({ definition: definitions.of(one.id) }),
      ...(feature === null ? {} : { feature }),
      ...(reference === null ? {} : { reference }),
      ...(records.length === 0 ? {} : { records: records.map(citeRecord) }),
    };
  });
  const scored = cases.filter(({ level }) => level !== 'legacy');
  return {
    ...results,
    plan,
    ...defined({ shard }),
    total_operations: countOperations(results.results),
    summary: summarize(results.results),
    tests: tallyTests({ results: results.results, cases }),
    cases,
    conformance: {
      suite_version: suite.version,
      plan,
      definition: definitions.common,
      ...(shard ? { shard: { index: shard.index, count: shard.count } } : {}),
      ...scoreCases(scored),
      crashes: cases.filter(({ reason }) => reason?.includes(stoppedResponding)).map(({ id }) => id),
      baseline: null,
    },
  };
}
