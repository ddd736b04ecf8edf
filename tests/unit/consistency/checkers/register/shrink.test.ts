import { expect, test } from 'vitest';
import { simulateRegister } from '../../../../../scripts/consistency/lib/simulate-register.js';
import { checkRegister } from '../../../../../src/consistency/checkers/register/check-register.js';
import { shrink } from '../../../../../src/consistency/checkers/register/shrink.js';
import { makeFractions } from '../../../../../src/consistency/random.js';
import { tryAllOrders } from '../../../../support/registers/try-all-orders.js';

const budget = 20_000;

test('a violation among hundreds of operations becomes a few that contradict each other by themselves', () => {
  let violated = 0;
  for (let seed = 1; seed <= 12; seed++) {
    const operations = simulateRegister(
      {
        operations: 400,
        clients: 4,
        reads: 0.5,
        deletes: 0.1,
        conditions: 0.3,
        unknown: 0.02,
        stale: 0.02,
        blind: 0.02,
      },
      makeFractions(seed),
    );
    const outcome = checkRegister(operations, 1_000_000);
    if (outcome.verdict !== 'violated') {
      continue;
    }
    violated++;
    const shown = shrink(operations, outcome.operations, budget);
    const few = shown.flatMap((index) => operations[index] ?? []);
    expect(few.length, `seed ${seed}`).toBeLessThanOrEqual(12);
    expect(tryAllOrders(few), `seed ${seed}`).toBe(false);
  }
  expect(violated).toBeGreaterThan(3);
});
