import { describe, expect, test } from 'vitest';
import { childrenOf, type PlannedStep, stepsInside } from '../../../../src/runner/plan/planned-step.js';
import { matchesCase, type Selection } from '../../../../src/runner/plan/selection.js';
import { inGroup, planOf, selectable } from './plan-of.js';

/** The ids of the test steps that are left to run, innermost ones only. */
function left(steps: readonly PlannedStep[]): string[] {
  return steps.flatMap((planned) => {
    const children = childrenOf(planned);
    return planned.skipReason !== null ? [] : children.length > 0 ? left(children) : [planned.id];
  });
}

describe('a selection leaves', () => {
  test.each<readonly [selection: Selection, expected: Readonly<Record<string, readonly string[]>>]>([
    [
      {},
      {
        One: ['test[0]', 'test[1].steps[0]'],
        Two: ['test[0]', 'test[1].steps[0].steps[0]', 'test[2].steps[0]'],
      },
    ],
    [{ groups: ['One'] }, { One: ['test[0]', 'test[1].steps[0]'], Two: [] }],
    [{ cases: ['One/*'] }, { One: ['test[1].steps[0]'], Two: [] }],
    [{ cases: ['**/inner', 'Two/c'] }, { One: [], Two: ['test[1].steps[0].steps[0]', 'test[2].steps[0]'] }],
    [{ tags: ['slow'] }, { One: ['test[0]', 'test[1].steps[0]'], Two: [] }],
    [{ tags: ['odd'] }, { One: [], Two: ['test[0]'] }],
    [
      { groups: ['Two'], cases: ['**/c'] },
      { One: [], Two: ['test[2].steps[0]'] },
    ],
  ])('%j', async (selection, expected) => {
    const plan = await planOf(selectable, selection);
    const kept = plan.groups.map((group) => [
      group.name,
      group.skipReason === null ? left(group.phases.test) : [],
    ]);
    expect(Object.fromEntries(kept)).toEqual(expected);
  });
});

describe('tags', () => {
  const tagged = inGroup(`
    { tags: outer, steps: [ { operation: ListBuckets }, { operation: ListBuckets, tags: inner } ] },
    { repeat: 2, steps: [ { operation: ListBuckets, tags: inner }, { operation: ListBuckets } ] },
    { tags: outer, steps: [ { case: c, steps: [ { operation: ListBuckets } ] } ] },
    { operation: ListBuckets, tags: during, during: { at: 1, steps: [ { operation: ListBuckets } ] } }`);

  test.each<readonly [tag: string, expected: readonly string[]]>([
    ['outer', ['test[0].steps[0]', 'test[0].steps[1]', 'test[2].steps[0].steps[0]']],
    ['inner', ['test[0].steps[1]', 'test[1].steps[0]']],
    ['during', ['test[3]']],
  ])('of a step and of all that is around it select it: %s', async (tag, expected) => {
    const [group] = (await planOf(tagged, { tags: [tag] })).groups;
    expect(left(group?.phases.test ?? [])).toEqual(expected);
    const [inside] = group?.phases.test[3] ? stepsInside(group.phases.test[3]) : [];
    expect(inside?.skipReason === null).toBe(tag === 'during');
  });

  test('that nothing in a block has leave out its loop, whose list there may not be', async () => {
    const [group] = (await planOf(tagged, { tags: ['outer'] })).groups;
    expect(group?.phases.test[1]?.skipReason).toBe('not selected by --tag');
  });
});

test.each<readonly [globs: readonly string[], rows: readonly string[] | null]>([
  [['G/c'], null],
  [
    ['G/c[north]', 'G/*[s*]', 'H/*[x]'],
    ['north', 's*'],
  ],
  [['G/c[north]', 'G/*'], null],
])('the rows that %j selects', async (cases, rows) => {
  const plan = await planOf(inGroup('{ case: c, for_each: [a], steps: [ { operation: ListBuckets } ] }'), {
    cases,
  });
  expect(plan.groups[0]?.phases.test[0]).toMatchObject({ kind: 'case', rows });
});

test.each<readonly [id: string, glob: string, matches: boolean]>([
  ['object/put-object/plain', 'object/put-object/plain', true],
  ['object/put-object/plain', 'object/**', true],
  ['object/put-object/plain', 'object/*', false],
  ['object/put-object/plain', '**/plain', true],
  ['object/put-object/plain', 'object/put-object/plain[2]', true],
  ['object/put-object/.hidden', 'object/put-object/*', true],
])('the case %s under %s: %s', (id, glob, matches) => {
  expect(matchesCase(id, glob)).toBe(matches);
});
