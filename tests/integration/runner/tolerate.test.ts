import { describe, expect, test } from 'vitest';
import type { Results } from '../../../src/results/types.js';
import { systemClock } from '../../../src/runner/control/system-clock.js';
import { type CannedResponse, errorResponse, startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

/** A clock by which nothing but waiting takes time, so that the number of attempts is known. */
function waitingClock() {
  let nowMs = 0;
  return {
    ...systemClock,
    monotonic: () => nowMs,
    async sleep(ms: number) {
      nowMs += ms;
    },
  };
}

/** Runs steps against a server that gives one answer after the other, the last one for ever. */
async function run(steps: string, ...responses: readonly (CannedResponse | 'reset')[]): Promise<Results> {
  let asked = 0;
  const server = await startHttpServer(({ target }) => {
    if (!target.startsWith('/b')) {
      return {};
    }
    asked++;
    return responses[asked - 1] ?? responses.at(-1) ?? {};
  });
  return runScenario(`test_cases: { groups: [ { name: G, test: [ ${steps} ] } ] }`, server.url, {
    clock: waitingClock(),
  });
}

const refused = errorResponse(404, 'NoSuchKey');
const denied = errorResponse(403, 'AccessDenied');
const wrong = errorResponse(500, 'InternalError');

const tolerating = (more = '', expected = '{ error_code: NoSuchKey }') =>
  `{ operation: GetObject, parameters: { bucket: b, key: k }, expected_result: ${expected},
     tolerate: [ { reason: it hides what is there, error_code: AccessDenied, status_code: 403 }, { reason: it has it, body: abc } ]${more} }`;

const exact = { status: 'pass', exact: true, mismatches: [] };
const tolerated = {
  status: 'pass',
  exact: false,
  tolerated: 'it hides what is there',
  mismatches: [],
  deviations: [{ path: 'error_code', expected: 'NoSuchKey', actual: 'AccessDenied' }],
};

describe('a response', () => {
  test('that is as expected is exact, and nothing is tolerated', async () => {
    const [step] = (await run(tolerating(), refused)).results;
    expect(step).toMatchObject(exact);
    expect(step).not.toHaveProperty('tolerated');
    expect(step).not.toHaveProperty('deviations');
  });

  test('that is only tolerated passes, says why, and where it deviates', async () => {
    const { results, tests } = await run(tolerating(), denied);
    expect(results[0]).toMatchObject(tolerated);
    expect(tests).toMatchObject({ passed: 1, failed: 0 });
  });

  test('that meets a later entry has the reason of that one', async () => {
    const [step] = (await run(tolerating(), { body: 'abc' })).results;
    expect(step).toMatchObject({ status: 'pass', exact: false, tolerated: 'it has it' });
  });

  test('that meets none fails by what is expected', async () => {
    const [step] = (await run(tolerating(), wrong)).results;
    expect(step).toMatchObject({
      status: 'fail',
      exact: false,
      mismatches: [{ path: 'error_code', expected: 'NoSuchKey', actual: 'InternalError' }],
    });
    expect(step).not.toHaveProperty('tolerated');
  });

  test('that does not come is neither', async () => {
    const [step] = (await run(tolerating(), 'reset')).results;
    expect(step).toMatchObject({ status: 'error' });
    expect(step).not.toHaveProperty('exact');
  });

  test('with a large body is compared with the tolerated one as it streams by', async () => {
    const text = 'x'.repeat(2 ** 21);
    const step = (size: number) =>
      `{ operation: GetObject, parameters: { bucket: b, key: k }, expected_result: { body: { zeros: 3MiB } },
         tolerate: [ { reason: shorter, body: { concat: ["${'x'.repeat(1024)}"] } }, { reason: right, body: "${'x'.repeat(size)}" } ] }`;
    const [met] = (await run(step(text.length), { body: text })).results;
    expect(met).toMatchObject({ status: 'pass', tolerated: 'right' });
    const [missed] = (await run(step(text.length + 1), { body: text })).results;
    expect(missed).toMatchObject({ status: 'fail' });
  });
});

describe('a case', () => {
  const caseOf = (...steps: readonly string[]) => `{ case: c, steps: [ ${steps.join(', ')} ] }`;

  test('is exact where each of its steps is', async () => {
    const { cases } = await run(caseOf(tolerating(), tolerating()), refused);
    expect(cases[0]).toMatchObject({ verdict: 'pass', exact: true });
    expect(cases[0]).not.toHaveProperty('deviation');
  });

  test('passes and names the first step that is not exact', async () => {
    const { cases } = await run(caseOf(tolerating(), tolerating()), refused, denied);
    expect(cases[0]).toMatchObject({
      verdict: 'pass',
      reason: null,
      exact: false,
      deviation:
        'test[0].steps[1]: GetObject: error_code: expected "NoSuchKey", actual "AccessDenied" (tolerated: it hides what is there)',
    });
  });

  test('that fails is not exact; its kind is said against all that is accepted', async () => {
    const { cases } = await run(caseOf(tolerating()), { body: 'abd' });
    expect(cases[0]).toMatchObject({ verdict: 'fail', kind: 'wrong-result', exact: false });
  });
});

describe('a step that is repeated', () => {
  test('eventually ends with the first response that is expected or tolerated', async () => {
    const polled = tolerating(', eventually: { timeout: 20s, interval: 1s }');
    expect((await run(polled, wrong, wrong, denied, refused)).results).toMatchObject([tolerated]);
    expect((await run(polled, wrong, wrong, refused, denied)).results).toMatchObject([exact]);
  });

  test('consistently is exact where every response is', async () => {
    const held = tolerating(', consistently: { for: 2s, interval: 1s }');
    expect((await run(held, refused)).results).toMatchObject([exact]);
    expect((await run(held, refused, denied, refused)).results).toMatchObject([tolerated]);
    expect((await run(held, refused, denied, wrong)).results).toMatchObject([{ status: 'fail' }]);
  });

  test('in a loop is judged at each iteration', async () => {
    const { results } = await run(tolerating(', for_each: [x, y, z]'), refused, denied, refused);
    expect(results).toMatchObject([exact, tolerated, exact]);
  });

  test('in a block that is polled keeps what was tolerated', async () => {
    const block = (polling: string) => `{ case: c, steps: [ { steps: [ ${tolerating()} ], ${polling} } ] }`;
    const eventually = await run(block('eventually: { timeout: 20s, interval: 1s }'), wrong, denied);
    expect(eventually.cases).toMatchObject([{ verdict: 'pass', exact: false }]);
    const held = await run(block('consistently: { for: 2s, interval: 1s }'), refused, denied, refused);
    expect(held.cases).toMatchObject([{ verdict: 'pass', exact: false }]);
    expect(held.results).toMatchObject([tolerated]);
  });
});

describe('what is wrong with tolerate is told before the run:', () => {
  test.each<readonly [what: string, step: string, message: string]>([
    ['no reason', '{ operation: ListBuckets, tolerate: [ { status_code: 403 } ] }', 'needs the key "reason"'],
    [
      'nothing accepted',
      '{ operation: ListBuckets, tolerate: [ { reason: none } ] }',
      'says what is accepted',
    ],
    ['no list', '{ operation: ListBuckets, tolerate: { reason: one, status_code: 403 } }', 'expected a list'],
    ['a wrong entry', '{ operation: ListBuckets, tolerate: [ 403 ] }', 'must be a map'],
    [
      'a key that is unknown',
      '{ operation: ListBuckets, tolerate: [ { reason: one, status: 403 } ] }',
      'did you mean "status_code"',
    ],
    [
      'a loop as a whole',
      '{ operation: ListBuckets, repeat: 2, tolerate: [ { reason: one, all: { "length(@)": 2 } } ] }',
      'all belongs to expected_result',
    ],
    [
      'a block',
      '{ steps: [ { operation: ListBuckets } ], tolerate: [ { reason: one, status_code: 403 } ] }',
      'belongs to a step that sends a request',
    ],
  ])('%s', async (_what, step, message) => {
    await expect(run(step)).rejects.toThrow(message);
  });
});
