import { scoreCases } from '../conformance/scorecard.js';
import { finding } from '../lib/finding.js';
import { countOperations, summarize } from '../results/summarize.js';
import { statusOfCase, tallyTests } from '../results/tally-tests.js';
import type { Results } from '../results/types.js';
import type { Finding } from './finding.js';
import { planOf } from './plan-of.js';
import type { EvidencePlan, Manifest } from './types.js';

/** Whether results fit to themselves: totals and scores counted again, verdicts held against steps; and to the rest. */
export function checkResults(results: Results, plan: EvidencePlan, manifest: Manifest): Finding {
  const wrong = [
    ...wrongCounts(results),
    ...wrongVerdicts(results),
    ...(isSame(plan, planOf(results)) ? [] : ['the plan is not that of the results']),
    ...wrongManifest(results, plan, manifest),
  ];
  if (wrong.length > 0) {
    return finding('results', 'fail', wrong.slice(0, 10).join('; '), { wrong });
  }
  const { passed, failed, error, skipped } = tallyTests(results);
  return finding(
    'results',
    'ok',
    `totals and scores are those of the verdicts: ${passed} passed, ${failed} failed, ${error} not judged, ${skipped} skipped`,
    { passed, failed, error, skipped },
  );
}

function wrongCounts(results: Results): readonly string[] {
  const { summary, tests, conformance, total_operations: total, results: steps, cases } = results;
  const scores = scoreCases(cases.filter(({ level }) => level !== 'legacy'));
  const counted = countOperations(steps);
  return [
    ...(isSame(summary, summarize(steps)) ? [] : ['the summary is not that of the steps']),
    ...(tests === undefined || isSame(tests, tallyTests(results)) ? [] : ['the tests are counted wrongly']),
    ...(results.interrupted || total === counted ? [] : [`${counted} operations are there, of ${total}`]),
    ...(conformance === undefined
      ? []
      : (['levels', 'features', 'operations', 'parameters'] as const)
          .filter((name) => !isSame(conformance[name], scores[name]))
          .map((name) => `the scores of ${name} are not those of the cases`)),
  ];
}

/** What no run writes: a step that passed with mismatches, a case that passed with a step that did not. */
function wrongVerdicts({ results: steps, cases }: Results): readonly string[] {
  const wrong = new Set(
    steps.filter(({ status }) => status === 'fail' || status === 'error').map((step) => step.case),
  );
  return [
    ...steps
      .filter(({ status, mismatches }) => status === 'pass' && mismatches.length > 0)
      .map(({ case: id, group_name, step }) => `${id ?? group_name} ${step} passed with a mismatch`),
    ...cases
      .filter((one) => statusOfCase(one) === 'pass' && wrong.has(one.id))
      .map(({ id }) => `${id} passed with a step that did not`),
  ];
}

function wrongManifest(results: Results, plan: EvidencePlan, manifest: Manifest): readonly string[] {
  const { session_id, s3tester_version, start_time, end_time, target, conformance } = results;
  const said = {
    ...{ session_id, s3tester_version, start_time, end_time },
    endpoint_url: target.endpoint_url,
    server: target.server,
    suite_version: conformance?.suite_version ?? null,
    plan: plan.hash,
  };
  return Object.entries(said)
    .filter(([name, value]) => manifest[name as keyof typeof said] !== value)
    .map(([name]) => `the manifest has another ${name}`);
}

/** Whether two values are the same JSON, whatever the order of members. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
