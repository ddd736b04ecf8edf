import { expect, test } from 'vitest';
import { createSchedule, type Slice } from '../../../../src/consistency/run/schedule.js';
import type { Workload } from '../../../../src/consistency/workloads/workload.js';

const workload = (name: string, versioned: boolean): Workload => ({
  name,
  versioned,
  summary: '',
  standsFor: '',
  needs: [],
  begin: () => ({ places: () => [], async step() {} }),
});

function scheduleOf(versionedBucket: string | null) {
  let nowMs = 0;
  const ended: string[] = [];
  const schedule = createSchedule({
    workloads: [workload('a', false), workload('b', true)],
    bucket: 'plain',
    versionedBucket,
    keys: 2,
    features: new Set(),
    sliceMs: () => 10,
    now: () => nowMs,
    ended: ({ prefix }) => void ended.push(prefix),
  });
  return {
    schedule,
    ended,
    later() {
      nowMs += 10;
    },
  };
}

const describe = ({ workload: name, bucket, prefix }: Slice) => [name, bucket, prefix];

test('workloads take turns, in the versioned bucket too where they have use for it', () => {
  const { schedule, later } = scheduleOf('versioned');
  const seen = Array.from({ length: 4 }, () => {
    const slice = schedule.enter();
    schedule.leave(slice);
    later();
    return describe(slice);
  });
  expect(seen).toEqual([
    ['a', 'plain', 'e0/'],
    ['b', 'plain', 'e1/'],
    ['b', 'versioned', 'e2/'],
    ['a', 'plain', 'e3/'],
  ]);
});

test('a slice ends when its time is over and the last client has left it, once', () => {
  const { schedule, ended, later } = scheduleOf(null);
  const first = schedule.enter();
  const second = schedule.enter();
  expect(second).toBe(first);
  later();
  const third = schedule.enter();
  expect([third.prefix, ended]).toEqual(['e1/', []]);
  schedule.leave(first);
  expect(ended).toEqual([]);
  schedule.leave(second);
  expect(ended).toEqual(['e0/']);
  schedule.end();
  expect(ended).toEqual(['e0/']);
  schedule.leave(third);
  expect(ended).toEqual(['e0/', 'e1/']);
});
