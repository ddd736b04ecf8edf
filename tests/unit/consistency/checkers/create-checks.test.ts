import { describe, expect, test } from 'vitest';
import { type CheckOptions, createChecks } from '../../../../src/consistency/checkers/create-checks.js';
import type { HistoryLine } from '../../../../src/consistency/history/types.js';
import type { Verdict } from '../../../../src/consistency/history/verdict.js';
import { get, header, list, put } from '../../../support/histories/build.js';
import { simulateStore } from '../../../support/histories/simulate-store.js';

function check(lines: readonly HistoryLine[], options?: CheckOptions): readonly Verdict[] {
  const checks = createChecks(header, options);
  for (const line of lines) {
    checks.add(line);
  }
  return checks.finish();
}

function violatedBy(lines: readonly HistoryLine[], options?: CheckOptions): readonly string[] {
  return check(lines, options)
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ checker }) => checker);
}

const stale = [put(0, [0, 1], 1), put(0, [2, 3], 2), get(1, [4, 5], 1)];

describe('simulated stores', () => {
  test.each([0, 0.05])('one that is atomic is ok, whatever is unknown (%s)', (unknown) => {
    for (let seed = 1; seed <= 10; seed++) {
      const verdicts = check(simulateStore({ seed, reads: 'atomic', operations: 400, unknown }));
      expect(verdicts.filter(({ verdict }) => verdict !== 'ok')).toEqual([]);
      expect(verdicts.length).toBeGreaterThan(9);
    }
  });

  test('one that is sequential is not linearizable, and each client still sees its own order', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const violated = violatedBy(simulateStore({ seed, reads: 'sequential', operations: 400 }));
      expect(violated).toContain('linearizable');
      expect(violated).toContain('read-after-write');
      expect(violated).not.toContain('monotonic-reads');
      expect(violated).not.toContain('read-your-writes');
      expect(violated).not.toContain('one-winner');
    }
  });

  test('one that is eventual is broken by the strong model only', () => {
    const found = new Set<string>();
    for (let seed = 1; seed <= 8; seed++) {
      const lines = simulateStore({ seed, reads: 'eventual', operations: 400, unknown: 0.02 });
      const violated = violatedBy(lines);
      expect(violated).toEqual(expect.arrayContaining(['linearizable', 'read-after-write']));
      for (const checker of violated) {
        found.add(checker);
      }
      expect(violatedBy(lines, { model: 'eventual' })).toEqual([]);
    }
    const others = [
      'monotonic-reads',
      'read-your-writes',
      'no-resurrection',
      'listing-complete',
      'no-ghosts',
    ];
    expect([...found]).toEqual(expect.arrayContaining(others));
  });
});

test('a checker can be asked for besides those of the model', () => {
  expect(violatedBy(stale, { model: 'eventual' })).toEqual([]);
  expect(violatedBy(stale, { model: 'eventual', also: ['read-after-write'] })).toEqual(['read-after-write']);
});

test('keys are judged when they have ended, those of other prefixes later', () => {
  const checks = createChecks(header);
  const moved = (prefix: string) => stale.map((operation) => ({ ...operation, key: `${prefix}/k` }));
  for (const line of [...moved('a'), ...moved('b')]) {
    checks.add(line);
  }
  expect(checks.violated).toBe(false);
  checks.add({ type: 'ended', bucket: 'bucket', prefix: 'a/' });
  expect(checks.violated).toBe(true);
  const found = checks.finish().find(({ checker }) => checker === 'read-after-write');
  expect(found?.findings.map(({ key }) => key)).toEqual(['a/k', 'b/k']);
});

test('listings are judged with the keys of their prefix', () => {
  const lines = [
    put(0, [0, 1], 1, { key: 'a/1' }),
    list(1, [2, 3], [], { key: 'a/' }),
    list(1, [4, 5], [], { key: 'b/' }),
  ];
  expect(violatedBy([...lines, { type: 'ended', bucket: 'bucket', prefix: 'a/' }])).toEqual([
    'listing-complete',
  ]);
});

test('a checker keeps few findings, and counts all operations', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    stale.map((operation) => ({ ...operation, key: `key-${index}` })),
  ).flat();
  const found = check(many).find(({ checker }) => checker === 'linearizable');
  expect(found?.findings).toHaveLength(5);
  expect(found?.findings[0]?.operations).toHaveLength(3);
});

test('a history without operations has nothing to judge', () => {
  expect(check([])).toEqual([]);
  expect(check([{ type: 'fault', at: 5, fault: 'kill', on: true }])).toEqual([]);
});
