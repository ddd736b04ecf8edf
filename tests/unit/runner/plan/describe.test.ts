import { expect, test } from 'vitest';
import { describePlan } from '../../../../src/runner/plan/describe.js';
import { inGroup, planOf } from './plan-of.js';

test('a described plan holds no secret', async () => {
  const plan = await planOf(`
config: { credentials: [ { name: main, access_key: AKIA, secret_key: very-secret, session_token: very-token } ] }
${inGroup('{ operation: ListBuckets }')}`);
  expect(JSON.stringify(describePlan(plan))).not.toMatch(/very-/);
});
