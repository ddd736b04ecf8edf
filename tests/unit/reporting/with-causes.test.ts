import { describe, expect, test } from 'vitest';
import { withCauses } from '../../../src/reporting/with-causes.js';
import { sourceOf } from '../../../src/results/source.js';
import type { Results } from '../../../src/results/types.js';
import { resultsOf, step } from './sample-results.js';

const refused = (operation: string, step_: string, code: string) =>
  step({
    operation_name: operation,
    step: step_,
    status: 'fail',
    expected: { success: false, error_code: code },
    mismatches: [{ path: 'success', expected: false, actual: true }],
  });

const causesOf = (results: Results) => withCauses(sourceOf(results)).causes;

describe('the causes in results', () => {
  const results = resultsOf([
    step({ step: 'test[0]' }),
    refused('GetObject', 'test[1]', 'AccessDenied'),
    refused('CreateBucket', 'test[2]', 'InvalidBucketName'),
    refused('CreateBucket', 'test[3]', 'InvalidBucketName'),
  ]);

  test('group what went wrong, the commonest first', () => {
    expect(causesOf(results)).toEqual([
      {
        text: 'CreateBucket: expected InvalidBucketName, got 200',
        total: 2,
        parts: [
          {
            text: 'CreateBucket: expected InvalidBucketName, got 200',
            tests: ['Upload › test[2] › CreateBucket', 'Upload › test[3] › CreateBucket'],
          },
        ],
      },
      expect.objectContaining({ text: 'GetObject: expected AccessDenied, got 200', total: 1 }),
    ]);
  });

  test('stand before the steps', () => {
    const names = Object.keys(withCauses(sourceOf(results)));
    expect(names.indexOf('causes')).toBe(names.indexOf('results') - 1);
  });

  test('are found anew, whatever a file says', () => {
    const old = { text: 'old', total: 9, parts: [] };
    expect(causesOf({ ...results, causes: [old] })).toEqual(causesOf(results));
    expect(causesOf(resultsOf([step()], { causes: [old] }))).toBeUndefined();
  });
});
