import { makePlan } from '../../../../src/runner/plan/make-plan.js';
import type { Selection } from '../../../../src/runner/plan/selection.js';
import { planScenario } from '../../../support/run-scenario.js';

/** The plan of a configuration, of all its cases or of those chosen. */
export async function planOf(yaml: string, selection: Selection = {}, only?: ReadonlySet<string>) {
  const { prepared } = await planScenario(yaml, 'http://127.0.0.1:9');
  return makePlan(prepared.configuration, { ...prepared, selection, ...(only ? { only } : {}) });
}

/** A configuration of one group with these steps. */
export const inGroup = (steps: string) => `test_cases: { groups: [ { name: G, test: [ ${steps} ] } ] }`;

/** Two groups of steps and cases with tags. */
export const selectable = `
test_cases:
  groups:
    - name: One
      tags: slow
      test: [ { operation: ListBuckets }, { case: a, steps: [ { operation: ListBuckets } ] } ]
    - name: Two
      before_test: [ { operation: ListBuckets } ]
      test:
        - { operation: ListBuckets, tags: [quick, odd] }
        - case: b
          tags: quick
          steps: [ { case: inner, steps: [ { operation: ListBuckets } ] } ]
        - { case: c, steps: [ { operation: ListBuckets } ] }
`;
