import { describe, expect, test } from 'vitest';
import { scoreCases } from '../../../src/conformance/index.js';
import { blockedUnseen } from '../../../src/reporting/blocked.js';
import { report } from '../../../src/reporting/formats.js';
import type { CaseResult } from '../../../src/results/types.js';
import { resultsOf, step } from './sample-results.js';

const ofCase = (id: string, verdict: CaseResult['verdict'], reason: string | null): CaseResult => ({
  ...{ id, verdict, reason, title: 'What S3 does', group_name: 'copy/metadata', duration: 0, steps: [] },
  kind: verdict === 'fail' ? 'wrong-result' : null,
});
const unseen = 'object-metadata does not work: object/metadata/round-trip';
const seen = 'versioning does not work: versioning/enabled';
const cases = [
  ofCase('copy/metadata/kept', 'blocked', unseen),
  ofCase('copy/metadata/replaced', 'blocked', unseen),
  ofCase('copy/metadata/of-a-version', 'blocked', seen),
  ofCase('versioning/enabled', 'fail', 'status_code: expected 200, actual 501'),
  ofCase('copy/metadata/elsewhere', 'skipped', 'level'),
];

describe('cases that are blocked', () => {
  test('are told with their reasons where no failure tells these', () => {
    expect(blockedUnseen(cases)).toEqual({
      summary: '2 cases blocked by features that do not work',
      reasons: [[unseen, 2]],
    });
  });

  test('are not told again where the failure is among the results', () => {
    expect(blockedUnseen(cases.slice(2))).toBeNull();
  });

  test.each(['table', 'html', 'markdown'] as const)(
    'stand before the cases in %s, where what went wrong is',
    (format) => {
      const steps = [step({ group_name: 'copy/metadata', case: 'versioning/enabled', status: 'fail' })];
      const conformance = { suite_version: '1.0.0', plan: '0123456789abcdef', crashes: [], baseline: null };
      const text = report(
        format,
        resultsOf(steps, { cases, conformance: { ...conformance, ...scoreCases(cases) } }),
      );
      const places = ['1 case went wrong', '2 cases blocked by', unseen, 'versioning/enabled'].map((words) =>
        text.indexOf(words),
      );
      expect(places).not.toContain(-1);
      expect(places.slice(0, 3)).toEqual(places.slice(0, 3).toSorted((a, b) => a - b));
    },
  );

  test('stay within what GitHub takes in Markdown: the commonest reasons, each cut, and a count of the rest', () => {
    const reasons = Array.from(
      { length: 13 },
      (_, index) => `feature ${index} does not work: ${'x'.repeat(50_000)}`,
    );
    const blocked = reasons.flatMap((reason, index) =>
      Array.from({ length: 20 - index }, (_, number) => ofCase(`copy/${index}/${number}`, 'blocked', reason)),
    );
    const markdown = report('markdown', resultsOf([], { cases: blocked }));
    expect(markdown).toContain(
      '### 182 cases blocked by features that do not work\n\n- 20 × feature 0 does not work',
    );
    expect(markdown).toContain('- … 3 further reasons\n');
    expect(markdown).toContain('| copy/metadata |');
    expect(Buffer.byteLength(markdown)).toBeLessThan(8000);
  });

  test('are inert in Markdown', () => {
    const markdown = report(
      'markdown',
      resultsOf([], { cases: [ofCase('a', 'blocked', '<img src=x> [a](b) | \u001b[2J')] }),
    );
    expect(markdown).toContain('&lt;img src=x&gt; \\[a\\](b) \\| \\\\x1b\\[2J');
  });
});
