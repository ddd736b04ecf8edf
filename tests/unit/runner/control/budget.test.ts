import { expect, test } from 'vitest';
import { createBudget } from '../../../../src/runner/control/budget.js';

test('a budget ends with its last request, and says so', () => {
  const budget = createBudget(2, 1);
  budget.spend();
  expect(budget.spent()).toBeNull();
  budget.spend();
  expect(budget.spent()).toBe('all 2 requests that it may send were sent');
});

test('a plan that is larger than its budget is not begun', () => {
  expect(createBudget(2, 3).spent()).toBe('it would send at least 3 requests, and may send 2');
});

test('without a limit nothing ends it', () => {
  const budget = createBudget(undefined, 3);
  budget.spend();
  expect(budget.spent()).toBeNull();
});
