import { finding } from '../lib/finding.js';
import type { Finding } from './finding.js';
import type { EvidencePlan } from './types.js';

/** A suite, as a plan is held against it. */
export interface KnownSuite {
  readonly version: string;
  /** The hash of what all its cases share. */
  readonly definition: string;
  /** How many cases it has. */
  readonly size: number;
  /** The hash of a case; undefined for one that it does not have. */
  definitionOf(id: string): string | undefined;
}

const mostNamed = 20;

/** Whether the plan is that of the suite: each of its cases is defined as there. */
export function checkPlan(plan: EvidencePlan, known: KnownSuite): Finding {
  const { suite_version: version, cases, withheld } = plan;
  if (version === null) {
    const files = plan.config_files.join(', ');
    const cases = plan.cases.length;
    return finding(
      'plan',
      'warn',
      `it is that of the results, of a run of ${files} with ${cases === 1 ? '1 case' : `${cases} cases`}: a run has no suite that its cases could be held against`,
      { config_files: plan.config_files, cases },
    );
  }
  if (version !== known.version) {
    return finding(
      'plan',
      'unknown',
      `it is of suite ${version}, and this s3tester has suite ${known.version}: verify it with the s3tester that has suite ${version}, or name the suite with --suite DIR`,
      { suite_version: version, known_version: known.version },
    );
  }
  const changed = cases.filter(({ id, sha256 }) => sha256 === null || sha256 !== known.definitionOf(id));
  const isCommonChanged = plan.definition !== known.definition;
  if (changed.length > 0 || isCommonChanged) {
    const ids = changed.map(({ id }) => id);
    const rest = ids.length > mostNamed ? ` and ${ids.length - mostNamed} more` : '';
    const parts = [
      ...(isCommonChanged ? ['its features or error documents are not those of the suite'] : []),
      ...(ids.length > 0
        ? [
            `${ids.length} of its cases are not those of the suite: ${ids.slice(0, mostNamed).join(', ')}${rest}`,
          ]
        : []),
    ];
    return finding('plan', 'fail', `it says suite ${version}, and ${parts.join('; ')}`, {
      changed_cases: ids,
    });
  }
  const counted = withheld === 0 ? '' : `, and ${withheld} results that are withheld`;
  const share = cases.length === known.size ? `all ${known.size}` : `${cases.length} of ${known.size}`;
  return finding('plan', 'ok', `the plan is that of suite ${version}: ${share} cases${counted}`, {
    suite_version: version,
    cases: cases.length,
    of_cases: known.size,
    withheld,
  });
}
