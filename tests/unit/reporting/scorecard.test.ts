import { expect, test } from 'vitest';
import { scoreCases } from '../../../src/conformance/index.js';
import { report } from '../../../src/reporting/formats.js';
import type { CaseResult, Results } from '../../../src/results/types.js';
import { resultsOf, step } from './sample-results.js';

function found(id: string, verdict: CaseResult['verdict'], facts: Partial<CaseResult> = {}): CaseResult {
  const wrong = { kind: 'wrong-result' as const, reason: 'status_code: expected 200, actual 204' };
  return {
    id,
    title: 'What S3 does',
    group_name: 'bucket/tags',
    verdict,
    duration: 0.1,
    steps: [],
    feature: 'tagging',
    level: 'core',
    operations: ['PutBucketTagging'],
    parameters: ['PutBucketTagging.Tagging'],
    ...(verdict === 'fail' ? wrong : { kind: null, reason: null }),
    ...facts,
  };
}

function judged(cases: readonly CaseResult[]): Results {
  const known = (standing: CaseResult['baseline']) =>
    cases.filter(({ baseline }) => baseline === standing).map(({ id }) => id);
  const steps = cases.map(({ id, verdict }) =>
    step({
      group_name: 'bucket/tags',
      case: id,
      status: verdict === 'pass' || verdict === 'error' || verdict === 'skipped' ? verdict : 'fail',
    }),
  );
  return resultsOf(steps, {
    cases,
    conformance: {
      suite_version: '1.0.0',
      plan: '0123456789abcdef',
      ...scoreCases(cases),
      crashes: ['bucket/tags/crash'],
      baseline: {
        file: 'known.yaml',
        expected: known('expected'),
        regressions: known('regression'),
        newly_passing: known('newly-passing'),
        flaky: known('flaky'),
        vanished: ['bucket/tags/of-old'],
        expired: ['bucket/tags/late-*'],
      },
    },
  });
}

const results = judged([
  found('bucket/tags/whole', 'pass'),
  found('bucket/tags/nearly', 'pass', {
    exact: false,
    deviation: 'steps[0]: error.Key: expected "k", actual null',
  }),
  found('bucket/tags/known', 'fail', { baseline: 'expected' }),
  found('bucket/tags/unexpected', 'fail', { baseline: 'regression' }),
  found('bucket/tags/mended', 'pass', { baseline: 'newly-passing' }),
  found('bucket/tags/sometimes', 'fail', { baseline: 'flaky' }),
  found('bucket/tags/absent', 'unsupported', { baseline: 'regression', level: 'extended' }),
  found('bucket/tags/crash', 'error', { baseline: 'regression' }),
  found('bucket/tags/elsewhere', 'skipped', { reason: 'level', level: 'aws' }),
]);

test.each(['table', 'markdown', 'junit'] as const)('a conformance run as %s', async (format) => {
  await expect(report(format, results)).toMatchFileSnapshot(`golden/conformance.${format}.txt`);
});

test('the page shows the scores, and what is wrong with the baseline', () => {
  const page = report('html', results);
  expect(page).toContain(
    '<h2>3 of 8 cases work for clients, 2 of them exactly as AWS</h2><span class="quiet">suite 1.0.0 · plan 0123456789ab</span>',
  );
  expect(page).toContain('The server stopped responding during bucket/tags/crash');
  expect(page).toContain('<li class="fail"><b>1 vanished: bucket/tags/of-old</b></li>');
  expect(page).toMatch(
    /<th scope="row"><a href="#level=core">core<\/a><\/th><td>3\/7<\/td><td>2<\/td>.*<td>3 failed, 1 not judged<\/td>/,
  );
  expect(page).toContain('<span class="quiet">regression</span>');
});

test('where all is as the baseline expects, no test of the JUnit report fails', () => {
  const calm = judged([
    found('bucket/tags/whole', 'pass'),
    found('bucket/tags/known', 'fail', { baseline: 'expected' }),
    found('bucket/tags/absent', 'unsupported', { baseline: 'expected' }),
  ]);
  const conformance = calm.conformance ?? expect.fail();
  const baseline = { ...(conformance.baseline ?? expect.fail()), vanished: [], expired: [] };
  const xml = report('junit', { ...calm, conformance: { ...conformance, baseline } });
  expect(xml).toMatch(/<testsuite name="bucket\/tags" tests="3" failures="0" errors="0" skipped="2"/);
});

test('a run without a suite has no scores', () => {
  const bare = resultsOf([step()]);
  expect(report('markdown', bare)).not.toContain('suite');
  expect(report('html', bare)).not.toContain('<section class="group scorecard">');
});
