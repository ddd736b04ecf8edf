import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkConfiguration } from '../../src/config/check/check-configuration.js';
import { loadConfiguration } from '../../src/config/load.js';
import { makeReader } from '../support/memory-reader.js';
import { repository } from '../support/repository.js';

type Step = Readonly<Record<string, unknown>>;

let accepts: (document: unknown) => boolean;

beforeAll(async () => {
  const text = await readFile(path.join(repository, 'schema', 's3tester.schema.json'), 'utf8');
  const ajv = new Ajv({ strict: false, allErrors: false });
  const validate = ajv.compile(JSON.parse(text) as object);
  accepts = (document) => validate(document) === true;
});

function documentOf(step: Step): unknown {
  return { test_cases: { groups: [{ name: 'G', test: [step] }] } };
}

/** What `validate` calls an error, warnings left out. */
async function errorsOf(document: unknown): Promise<readonly string[]> {
  const reader = makeReader({ 'a.yaml': stringify(document) });
  const loaded = await loadConfiguration(['a.yaml'], reader, {}, { strict: false });
  const found = await checkConfiguration(loaded.readable, {
    environment: {},
    credentials: [{ name: 'main' }],
    defaultCredential: 'main',
    strict: false,
    reader,
  });
  return [...loaded.diagnostics, ...found]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}

const inner = [{ operation: 'ListBuckets' }];
const list = { operation: 'ListObjectsV2', parameters: { bucket: 'b' } };

const kinds: Readonly<Record<string, Step>> = {
  operation: { operation: 'ListBuckets' },
  'operation with pages': list,
  'operation without pages': { operation: 'HeadBucket', parameters: { bucket: 'b' } },
  request: { request: { path: '/' } },
  presign: { presign: { operation: 'GetObject', parameters: { bucket: 'b', key: 'k' } } },
  post_form: { post_form: { fields: { key: 'k' } } },
  case: { case: 'c', steps: inner },
  steps: { steps: inner },
  set: { set: { a: '`1`' } },
  wait: { wait: '1ms' },
};

/** Every modifier with a value that is right by itself. */
const modifiers: Step = {
  name: 'a step',
  tags: ['a'],
  skip: 'not now',
  credential: 'main',
  client: { driver: 'sdk' },
  save: { a: 'status' },
  collect: { b: 'status' },
  repeat: 2,
  writers: 2,
  rounds: 2,
  for_each: ['a'],
  matrix: { size: [1] },
  load: { duration: '1s', users: 2 },
  thresholds: { p99: '1s' },
  parallel: true,
  paginate: {},
  eventually: { timeout: '1s' },
  consistently: { for: '1s' },
  during: { at: '50%', steps: inner },
  abort_at: '1KiB',
  tolerate: [{ reason: 'no client breaks', status_code: 404 }],
  variables: { v: 'a' },
  allow_unknown: true,
  endpoint: 'website',
};

/** Maps of the language with the keys that they know and one they do not, right and wrong values side by side. */
const requestKeys: Step = {
  method: 'PUT',
  path: '/b/k',
  query: { a: null, b: '1' },
  headers: { 'x-a': 'b' },
  body: 'x',
  signed_headers: ['host'],
  payload_hash: 'UNSIGNED-PAYLOAD',
  date: '-20m',
  region: 'eu-west-1',
  service: 's3',
  signature: 'flip',
  credential: { access_key: 'a', secret_key: 'b' },
  before_sign: { method: 'GET' },
  after_sign: { omit_headers: ['host'] },
  content_length: 4,
  transfer_encoding: 'chunked',
  expect_continue: true,
  http_version: '1.1',
};
const wrongRequestKeys: Step = {
  methods: 'PUT',
  omit_header: ['host'],
  query: ['a'],
  headers: 'x',
  credential: { access_key: 'a', secretkey: 'b' },
  before_sign: { hedaers: {} },
  after_sign: 5,
  content_length: true,
  expect_continue: 5,
  sign: 'v5',
};

async function agree(step: Step): Promise<boolean> {
  const document = documentOf(step);
  const errors = await errorsOf(document);
  const isValid = accepts(document);
  expect({ step, isValid, errors }).toEqual({ step, isValid: errors.length === 0, errors });
  return isValid;
}

describe('the schema and validate agree', () => {
  test('on 200 steps of every kind with modifiers, most of them misplaced', async () => {
    let wrong = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.values(kinds)),
        fc.subarray(Object.keys(modifiers), { minLength: 1, maxLength: 4 }),
        async (kind, keys) => {
          const step = { ...kind, ...Object.fromEntries(keys.map((key) => [key, modifiers[key]])) };
          wrong += (await agree(step)) ? 0 : 1;
        },
      ),
      { numRuns: 700 },
    );
    expect(wrong).toBeGreaterThan(200);
  });

  test.each(Object.entries(kinds))('on each modifier by itself on %s', async (_name, kind) => {
    for (const [key, value] of Object.entries(modifiers)) {
      await agree({ ...kind, [key]: value });
    }
  });

  test.each([
    ['request', (map: Step) => ({ request: map })],
    ['http', (map: Step) => ({ operation: 'ListBuckets', http: map })],
  ])('on 200 maps of %s', async (_name, stepOf) => {
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(Object.keys(requestKeys)),
        fc.subarray(Object.keys(wrongRequestKeys), { maxLength: 1 }),
        async (right, wrong) => {
          const map = {
            ...Object.fromEntries(right.map((key) => [key, requestKeys[key]])),
            ...Object.fromEntries(wrong.map((key) => [key, wrongRequestKeys[key]])),
          };
          expect(await agree(stepOf(map))).toBe(wrong.length === 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    [[{ reason: 'no client breaks', status_code: 404 }], true],
    [[{ reason: 4, status_code: 404 }], true],
    [[{ reason: null, status_code: 404 }], false],
    [[{ reason: 'no client breaks' }], false],
    [[{ status_code: 404 }], false],
    [[{ reason: 'no client breaks', status: 404 }], false],
    [[], false],
    [{ reason: 'no client breaks', status_code: 404 }, false],
  ])('on what is tolerated: %j', async (tolerate, isRight) => {
    expect(await agree({ operation: 'ListBuckets', tolerate })).toBe(isRight);
  });

  test.each([
    [{ fields: { key: 'k' }, policy: 5 }],
    [{ fields: { key: 'k' }, policy: [{ expiration: '1h' }] }],
    [{ fields: { key: 'k' }, policy: { conditionz: [] } }],
    [{ fields: { key: 'k' }, sign: 'v4-presigned' }],
    [{ fields: ['key'] }],
    [{ filename: 'a' }],
  ])('on the wrong form %j', async (form) => {
    expect(await agree({ post_form: form })).toBe(false);
  });
});
