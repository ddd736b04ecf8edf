import type { Results } from '../results/types.js';
import { describeStep } from './describe-step.js';
import { formatDuration, secondsBetween } from './durations.js';
import { describeEvidence } from './evidence.js';
import { escapeText } from './markup.js';
import { describeVerdict, type Finding, findingsOf, groupsOf, skipReasons } from './overview.js';
import { oneLine } from './printable.js';
import { count, formatRate, statusWords, tallyOf } from './words.js';

/** Results as GitHub-flavoured Markdown, for a pull request or the summary of a CI job. */
export function renderMarkdown(results: Results): string {
  const { summary, target } = results;
  const tally = tallyOf(summary).map(([status, text]) => `${statusWords[status].glyph} ${text}`);
  const server = target.server === null ? '' : ` (${target.server})`;
  const facts = [
    `**${count(results.total_operations, 'operation')}**: ${tally.join(', ') || 'none ran'}`,
    `${formatRate(summary.success_rate)} passed`,
    formatDuration(secondsBetween(results.start_time, results.end_time)),
    escapeMarkdown(`${target.endpoint_url}${server}`),
  ];
  const findings = findingsOf(results);
  const reasons = skipReasons(results);
  return [
    '## s3tester',
    '',
    facts.join(' · '),
    '',
    ...(results.interrupted ? ['**! interrupted**', ''] : []),
    ...(results.endpoint_lost === null
      ? []
      : [`**! endpoint lost**: ${escapeMarkdown(results.endpoint_lost)}`, '']),
    '| | group | operations | duration |',
    '|---|---|---|---:|',
    ...groupsOf(results).map((group) => {
      const { glyph, word } = statusWords[group.status];
      const texts = tallyOf(group.summary).map(([, text]) => text);
      return `| ${glyph} ${word} | ${escapeMarkdown(group.name)} | ${texts.join(', ')} | ${formatDuration(group.duration)} |`;
    }),
    ...(findings.length === 0 ? [] : ['', '### What went wrong', '', ...findings.flatMap(renderFinding)]),
    ...(reasons.length === 0
      ? []
      : [
          '',
          '### Skipped',
          '',
          ...reasons.map(([reason, number]) => `- ${number} × ${escapeMarkdown(reason)}`),
        ]),
    '',
  ].join('\n');
}

function renderFinding(finding: Finding): readonly string[] {
  const { glyph, word } = statusWords[finding.status];
  const [first] = finding.steps;
  const title = finding.case?.id ?? (first === undefined ? '' : describeStep(first));
  const facts = finding.case === null ? [] : [describeVerdict(finding.case), finding.case.reason];
  const verdict = facts
    .filter((fact) => fact !== null)
    .map(escapeMarkdown)
    .join(': ');
  const evidence = finding.steps.flatMap(describeEvidence);
  return [
    `<details><summary>${glyph} ${word}: ${escapeText(title)}</summary>`,
    '',
    ...(verdict === '' ? [] : [verdict, '']),
    ...(evidence.length === 0 ? [] : [...fenced(evidence), '']),
    '</details>',
  ];
}

// A fence must be longer than any run of backticks inside of it.
function fenced(lines: readonly string[]): readonly string[] {
  const runs = lines.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  return [`${fence}text`, ...lines, fence];
}

function escapeMarkdown(text: string): string {
  return escapeText(oneLine(text)).replace(/[\\`*_[\]|]/g, '\\$&');
}
