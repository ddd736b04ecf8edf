import { expect, test } from 'vitest';
import { longestFirst } from '../../../src/conformance/longest-first.js';
import { planScenario } from '../../support/run-scenario.js';

const groups = `
test_cases:
  groups:
    - name: light
      test:
        - { case: one, steps: [ { operation: ListBuckets } ] }
        - { case: two, steps: [ { operation: ListBuckets, repeat: 2 } ] }
        - { case: also-one, steps: [ { operation: ListBuckets } ] }
    - name: heavy
      test:
        - { case: left-out, skip: why, steps: [ { operation: ListBuckets, repeat: 2000 } ] }
        - { case: few, steps: [ { operation: ListBuckets } ] }
        - { case: many, steps: [ { operation: ListBuckets, repeat: 1000 } ] }
    - name: slow
      test:
        - { case: quick, steps: [ { operation: ListBuckets } ] }
        - { case: patient, tags: [waits], steps: [ { operation: ListBuckets } ] }
`;

test('cases that others wait for come first, then those that wait for a time, then those of many requests; ids stay', async () => {
  const { plan } = await planScenario(groups, 'http://127.0.0.1:9');
  const ordered = longestFirst(plan, new Set(['light/also-one']));
  expect(ordered.groups.map(({ name }) => name)).toEqual(['light', 'slow', 'heavy']);
  expect(ordered.groups.flatMap(({ phases }) => phases.test.map(({ caseId, id }) => [caseId, id]))).toEqual([
    ['light/also-one', 'test[2]'],
    ['light/two', 'test[1]'],
    ['light/one', 'test[0]'],
    ['slow/patient', 'test[1]'],
    ['slow/quick', 'test[0]'],
    ['heavy/many', 'test[2]'],
    ['heavy/few', 'test[1]'],
    ['heavy/left-out', 'test[0]'],
  ]);
  expect(ordered.id).toBe(plan.id);
});
