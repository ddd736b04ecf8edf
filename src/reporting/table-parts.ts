import type { Results } from '../results/types.js';
import type { ReportOptions } from './format.js';
import type { Finding } from './overview.js';
import type { Paint } from './paint.js';
import { oneLine } from './printable.js';
import { renderFinding } from './table-finding.js';

/** The line that says who judged which server. */
export function describeTarget({ s3tester_version, target }: Results): string {
  const server = target.server === null ? '' : ` (${target.server})`;
  return oneLine(`s3tester ${s3tester_version} · ${target.endpoint_url}${server} · ${target.region}`);
}

/** Everything that went wrong with its evidence: first what failed, then what could not be judged. */
export function renderFindings(
  findings: readonly Finding[],
  options: ReportOptions,
  paint: Paint,
): readonly (readonly string[])[] {
  return (['fail', 'error'] as const).map((status) => {
    const found = findings.filter((finding) => finding.status === status);
    if (found.length === 0) {
      return [];
    }
    const title = status === 'fail' ? 'Failed' : 'Could not be judged';
    const blocks = found.map((finding) => renderFinding(finding, options, paint));
    return [paint('strong', title), ...blocks.flatMap((block) => ['', ...block])];
  });
}
