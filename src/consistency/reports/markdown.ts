import { escapeMarkdown } from '../../reporting/markup.js';
import type { ConsistencyResults } from '../results.js';
import { describeConsistency } from './table.js';

/** What was found as GitHub-flavoured Markdown. */
export function renderConsistencyMarkdown(results: ConsistencyResults): string {
  const { verdicts, not_judged, problems, endpoints, workloads } = results;
  const findings = verdicts.flatMap(({ checker, findings: found }) =>
    found.map(
      ({ bucket, key, message }) =>
        `- ${escapeMarkdown(`${checker}, ${bucket}/${key}`)}: ${escapeMarkdown(message)}`,
    ),
  );
  return [
    '## s3tester consistency',
    '',
    escapeMarkdown(describeConsistency(results)),
    '',
    escapeMarkdown(`${endpoints.join(', ')}: ${workloads.join(', ')}`),
    '',
    '| checker | verdict | operations |',
    '|---|---|---:|',
    ...verdicts.map(
      ({ checker, verdict, operations }) => `| ${escapeMarkdown(checker)} | ${verdict} | ${operations} |`,
    ),
    ...section('Violations', findings),
    ...section(
      'Not judged',
      not_judged.map(({ what, reason }) => `- ${escapeMarkdown(what)}: ${escapeMarkdown(reason)}`),
    ),
    ...section(
      'Problems',
      problems.map((problem) => `- ${escapeMarkdown(problem)}`),
    ),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
}
