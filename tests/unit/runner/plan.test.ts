import { describe, expect, test } from 'vitest';
import { countPlan } from '../../../src/runner/plan/count.js';
import { describePlan } from '../../../src/runner/plan/describe.js';
import { makePlan } from '../../../src/runner/plan/make-plan.js';
import { childrenOf, type PlannedStep, stepsInside } from '../../../src/runner/plan/planned-step.js';
import { matchesCase, type Selection } from '../../../src/runner/plan/selection.js';
import { planScenario } from '../../support/run-scenario.js';

async function planOf(yaml: string, selection: Selection = {}, only?: ReadonlySet<string>) {
  const { prepared } = await planScenario(yaml, 'http://127.0.0.1:9');
  return makePlan(prepared.configuration, { ...prepared, selection, ...(only ? { only } : {}) });
}

const inGroup = (steps: string) => `test_cases: { groups: [ { name: G, test: [ ${steps} ] } ] }`;

const put = (rest: string) => `{ operation: PutObject, ${rest} }`;

describe('a plan counts what it will send at the least:', () => {
  test.each<readonly [what: string, steps: string, operations: number, requests: number, bytes: number]>([
    ['one operation', '{ operation: ListBuckets }', 1, 1, 0],
    ['the bytes of texts, in UTF-8', put('parameters: { bucket: b, key: k, body: "ä€" }'), 1, 1, 5],
    ['numbers as their text', put('parameters: { bucket: b, key: k, body: 1234 }'), 1, 1, 4],
    ['generated bodies', put('parameters: { bucket: b, key: k, body: { size: 2KiB } }'), 1, 1, 2048],
    ['body_size', put('parameters: { bucket: b, key: k, body_size: 1MiB }'), 1, 1, 1048576],
    [
      'joined bodies',
      put('parameters: { bucket: b, key: k, body: { concat: [ab, { zeros: 10 }] } }'),
      1,
      1,
      12,
    ],
    ['turns of a loop', put('repeat: 5, parameters: { bucket: b, key: k, body: ab }'), 5, 5, 10],
    ['a range', put('for_each: "${1..40}", parameters: { bucket: b, key: k, body: a }'), 40, 40, 40],
    ['a matrix', '{ operation: ListBuckets, matrix: { a: [1, 2, 3], b: [x, y] } }', 6, 6, 0],
    [
      'loops in loops',
      '{ repeat: 3, steps: [ { operation: ListBuckets, repeat: 2 }, { operation: ListBuckets } ] }',
      9,
      9,
      0,
    ],
    ['a loop of no turns as none', '{ operation: ListBuckets, for_each: [] }', 0, 0, 0],
    [
      'what is skipped as an operation, but not as a request',
      '{ operation: ListBuckets, skip: why }',
      1,
      0,
      0,
    ],
    ['steps that send nothing not at all', '{ wait: 1s }, { operation: ListBuckets }', 1, 1, 0],
    [
      'what only the run knows once',
      '{ operation: ListBuckets, save: { n: length(Buckets) } }, { operation: ListBuckets, repeat: "${n}" }',
      2,
      2,
      0,
    ],
  ])('%s', async (_what, steps, operations, requests, bytes) => {
    expect(countPlan(await planOf(inGroup(steps)))).toEqual({ operations, requests, bytes });
  });
});

const selectable = `
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

test('a described plan holds no secret', async () => {
  const plan = await planOf(`
config: { credentials: [ { name: main, access_key: AKIA, secret_key: very-secret, session_token: very-token } ] }
${inGroup('{ operation: ListBuckets }')}`);
  expect(JSON.stringify(describePlan(plan))).not.toMatch(/very-/);
});
