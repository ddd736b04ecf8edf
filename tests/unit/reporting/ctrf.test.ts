import { validateStrict } from 'ctrf';
import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import type { Results } from '../../../src/results/types.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

interface Report {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly (Readonly<Record<string, unknown>> & { readonly status: string })[];
  };
}

/** The report, which the schema of the format must know. */
function readCtrf(results: Results): Report {
  const found: unknown = JSON.parse(report('ctrf', results));
  validateStrict(found);
  return found as unknown as Report;
}

describe('ctrf', () => {
  test('the schema that its authors publish knows all of it', () => {
    const { summary, tests } = readCtrf(mixedResults).results;
    expect(summary).toMatchObject({ tests: 12, passed: 2, failed: 5, other: 1, skipped: 4, pending: 0 });
    for (const [status, name] of Object.entries({ passed: 'passed', failed: 'failed', other: 'other' })) {
      expect(tests.filter((one) => one.status === status)).toHaveLength(summary[name] ?? -1);
    }
    expect(summary).toMatchObject({ start: 1795341600000, stop: 1795341602000, duration: 2000 });
  });

  test('the schema also knows results without tests, without names, and from files of others', () => {
    readCtrf(resultsOf([]));
    readCtrf(resultsOf([step({ group_name: '', operation_name: '', step: '' })]));
    readCtrf(resultsOf([step()], { start_time: 'yesterday', end_time: 'today' }));
  });

  test('what stayed behind is told beside the server, and the schema knows it', () => {
    const leftBehind = [{ bucket: 'stays', credential: 'main', reason: 'AccessDenied' }];
    const { results } = readCtrf(resultsOf([step()], { left_behind: leftBehind }));
    expect(results).toMatchObject({
      environment: { extra: { left_behind: leftBehind } },
      summary: { failed: 0 },
    });
  });

  test('a schema that is not met is noticed', () => {
    expect(() => validateStrict(JSON.parse(report('json', mixedResults)))).toThrow('reportFormat');
  });

  test('a test has its state, its place and the command that runs only it', () => {
    const results = resultsOf([], {
      cases: [
        {
          id: 'object/a',
          title: 'what S3 does',
          group_name: 'object',
          verdict: 'unsupported',
          kind: null,
          reason: '501 NotImplemented',
          duration: 0.25,
          steps: [],
          place: 'suite/object/a.yaml:12',
          reference: 'https://docs.aws.amazon.com/a',
          reproduce: 's3tester conformance --case object/a',
          feature: 'objects',
          operations: ['PutObject'],
          is_flaky: true,
        },
      ],
    });
    expect(readCtrf(results).results.tests).toEqual([
      {
        name: 'object/a',
        status: 'failed',
        rawStatus: 'unsupported',
        duration: 250,
        suite: ['object'],
        message: 'unsupported: 501 NotImplemented',
        trace: expect.stringContaining('what S3 does'),
        filePath: 'suite/object/a.yaml',
        line: 12,
        flaky: true,
        labels: { feature: 'objects', operations: ['PutObject'] },
        extra: {
          title: 'what S3 does',
          reference: 'https://docs.aws.amazon.com/a',
          reproduce: 's3tester conformance --case object/a',
        },
      },
    ]);
  });
});
