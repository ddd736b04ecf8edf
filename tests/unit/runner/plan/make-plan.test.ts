import { expect, test } from 'vitest';
import { planOf, selectable } from './plan-of.js';

test('ids are stable, and the hash of a plan changes with what is sent', async () => {
  const [one, same, selected] = await Promise.all([
    planOf(selectable),
    planOf(selectable),
    planOf(selectable, { groups: ['One'] }),
  ]);
  expect(one.id).toBe(same.id);
  expect(one.id).not.toBe(selected.id);
  const steps = one.groups.flatMap((group) => group.phases.test);
  expect(steps.map(({ id, caseId }) => [id, caseId])).toEqual([
    ['test[0]', null],
    ['test[1]', 'One/a'],
    ['test[0]', null],
    ['test[1]', 'Two/b'],
    ['test[2]', 'Two/c'],
  ]);
});

test('a plan of some cases alone leaves out all else, keeps their places, and is the plan of the same files', async () => {
  const plan = await planOf(selectable, {}, new Set(['Two/c', 'Two/b/inner']));
  expect(plan.groups.map(({ name, phases }) => [name, phases.test.map(({ id }) => id)])).toEqual([
    ['Two', ['test[2]']],
  ]);
  expect(plan.id).toBe((await planOf(selectable)).id);
});
