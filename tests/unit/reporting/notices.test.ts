import { expect, test } from 'vitest';
import { noticesOf } from '../../../src/reporting/notices.js';
import { resultsOf } from './sample-results.js';

const left = (bucket: string) => ({ bucket, credential: 'main', reason: 'AccessDenied' });

test('a whole run that left nothing behind has no notice', () => {
  expect(noticesOf(resultsOf([]))).toEqual([]);
});

test('what makes a run less than whole, and what it left behind, are told', () => {
  const results = resultsOf([], {
    interrupted: true,
    endpoint_lost: 'it went away',
    budget_spent: '10 requests were sent',
    left_behind: [left('a')],
  });
  expect(noticesOf(results)).toEqual([
    'interrupted: steps that did not run are missing or skipped',
    'endpoint lost: it went away',
    'stopped: 10 requests were sent',
    'left behind: 1 bucket, which s3tester clean tries to remove again: a (AccessDenied)',
  ]);
});

test('of many buckets the first are named', () => {
  const [notice] = noticesOf(resultsOf([], { left_behind: ['a', 'b', 'c', 'd', 'e'].map(left) }));
  expect(notice).toMatch(/^left behind: 5 buckets, .*: a \(AccessDenied\), b \(.*\), c \(.*\), 2 more$/);
});
