import { describe, expect, test } from 'vitest';
import type { StepResult } from '../../../src/results/types.js';
import { type CannedResponse, errorResponse, startHttpServer } from '../../support/http-server.js';
import { runScenario } from '../../support/run-scenario.js';

/** Runs one step against a server that gives one answer. */
async function judge(step: string, response: CannedResponse): Promise<StepResult> {
  const server = await startHttpServer(({ target }) => (target.startsWith('/b') ? response : {}));
  const yaml = `test_cases: { groups: [ { name: G, test: [ ${step} ] } ] }`;
  const { results } = await runScenario(yaml, server.url);
  expect(results).toHaveLength(1);
  return results[0] as StepResult;
}

const get = (expected: string) =>
  `{ operation: GetObject, parameters: { bucket: b, key: k }, expected_result: ${expected} }`;
const head = (expected: string) =>
  `{ operation: HeadObject, parameters: { bucket: b, key: k }, expected_result: ${expected} }`;

const response: CannedResponse = {
  headers: { 'content-type': 'text/plain', 'x-amz-meta-owner': 'me', etag: '"abc"' },
  body: 'Hello, world',
};

describe('an answer that is as expected passes:', () => {
  test.each<readonly [what: string, step: string, answer: CannedResponse]>([
    ['nothing more is asked of it', '{ operation: GetObject, parameters: { bucket: b, key: k } }', response],
    [
      'its headers, body and metadata hold what they should',
      get(
        '{ response_contains: { headers: { Content-Type: text/plain }, body_pattern: "^Hello", metadata: { owner: me } } }',
      ),
      response,
    ],
    ['its body is the whole text', get('{ body: "Hello, world" }'), response],
    ['its status is one of several', get('{ status_code: [200, 206] }'), response],
    ['a HEAD names no code, and its status is judged', head('{ error_code: NoSuchKey }'), { status: 404 }],
    [
      'of a HEAD the status stands for the code',
      head('{ error_code: ["404", AccessDenied] }'),
      { status: 403 },
    ],
    [
      'a 200 that holds an error is refused',
      '{ operation: CopyObject, parameters: { bucket: b, key: k, copy_source: b/a }, expected_result: { error_code: InternalError } }',
      { ...errorResponse(200, 'InternalError') },
    ],
    ['304 is no success', get('{ success: false, status_code: 304 }'), { status: 304 }],
  ])('%s', async (_what, step, given) => {
    expect(await judge(step, given)).toMatchObject({ status: 'pass', mismatches: [], error_message: null });
  });
});

describe('an answer that is not as expected fails, with what was expected and what came:', () => {
  test.each<readonly [what: string, step: string, answer: CannedResponse, mismatches: readonly object[]]>([
    [
      'a header',
      get('{ response_contains: { headers: { content-type: text/html } } }'),
      response,
      [{ path: 'headers.content-type', expected: 'text/html', actual: 'text/plain' }],
    ],
    [
      'a header that is absent',
      get('{ response_contains: { headers: { x-amz-version-id: "1" } } }'),
      response,
      [{ path: 'headers.x-amz-version-id', expected: '1', actual: null }],
    ],
    [
      'metadata',
      get('{ response_contains: { metadata: { owner: you } } }'),
      response,
      [{ path: 'metadata.owner', expected: 'you', actual: 'me' }],
    ],
    [
      'a body',
      get('{ body: Hello }'),
      response,
      [
        {
          path: 'body',
          expected: expect.stringContaining('Hello'),
          actual: expect.stringContaining('Hello, world'),
        },
      ],
    ],
    [
      'a pattern of the body',
      get('{ response_contains: { body_pattern: "^Goodbye" } }'),
      response,
      [{ path: 'body.pattern', expected: '^Goodbye', actual: 'Hello, world' }],
    ],
    [
      'a status',
      get('{ status_code: 206 }'),
      response,
      [{ path: 'status_code', expected: 206, actual: 200 }],
    ],
    [
      'success where a refusal was expected',
      get('{ success: false, error_code: AccessDenied }'),
      response,
      [{ path: 'success', expected: false, actual: true }],
    ],
    [
      'another code',
      get('{ error_code: NoSuchBucket }'),
      errorResponse(404, 'NoSuchKey'),
      [{ path: 'error_code', expected: 'NoSuchBucket', actual: 'NoSuchKey' }],
    ],
    [
      'another status of a HEAD',
      head('{ error_code: AccessDenied }'),
      { status: 404 },
      [{ path: 'error_code', expected: 'AccessDenied' }],
    ],
    [
      'an error inside a 200',
      '{ operation: CopyObject, parameters: { bucket: b, key: k, copy_source: b/a } }',
      errorResponse(200, 'InternalError'),
      [{ path: 'success', expected: true, actual: false }],
    ],
  ])('%s', async (_what, step, given, mismatches) => {
    const result = await judge(step, given);
    expect(result.status).toBe('fail');
    for (const mismatch of mismatches) {
      expect(result.mismatches).toContainEqual(expect.objectContaining(mismatch));
    }
    expect(result.reproduce).toMatch(/^curl /);
  });
});

test('what is not HTTP is a wrong response, and not the lack of one', async () => {
  const result = await judge(get('{ status_code: 400 }'), {
    headers: { 'content-length': '1, 2' },
    body: 'x',
  });
  expect(result).toMatchObject({
    status: 'fail',
    actual: { success: false, status_code: 200, response: {} },
    mismatches: [],
    error_message: expect.stringContaining('sent what is not HTTP: the Content-Length is 1, 2'),
  });
});

test('everything that is wrong with an answer is told, not only the first', async () => {
  const expected =
    '{ status_code: 206, body: other, response_contains: { headers: { content-type: text/html }, metadata: { owner: you } } }';
  const { mismatches } = await judge(get(expected), response);
  expect(mismatches.map(({ path }) => path).sort()).toEqual([
    'body',
    'headers.content-type',
    'metadata.owner',
    'status_code',
  ]);
});
