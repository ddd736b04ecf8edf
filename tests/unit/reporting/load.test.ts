import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import { describeLoad, failureLines, figureLines, notesOf } from '../../../src/reporting/load.js';
import { sampleLoad } from './sample-load.js';
import { resultsOf, step } from './sample-results.js';

test('a load is described by its model and its times', () => {
  expect(describeLoad(sampleLoad())).toBe(
    'open model: 3 turns per second, 2.00 s measured, after 1.00 s of warm-up, which is judged and not measured',
  );
  const { rate: _, ...closed } = sampleLoad({
    users: 1,
    warm_up: 0,
    ramp: 3,
    measured: 0.5,
    ended_early: 'why',
  });
  expect(describeLoad(closed)).toBe('closed model: 1 user, 500 ms measured of 2.00 s, rising for 3.00 s');
});

test('its figures are a line for each operation and one for all', () => {
  expect(figureLines(sampleLoad())).toEqual([
    'operation  requests       wrong  passed/s      p50     p90     p95     p99   p99.9     max',
    'GetObject         4    1 (25 %)       1.5  2.00 ms  250 ms  250 ms  250 ms  250 ms  250 ms',
    'PutObject         2           0         1    40 ms   50 ms   50 ms   50 ms   50 ms   50 ms',
    'all               6  1 (16.6 %)       2.5  3.00 ms  250 ms  250 ms  250 ms  250 ms  250 ms',
  ]);
});

describe('what must be known to read them', () => {
  test('of an open model: what began late, and what never did', () => {
    expect(notesOf(sampleLoad())).toEqual([
      '2 of 6 turns found all 4 places taken (--concurrency) and began up to 250 ms late; their times count from when they were due',
      '1 turn of 7 never began: the server did not keep up with the rate',
    ]);
  });

  test('of a closed model: that users waited for each other', () => {
    const { waited: _, not_started: __, longest_wait: ___, ...load } = sampleLoad({ users: 9 });
    expect(notesOf(load)).toEqual([
      '9 users shared 4 places (--concurrency); the times do not hold the waiting for a place',
    ]);
    expect(notesOf({ ...load, users: 4, ended_early: 'interrupted' })).toEqual([
      'it ended before its time: interrupted',
    ]);
  });
});

test('its failures are said in a line each, and the rest is counted', () => {
  expect(failureLines(sampleLoad(), 5)).toEqual([
    'test[0] #3 › PutObject: 200, success; body: expected one, actual two',
    '… 2 more failures',
  ]);
});

const results = resultsOf([
  step({
    status: 'fail',
    load: sampleLoad(),
    mismatches: [{ path: 'load.error_rate', expected: '<= 0%', actual: '16.6667%' }],
  }),
]);

describe('every report tells it', () => {
  test.each(['table', 'markdown', 'junit', 'html', 'json', 'yaml'] as const)('%s', (name) => {
    const text = report(name, results);
    expect(text).toContain('load.error_rate');
    expect(text).toContain('GetObject');
    expect(text).toMatch(/250 ms|0\.25/);
  });

  test('markdown has a table', () => {
    expect(report('markdown', results)).toContain(
      '| PutObject | 2 | 0 | 1 | 40 ms | 50 ms | 50 ms | 50 ms | 50 ms | 50 ms |',
    );
  });

  test('junit tells it of what passed, too', () => {
    const passed = resultsOf([step({ load: sampleLoad({ failures: [], failures_left_out: 0 }) })]);
    expect(report('junit', passed)).toContain('<system-out>open model: 3 turns per second');
  });
});

describe('the page', () => {
  const page = report('html', results);

  test('draws times and responses per second, with what they show in words and as a table', () => {
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page).toContain('aria-label="Response time over time. Half of the responses took up to 3.00 ms');
    expect(page).toContain('<tr><th scope="row">0 s, warm-up</th><td>1</td><td>0</td>');
    expect(page).toContain('1 failure of 3');
  });

  test('breaks a line where nothing was measured', () => {
    const [times = '', throughput = ''] = page.match(/<svg .*?<\/svg>/gs) ?? [];
    expect(times.match(/<path class="line median"/g)).toHaveLength(1);
    expect(times.match(/<circle class="dot median"/g)).toHaveLength(1);
    expect(throughput.match(/<path class="line right"/g)).toHaveLength(1);
    expect(throughput).not.toContain('<circle');
  });
});
