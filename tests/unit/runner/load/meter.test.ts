import { expect, test } from 'vitest';
import type { Status, StepResult } from '../../../../src/results/types.js';
import { LoadMeter } from '../../../../src/runner/load/meter.js';
import type { LoadShape } from '../../../../src/runner/load/schedule.js';
import type { PlannedStep } from '../../../../src/runner/plan/planned-step.js';
import { inGroup, planOf } from '../plan/plan-of.js';

const plan = await planOf(inGroup('{ operation: ListBuckets }, { operation: ListBuckets, name: again }'));
const [plain, named] = plan.groups[0]?.phases.test ?? [];

interface Call {
  /** When its turn was due, and when it ended, in milliseconds from the start. */
  readonly dueMs: number;
  readonly endMs: number;
  readonly seconds: number | null;
  readonly status?: Status;
  readonly planned?: PlannedStep | undefined;
}

/** Measures calls, each of which is a turn. */
function measure(shape: Partial<LoadShape>, calls: readonly Call[]) {
  const startMs = 5000;
  let nowMs = startMs;
  const whole = { startMs, durationMs: 1000, rampMs: 0, warmUpMs: 0, most: 9, ...shape };
  const meter = new LoadMeter(whole, { monotonic: () => nowMs });
  for (const { dueMs, endMs, seconds, status = 'pass', planned = plain } of calls) {
    const turn = meter.turn({ index: 0, intendedMs: startMs + dueMs });
    nowMs = startMs + endMs;
    if (planned && turn.count(planned, { status, isExact: status === 'pass', seconds })) {
      turn.keep({ status } as StepResult);
    }
  }
  return meter;
}

test('in the open model a time counts from when its turn was due, in the closed one from when it was sent', () => {
  const late = [{ dueMs: 100, endMs: 400, seconds: 0.05 }];
  expect(measure({ rate: 1 }, late).figures(false).latency.max).toBeCloseTo(0.3, 9);
  expect(measure({ users: 1 }, late).figures(false).latency.max).toBe(0.05);
});

test('only the first call of a turn waited for it', () => {
  const meter = measure({ rate: 1 }, [{ dueMs: 990, endMs: 1000, seconds: 0.01 }]);
  const turn = meter.turn({ index: 0, intendedMs: 5000 });
  for (let call = 0; call < 3 && plain; call++) {
    turn.count(plain, { status: 'pass', isExact: true, seconds: 0.05 });
  }
  expect(meter.figures(false).latency).toMatchObject({ count: 4, min: 0.01, max: 1 });
});

test('the warm-up is judged and not measured', () => {
  const calls: Call[] = [
    { dueMs: 0, endMs: 600, seconds: 0.6, status: 'fail' },
    { dueMs: 499, endMs: 700, seconds: 0.2 },
    { dueMs: 500, endMs: 600, seconds: 0.1 },
  ];
  const figures = measure({ users: 1, warmUpMs: 500 }, calls).figures(false);
  expect(figures).toMatchObject({ passed: 2, failed: 1, throughput: 1, measured: 1 });
  expect(figures.error_rate).toBeCloseTo(1 / 3, 9);
  expect(figures.latency).toMatchObject({ count: 1, max: 0.1 });
});

test('what is measured lasts to the last response, and where it ended early no longer', () => {
  const slow = measure({ users: 1 }, [{ dueMs: 900, endMs: 4000, seconds: 3.1 }]);
  expect(slow.figures(false)).toMatchObject({ measured: 4, throughput: 0.25 });
  const quick = measure({ users: 1 }, [{ dueMs: 0, endMs: 100, seconds: 0.1 }]);
  expect(quick.figures(true)).toMatchObject({ measured: 0.1, throughput: 10 });
});

test('steps with a name have figures of their own', () => {
  const calls = [plain, named, named].map((planned) => ({ dueMs: 0, endMs: 10, seconds: 0.01, planned }));
  const { operations } = measure({ users: 1 }, calls).figures(false);
  expect(operations.map(({ name, operation_name, passed }) => [name, operation_name, passed])).toEqual([
    ['ListBuckets', 'ListBuckets', 1],
    ['again', 'ListBuckets', 2],
  ]);
});

test('of what is wrong the first fifty are kept, and what sent nothing has no time', () => {
  const calls = Array.from(
    { length: 60 },
    (): Call => ({ dueMs: 0, endMs: 1, seconds: null, status: 'error' }),
  );
  const figures = measure({ users: 1 }, calls).figures(false);
  expect(figures.failures).toHaveLength(50);
  expect(figures).toMatchObject({ error: 60, failures_left_out: 10 });
  expect(figures.latency.count).toBe(0);
});

test('a long load has no more than so many stretches of time, and a slow end has its own', () => {
  const calls: Call[] = [
    { dueMs: 0, endMs: 500, seconds: 0.5 },
    { dueMs: 3_599_000, endMs: 3_900_000, seconds: 301 },
  ];
  const { interval, over_time } = measure({ users: 1, durationMs: 3_600_000 }, calls).figures(false);
  expect(interval).toBe(30);
  expect(over_time).toHaveLength(131);
  expect(over_time[0]).toEqual({ at: 0, ended: 1, wrong: 0, p50: 0.5, p99: 0.5, max: 0.5 });
  expect(over_time[119]).toMatchObject({ ended: 0, max: 301 });
  expect(over_time[130]).toEqual({ at: 3900, ended: 1, wrong: 0, p50: null, p99: null, max: null });
});
