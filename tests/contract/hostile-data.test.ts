import { describe, expect, test } from 'vitest';
import { renderData } from '../../src/cli/diagnose.js';
import { renderFinding } from '../../src/cli/render-finding.js';
import { changesBetween } from '../../src/comparison/changes.js';
import { trendsOf } from '../../src/comparison/trend.js';
import { renderConsistency } from '../../src/consistency/reports/render.js';
import type { JudgedHistory } from '../../src/consistency/results.js';
import type { Finding } from '../../src/doctor/finding.js';
import {
  renderComparisonMarkdown,
  renderPullRequest,
  renderTrendsMarkdown,
} from '../../src/reporting/comparison/markdown.js';
import { renderComparisonHtml } from '../../src/reporting/comparison/page.js';
import { renderChanges, renderComparison } from '../../src/reporting/comparison/table.js';
import { renderTrends } from '../../src/reporting/comparison/trend-table.js';
import { consistencyFormats, isFormatName } from '../../src/reporting/format-names.js';
import { formats, report } from '../../src/reporting/formats.js';
import { renderJson } from '../../src/reporting/json.js';
import { createPaint } from '../../src/reporting/paint.js';
import { renderYaml } from '../../src/reporting/yaml.js';
import type { CaseResult, Results } from '../../src/results/types.js';
import { compared, fileOf } from '../unit/comparison/compared.js';
import { sampleLoad } from '../unit/reporting/sample-load.js';
import { resultsOf, step } from '../unit/reporting/sample-results.js';

/** All at once that a server could send to whoever reads a report. */
const hostile = [
  '</td></pre><script>alert(1)</script>"><img src=x onerror=alert(1)>]]>',
  '\u0000\u0007\u001b[2J\u001b]0;title\u0007\u009b31m\u007f\u0085',
  '\u202e\u2066\u061c\u200f\u2028\u2029\ud800\ufffe',
  '\r\n::error file=a,line=1::pwned\n  ::stop-commands::x\n##[error]pwned ##vso[task.setvariable variable=a]b',
  'not ok 99\n1..0\nBail out!\n  ...\n  ---\nok 98 {',
  "=cmd|' /C calc'!A0\n+1\n-1\n@SUM(A1)\n;=1",
  '[[ATTACHMENT|/etc/passwd]]',
  '````````````\n| a | b |\n</details>\n[x](javascript:alert(1)) <https://a.example>',
].join('\n');
const mebibyte = `${hostile}${'x'.repeat(1024 * 1024)}`;

const hostileCase = (verdict: CaseResult['verdict'], index: number): CaseResult => ({
  id: `${hostile}${index}`,
  title: hostile,
  group_name: hostile,
  verdict,
  kind: null,
  reason: hostile,
  duration: 0,
  steps: [],
  place: `${hostile}:1`,
  reproduce: hostile,
  kept: [hostile],
  feature: hostile,
  level: hostile,
  reference: `javascript:${hostile}`,
  records: [{ id: hostile, seen: hostile, sources: [hostile] }],
  operations: [hostile],
  parameters: [hostile],
  set_up: { part: 'bucket', operation: hostile, bucket: hostile, status_code: 500, error_code: hostile },
});

const hostileStep = (changes: Parameters<typeof step>[0]) =>
  step({
    group_name: hostile,
    name: hostile,
    operation_name: hostile,
    credential: hostile,
    iteration: hostile,
    place: `${hostile}:1`,
    parameters: { [hostile]: hostile },
    expected: { [hostile]: hostile },
    actual: {
      success: false,
      status_code: 400,
      error_code: hostile,
      error: { Message: hostile, [hostile]: hostile },
      headers: { [hostile]: hostile },
      response: { [hostile]: hostile },
      body: hostile,
    },
    mismatches: [{ path: hostile, expected: hostile, actual: [hostile] }],
    error_message: hostile,
    skip_reason: hostile,
    reproduce: hostile,
    http: [
      {
        method: hostile,
        url: hostile,
        status: 200,
        request_id: hostile,
        duration: 0,
        trace: {
          request: { head: hostile },
          response: { head: hostile, body: { size: 9, text: hostile, truncated: false } },
        },
      },
    ],
    ...changes,
  });

const scores = [
  { name: hostile, applicable: 1, passed: 1, failed: 0, unsupported: 0, blocked: 0, error: 0, skipped: 0 },
];
const target = { endpoint_url: hostile, region: hostile, server: hostile };
const ofRun: Results = resultsOf(
  [
    hostileStep({ status: 'fail' }),
    hostileStep({ status: 'error', actual: null, load: sampleLoad({ ended_early: hostile }, hostile) }),
    hostileStep({ status: 'skipped' }),
    hostileStep({ status: 'pass', deviations: [{ path: hostile, expected: hostile, actual: hostile }] }),
  ],
  { target, interrupted: true, endpoint_lost: hostile, budget_spent: hostile },
);
const ofSuite: Results = resultsOf([], {
  target,
  cases: [hostileCase('fail', 1), hostileCase('error', 2), hostileCase('blocked', 3), hostileCase('pass', 4)],
  conformance: {
    suite_version: hostile,
    plan: hostile,
    levels: scores,
    features: scores,
    operations: scores,
    parameters: scores,
    crashes: [hostile],
    baseline: {
      file: hostile,
      expected: [],
      regressions: [hostile],
      newly_passing: [hostile],
      flaky: [],
      vanished: [hostile],
      expired: [hostile],
    },
  },
});

const look = { color: false, verbose: true, width: 100 };
const compare = compared([
  fileOf(hostile, [hostileCase('fail', 1), hostileCase('pass', 2)], { server: hostile, suite: '1' }),
  fileOf('b', [hostileCase('pass', 1), hostileCase('fail', 2)], { server: `${hostile}2`, suite: '1' }),
]);
const trends = trendsOf([fileOf(hostile, [hostileCase('fail', 1)], { server: hostile })]);

const judged: JudgedHistory = {
  header: {
    type: 'history',
    format: 1,
    buckets: [],
    s3tester_version: hostile,
    start: '2026-11-30T00:00:00.000Z',
    endpoints: [hostile],
    workloads: [hostile],
    clients: 1,
    seed: 1,
    model: 'strong',
  } as unknown as JudgedHistory['header'],
  results: {
    consistency_format: 1,
    s3tester_version: '0.1.0',
    start_time: '2026-11-30T00:00:00.000Z',
    endpoints: [hostile],
    model: 'strong',
    workloads: [hostile],
    clients: 1,
    seed: 1,
    seconds: 1,
    operations: 1,
    outcomes: { ok: 1, fail: 0, unknown: 0 } as unknown as JudgedHistory['results']['outcomes'],
    faults: 0,
    verdicts: [
      {
        checker: hostile,
        verdict: 'violated',
        operations: 1,
        findings: [{ bucket: hostile, key: hostile, message: hostile, operations: [] }],
      } as unknown as JudgedHistory['results']['verdicts'][number],
    ],
    not_judged: [{ what: hostile, reason: hostile }],
    features: [{ feature: hostile, state: hostile, reason: hostile }],
    problems: [hostile],
    interrupted: false,
    history: hostile,
  },
};

const ofDoctor: Finding = {
  check: 'server',
  status: 'warn',
  summary: hostile,
  facts: { [hostile]: [hostile] },
};

/** Every text that a command writes of what a server said, by its name. */
const outputs: Readonly<Record<string, () => string | Promise<string>>> = {
  ...Object.fromEntries(
    Object.keys(formats)
      .filter(isFormatName)
      .flatMap((name) => [
        [name, () => report(name, ofRun, look)],
        [`${name} of the suite`, () => report(name, ofSuite, look)],
      ]),
  ),
  'compare table': () => renderComparison(compare, look),
  'compare changes table': () => renderChanges(compare, 0, look),
  'compare markdown': () => renderComparisonMarkdown(compare),
  'compare pull request markdown': () => renderPullRequest(compare, 0),
  'compare html': () => renderComparisonHtml(compare),
  'compare json': () => renderJson({ compare, changes: changesBetween(compare, 0, 1) }),
  'compare yaml': () => renderYaml({ compare }),
  'history table': () => renderTrends(trends, look),
  'history markdown': () => renderTrendsMarkdown(trends),
  ...Object.fromEntries(
    consistencyFormats.map((name) => [`consistency ${name}`, () => renderConsistency(name, judged, false)]),
  ),
  'doctor table': () => `${renderFinding(ofDoctor, 10, createPaint(false))}\n`,
  'doctor json': () => renderData({ findings: [ofDoctor] }, 'json'),
  'doctor yaml': () => renderData({ findings: [ofDoctor] }, 'yaml'),
};

/** Markdown without what it shows as it is: fences, which are longer than any inside of them, and spans. */
function withoutCode(text: string): string {
  let fence: string | null = null;
  const kept = text.split('\n').filter((line) => {
    if (fence !== null) {
      fence = line === fence ? null : fence;
      return false;
    }
    fence = /^(`{3,})\w*$/.exec(line)?.[1] ?? null;
    return fence === null;
  });
  // Nor does it read what stands in a line of HTML.
  const lines = kept.filter((line) => !line.startsWith('<details><summary>'));
  return lines.join('\n').replaceAll(/`[^`\n]*`/g, '');
}

describe.each(Object.entries(outputs))('%s', (name, render) => {
  test('what a server sent is inert', async () => {
    const text = await render();
    expect(Buffer.from(text).toString()).toBe(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
    const unseen = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Bidi_Control}\u2028\u2029]/u;
    expect(unseen.exec(text)?.[0].codePointAt(0)).toBeUndefined();
    expect(/\r(?!\n)/.test(text)).toBe(false);
    const lines = text.split('\n');
    const commands = lines.filter((line) => /^\s*::/.test(line));
    expect(commands.every((line) => /^::(?:error|warning|notice) [^\n]*::/.test(line))).toBe(true);
    expect(commands.length > 0).toBe(name.startsWith('github'));
    expect(/##\w*\[/.test(text)).toBe(false);
    if (/html|markdown|junit/.test(name)) {
      // Between backticks and in a fence, Markdown shows all as it is.
      const markup = name.includes('markdown') ? withoutCode(text) : text;
      expect(markup.match(/<script/g) ?? []).toHaveLength(/^(?:compare )?html/.test(name) ? 1 : 0);
      expect(markup).not.toContain('<img');
      expect(text).not.toContain('[[ATTACHMENT|/etc/passwd]]</system-out>');
    }
    if (/markdown/.test(name)) {
      const links = withoutCode(text).match(/.{0,60}(?<!\\)\]\(javascript:/g) ?? [];
      expect(links).toEqual([]);
      const closed = withoutCode(text).match(/^<\/details>$/gm) ?? [];
      expect(text.match(/^<details>/gm) ?? []).toHaveLength(closed.length);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    }
  });
});

const ofLength: Results = resultsOf(
  [
    step({
      status: 'fail',
      error_message: mebibyte,
      mismatches: [{ path: 'body', expected: 'a', actual: mebibyte }],
    }),
    step({ status: 'error', error_message: mebibyte, actual: null }),
    step({ status: 'skipped', skip_reason: mebibyte }),
  ],
  { cases: [{ ...hostileCase('fail', 1), reason: mebibyte }] },
);

test.each(Object.keys(formats).filter(isFormatName))('%s takes messages of a mebibyte', (name) => {
  const text = report(name, ofLength, look);
  expect(text.endsWith('\n')).toBe(true);
  expect(text.length).toBeLessThan(16 * 1024 * 1024);
});
