import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProgress } from '../../../src/cli/progress.js';
import type { RunEvent } from '../../../src/results/events.js';
import type { Status } from '../../../src/results/types.js';
import { step } from '../reporting/sample-results.js';

const erase = '\r\u001b[2K';

const started: RunEvent = {
  type: 'run-started',
  session_id: 'b7c0',
  config_files: [],
  s3tester_version: '0.1.0',
  endpoint_url: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  start_time: '2026-11-22T10:00:00.000Z',
  total_operations: 3,
  total_groups: 1,
};
const stepStarted: RunEvent = { type: 'step-started', group_name: 'Upload', step: 'test[0]' };

function finished(status: Status): RunEvent {
  return { type: 'step-finished', order: [0], result: step({ status }) };
}

interface Look {
  readonly color?: boolean;
  readonly columns?: number;
  readonly quiet?: boolean;
  readonly tells?: (status: 'fail' | 'error') => boolean;
}

function follow(isTTY: boolean, options: Look = {}) {
  const written: string[] = [];
  let clock = 0;
  const progress = createProgress(
    { isTTY, columns: options.columns ?? 120, write: (text) => written.push(text) },
    // A second passes between two looks at the clock, so that every event is drawn.
    {
      color: options.color ?? false,
      quiet: options.quiet ?? false,
      now: () => (clock += 1000),
      render: (note) => `${note}\n`,
      tells: options.tells,
    },
  );
  return { progress, written };
}

describe('progress', () => {
  test('counts groups, operations, what is in flight and what failed', () => {
    const { progress, written } = follow(true);
    const lines = [started, stepStarted, stepStarted, finished('fail'), finished('skipped')].map((event) => {
      progress.add(event);
      return written
        .at(-1)
        ?.replace(erase, '')
        .replace(/ \d+(\.\d+)? m?s( ·|$)/, ' T$2');
    });
    progress.end();
    expect(lines).toEqual([
      '0/1 group · 0/3 operations · 0 in flight · no failures · T',
      '0/1 group · 0/3 operations · 1 in flight · no failures · T · Upload › test[0]',
      '0/1 group · 0/3 operations · 2 in flight · no failures · T · Upload › test[0]',
      '0/1 group · 1/3 operations · 1 in flight · ✗ 1 failure · T · Upload › test[0]',
      '0/1 group · 2/3 operations · 1 in flight · ✗ 1 failure · T · Upload › test[0]',
    ]);
  });

  test('leaves nothing behind', () => {
    const { progress, written } = follow(true);
    progress.add(started);
    progress.end();
    const before = written.length;
    progress.add(finished('pass'));
    progress.write('after\n');
    expect(written[before - 1]).toBe(erase);
    expect(written.slice(before)).toEqual(['after\n']);
  });

  test('other text stands above the line', () => {
    const { progress, written } = follow(true);
    progress.add(started);
    progress.write('a warning\n');
    progress.end();
    expect(written.slice(1, 3)).toEqual([erase, 'a warning\n']);
    expect(written[3]).toContain('0/1 group');
  });

  test('is one line, however narrow the terminal', () => {
    const { progress, written } = follow(true, { columns: 40, color: true });
    for (const event of [started, stepStarted, finished('error')]) {
      progress.add(event);
    }
    progress.end();
    for (const line of written) {
      expect(line.replace(erase, '').length).toBeLessThan(40);
    }
  });

  test('colours failures only where it may', () => {
    const { progress, written } = follow(true, { color: true });
    for (const event of [started, finished('fail')]) {
      progress.add(event);
    }
    progress.end();
    expect(written.join('')).toContain('\u001b[31m✗ 1 failure\u001b[39m');
  });

  test('draws nothing where there is no terminal', () => {
    const { progress, written } = follow(false);
    for (const event of [started, stepStarted, finished('pass')]) {
      progress.add(event);
    }
    progress.write('a warning\n');
    progress.end();
    expect(written).toEqual(['a warning\n']);
  });

  test('tells each failure when it happens, but not those that a log tells', () => {
    const { progress, written } = follow(false, { tells: (status) => status === 'fail' });
    for (const event of [started, finished('pass'), finished('fail'), finished('error')]) {
      progress.add(event);
    }
    expect(written).toEqual([
      '✗ failed  Upload › test[0] › PutObject: PutObject: expected success, got 200\n',
    ]);
    progress.end();
  });

  test('tells a hundred failures, and that there are more', () => {
    const { progress, written } = follow(false);
    progress.add(started);
    for (let number = 0; number < 150; number += 1) {
      progress.add(finished('fail'));
    }
    progress.end();
    expect(written).toHaveLength(101);
    expect(written.at(-1)).toBe('further failures are only counted here\n');
  });

  test('on a terminal, failures are in the line alone', () => {
    const { progress, written } = follow(true);
    progress.add(started);
    progress.add(finished('fail'));
    progress.end();
    expect(written.every((text) => text.startsWith(erase))).toBe(true);
  });
});

describe('where there is no terminal', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a line is written now and then, and none once the run has ended', () => {
    const { progress, written } = follow(false);
    for (const event of [started, stepStarted, finished('fail')]) {
      progress.add(event);
    }
    vi.advanceTimersByTime(31_000);
    progress.end();
    vi.advanceTimersByTime(60_000);
    expect(written).toEqual([
      '✗ failed  Upload › test[0] › PutObject: PutObject: expected success, got 200\n',
      '0/1 group · 1/3 operations · 0 in flight · ✗ 1 failure · 1.00 s\n',
      '0/1 group · 1/3 operations · 0 in flight · ✗ 1 failure · 2.00 s\n',
    ]);
  });
});

test('a terminal that wants quiet has no line drawn', () => {
  const { progress, written } = follow(true, { quiet: true });
  progress.add(started);
  progress.end();
  expect(written).toEqual([]);
});
