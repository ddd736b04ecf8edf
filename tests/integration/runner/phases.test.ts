import { describe, expect, test } from 'vitest';
import { exitCode } from '../../../src/results/exit-code.js';
import type { Results } from '../../../src/results/types.js';
import { errorResponse, type Responder, startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

/** Refuses keys that begin with `bad`, cuts connections for `cut`, never answers `mute`. */
const byKey: Responder = ({ target }) => {
  if (target.includes('/bad')) {
    return errorResponse(403, 'AccessDenied');
  }
  if (target.includes('/cut')) {
    return 'reset';
  }
  return target.includes('/mute') ? null : {};
};

const put = (key: string) => `{ operation: PutObject, parameters: { bucket: b, key: ${key}, body: a } }`;

async function runPhases(phases: Readonly<Record<string, readonly string[]>>, timeout = 5) {
  const server = await startHttpServer(byKey);
  const lists = Object.entries(phases).map(
    ([phase, keys]) => `      ${phase}: [ ${keys.map(put).join(', ')} ]`,
  );
  const yaml = `test_cases:\n  groups:\n    - name: G\n${lists.join('\n')}\n    - { name: Next, test: [ ${put('next')} ] }\n`;
  const results = await runScenario(yaml, server.url, { settings: { timeout } });
  return { results, sent: server.requests.flatMap(({ target }) => /^\/b\/(\w+)/.exec(target)?.[1] ?? []) };
}

const told = ({ results }: Results) =>
  results.map(({ step, status, skip_reason }) => [step, status, skip_reason].filter(Boolean).join(' '));

describe('the phases of a group', () => {
  test('a step of test that fails does not stop the next', async () => {
    const { results } = await runPhases({ test: ['bad1', 'good', 'bad2', 'good'] });
    expect(told(results)).toEqual([
      'test[0] fail',
      'test[1] pass',
      'test[2] fail',
      'test[3] pass',
      'test[0] pass',
    ]);
  });

  test('the first failure of before_test ends it, skips test, and after_test runs', async () => {
    const { results, sent } = await runPhases({
      before_test: ['good', 'bad', 'never'],
      test: ['never'],
      after_test: ['last'],
    });
    expect(sent).toEqual(['good', 'bad', 'last', 'next']);
    expect(told(results)).toEqual([
      'before_test[0] pass',
      'before_test[1] fail',
      'before_test[2] skipped an earlier step of the set-up failed',
      'test[0] skipped its set-up failed',
      'after_test[0] pass',
      'test[0] pass',
    ]);
  });

  test('after_test runs to its end, whatever fails in it', async () => {
    const { results, sent } = await runPhases({ test: ['bad'], after_test: ['bad1', 'cut', 'good'] });
    expect([...new Set(sent)]).toEqual(['bad', 'bad1', 'cut', 'good', 'next']);
    expect(told(results).slice(1, 4)).toEqual([
      'after_test[0] fail',
      'after_test[1] error',
      'after_test[2] pass',
    ]);
  });

  test('a timeout and a cut connection are errors that name the endpoint, and the run goes on', async () => {
    const { results } = await runPhases({ test: ['mute', 'cut', 'good'], after_test: ['last'] }, 1);
    expect(told(results)).toEqual([
      'test[0] error',
      'test[1] error',
      'test[2] pass',
      'after_test[0] pass',
      'test[0] pass',
    ]);
    const [mute, cut] = results.results;
    expect(mute?.error_message).toMatch(/^http:\/\/127\.0\.0\.1:\d+ did not respond in time/);
    expect(cut?.error_message).toMatch(/^http:\/\/127\.0\.0\.1:\d+ closed the connection/);
    expect(mute).toMatchObject({ actual: null, mismatches: [], http: [{ method: 'PUT', status: null }] });
    expect(results.endpoint_lost).toBeNull();
  });
});

describe('an endpoint that goes away for good', () => {
  /** A clock on which waiting takes no time. */
  function makeFastClock() {
    let passed = 0;
    return {
      now: () => new Date(Date.UTC(2026, 0, 1) + passed),
      monotonic: () => passed,
      async sleep(ms: number) {
        passed += ms;
      },
    };
  }

  test('ends the run, with everything judged so far', async () => {
    const server = await startHttpServer((request) => {
      if (!request.target.includes('/gone')) {
        return byKey(request);
      }
      void server.close();
      return 'reset';
    });
    const yaml = `
test_cases:
  groups:
    - { name: G, test: [ ${['good', 'bad', 'last', 'gone', 'never'].map(put).join(', ')} ], after_test: [ ${put('never')} ] }
    - { name: Next, test: [ ${put('never')} ] }
`;
    const results = await runScenario(yaml, server.url, { clock: makeFastClock() });
    expect(results.endpoint_lost).toMatch(
      /^the endpoint stopped responding and did not recover within 30 s: http:\/\//,
    );
    expect(told(results)).toEqual([
      'test[0] pass',
      'test[1] fail',
      'test[2] pass',
      'test[3] error',
      'test[4] skipped the endpoint does not respond',
      'after_test[0] skipped the endpoint does not respond',
      'test[0] skipped the endpoint does not respond',
    ]);
    expect(exitCode(results)).toBe(3);
    expect(results.summary).toEqual({ passed: 2, failed: 1, error: 1, skipped: 3, success_rate: 0.5 });
  });
});
