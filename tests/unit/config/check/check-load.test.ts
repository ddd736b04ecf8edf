import { describe, expect, test } from 'vitest';
import { checkConfiguration } from '../../../../src/config/check/check-configuration.js';
import { loadConfiguration } from '../../../../src/config/load.js';
import { recordDiagnostic } from '../../../../src/config/text/render-diagnostic.js';
import { makeReader } from '../../../support/memory-reader.js';

/** What is wrong with the steps of a test, each with the text that it points at. */
async function check(...steps: readonly string[]): Promise<readonly string[]> {
  const yaml = `test_cases: { groups: [ { name: G, test: [ ${steps.join(', ')} ] } ] }`;
  const reader = makeReader({ 'a.yaml': yaml });
  const loaded = await loadConfiguration(['a.yaml'], reader, {}, { strict: true });
  const found = await checkConfiguration(loaded.readable, {
    environment: {},
    credentials: [{ name: 'main' }],
    defaultCredential: 'main',
    strict: true,
    reader,
  });
  return [...loaded.diagnostics, ...found].map((diagnostic) => {
    const { at } = diagnostic;
    const { message } = recordDiagnostic(diagnostic);
    return `${at?.file.text.slice(at.start, at.end).split('\n')[0]}: ${message}`;
  });
}

const get = (more: string, key = 'k') =>
  `{ operation: GetObject, parameters: { bucket: b, key: "${key}" }, ${more} }`;
const put = (more: string) => `{ operation: PutObject, parameters: { bucket: b, key: k, body: a }, ${more} }`;
const block = (more: string, ...steps: readonly string[]) => `{ steps: [ ${steps.join(', ')} ], ${more} }`;
const users = 'load: { duration: 5s, users: 2 }';

test.each<readonly [what: string, step: string]>([
  ['users', get(users)],
  ['a rate, with all other keys', get('load: { duration: 1m, rate: 3000/min, ramp: 5s, warm_up: 10s }')],
  ['the names of a turn', get(users, '${index}/${iteration}/${user}')],
  ['variables that are new in each turn', get(`${users}, variables: { n: "\${index}" }`, '${n}')],
  ['values that a turn saves and uses', block(users, put('save: { tag: ETag }'), get('if: tag'))],
  ['weights', block(users, get('weight: 3'), block('weight: 1', put('name: a'), get('name: b')))],
  ['a case with weights', `{ case: c, ${users}, steps: [ ${get('weight: 3')}, ${put('weight: 1')} ] }`],
  [
    'thresholds of every kind',
    get(
      `${users}, thresholds: { p50: 10ms, p75: 1s, p90: 1s, p95: 1s, p99: "< 200ms", p99_9: 1s, mean: 1s, max: 2m, error_rate: 1%, throughput: ">= 500/s", not_started: 0, operations: { GetObject: { p99: 1s } } }`,
    ),
  ],
  [
    'thresholds of a step by its name',
    block(`${users}, thresholds: { operations: { small: { p99: 1s } } }`, get('name: small')),
  ],
])('%s is right', async (_what, step) => {
  expect(await check(step)).toEqual([]);
});

describe('the load itself', () => {
  test.each<readonly [load: string, finding: string]>([
    ['{ users: 2 }', 'users: load needs the key "duration"'],
    ['{ duration: 0, users: 2 }', '0: expected a duration above 0, such as 30s or 5m, found the number 0'],
    ['{ duration: 5s }', '{ duration: 5s }: load needs users or rate'],
    ['{ duration: 5s, users: 2, rate: 3 }', '3: load has users or rate, not both'],
    ['{ duration: 5s, users: 0 }', '0: expected a whole number of at least 1, found the number 0'],
    ['{ duration: 5s, users: 1.5 }', '1.5: expected a whole number of at least 1, found the number 1.5'],
    [
      '{ duration: 5s, rate: 0 }',
      '0: expected a rate above 0, such as 50 or 500/s or 3000/min, found the number 0',
    ],
    [
      '{ duration: 5s, rate: 5/y }',
      '5/y: expected a rate above 0, such as 50 or 500/s or 3000/min, found the text "5/y"',
    ],
    ['{ duration: 5s, rate: 100001 }', '100001: load goes up to 100000 users, or turns per second'],
    ['{ duration: 8d, rate: 1 }', '8d: load lasts a week at most, its warm-up included'],
    [
      '{ duration: 5s, rate: 1, ramp: 6s }',
      '6s: ramp is longer than warm_up and duration together, so that all would never be reached',
    ],
    ['{ duration: 5s, rate: 1, warmup: 6s }', 'warmup: load has no key "warmup"'],
  ])('%s', async (load, finding) => {
    expect(await check(get(`load: ${load}`))).toEqual([finding]);
  });
});

describe('what does not go with it', () => {
  test.each<readonly [more: string, finding: string]>([
    ['repeat: 2', '2: a step has load or repeat, not both'],
    ['for_each: [a]', '[a]: a step has load or for_each, not both'],
    ['matrix: { a: [b] }', '{ a: [b] }: a step has load or matrix, not both'],
    ['eventually: { timeout: 1s }', '{ timeout: 1s }: a step has load or eventually, not both'],
    ['consistently: { for: 1s }', '{ for: 1s }: a step has load or consistently, not both'],
    ['save: { a: status }', '{ a: status }: a step has load or save, not both'],
    ['collect: { a: status }', '{ a: status }: a step has load or collect, not both'],
    ['weight: 1', '1: weight belongs to the steps of a block or a case with load'],
  ])('%s', async (more, finding) => {
    expect(await check(get(`${users}, ${more}`))).toEqual([finding]);
  });

  test.each<readonly [what: string, step: string, finding: string]>([
    [
      'parallel',
      block(`${users}, parallel: true`, get('name: a')),
      'true: a step has load or parallel, not both',
    ],
    [
      'all outcomes together',
      block(`${users}, expected_result: { all: { "[0].success": true } }`, get('name: a')),
      'all: under load, outcomes are not kept',
    ],
    ['load inside', block(users, get(users)), '{ duration: 5s, users: 2 }: there is no load inside a load'],
    [
      'a case inside',
      block(users, `{ case: c, steps: [ ${get('name: a')} ] }`),
      `{ case: c, steps: [ ${get('name: a')} ] }: there is no case inside a load`,
    ],
    [
      'nothing that sends',
      block(users, '{ wait: 1s }'),
      `${block(users, '{ wait: 1s }')}: nothing in this load sends a request`,
    ],
    [
      'a step without its weight',
      block(users, get('weight: 1'), put('name: a')),
      `${put('name: a')}: a turn runs one of these steps, so that each needs a weight`,
    ],
    [
      'a weight outside of load',
      block('name: a', get('weight: 1')),
      '1: weight belongs to the steps of a block or a case with load',
    ],
    [
      'load on a pause',
      `{ wait: 1s, ${users} }`,
      '{ duration: 5s, users: 2 }: load belongs to a step that sends a request, or to a block or a case of them',
    ],
    [
      'the user of an open model',
      get('load: { duration: 5s, rate: 1 }', '${user}'),
      '"${user}": ${user} is not defined',
    ],
    [
      'the number of a turn in what a case makes once',
      `{ case: c, ${users}, variables: { n: "\${index}" }, steps: [ ${get('name: a')} ] }`,
      '"${index}": ${index} is not defined',
    ],
  ])('%s', async (_what, step, finding) => {
    expect(await check(step)).toEqual([finding]);
  });

  test('what a turn saved is not seen after the load', async () => {
    expect(await check(block(users, put('save: { tag: ETag }')), get('name: a', '${tag}'))).toEqual([
      '"${tag}": ${tag} is not defined',
    ]);
  });

  test('what one step of a mixture saved is not seen by another', async () => {
    expect(
      await check(
        block(
          users,
          put('save: { tag: ETag }, weight: 1'),
          '{ operation: GetObject, parameters: { bucket: b, key: "${tag}" }, weight: 1 }',
        ),
      ),
    ).toEqual(['"${tag}": ${tag} is not defined']);
  });
});

describe('thresholds', () => {
  const time = 'expected a duration with its unit, such as 200ms or "< 1.5s"';
  test.each<readonly [thresholds: string, finding: string]>([
    ['{ p99: 200 }', `200: ${time}, found the number 200`],
    ['{ p99: fast }', `fast: ${time}, found the text "fast"`],
    ['{ p99: "== 1s" }', `"== 1s": ${time}, found the text "== 1s"`],
    ['{ p98: 1s }', 'p98: thresholds has no key "p98"'],
    ['{ error_rate: 2 }', '2: expected a share such as 0, 0.01 or 1%, found the number 2'],
    ['{ throughput: many }', 'many: expected a rate such as 500/s or ">= 500/s", found the text "many"'],
    ['{ not_started: 1% }', '1%: expected a number such as 0 or "< 10", found the text "1%"'],
    ['{ operations: { PutObject: { p99: 1s } } }', '{ p99: 1s }: nothing in this load is named PutObject'],
  ])('%s', async (thresholds, finding) => {
    expect(await check(get(`${users}, thresholds: ${thresholds}`))).toEqual([finding]);
  });

  test('need a load', async () => {
    expect(await check(get('thresholds: { p99: 1s }'))).toEqual([
      '{ p99: 1s }: thresholds belong to a step with load',
    ]);
  });
});
