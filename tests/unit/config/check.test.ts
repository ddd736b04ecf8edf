import { describe, expect, test } from 'vitest';
import { checkConfiguration } from '../../../src/config/check/check-configuration.js';
import { loadConfiguration } from '../../../src/config/load.js';
import { recordDiagnostic } from '../../../src/config/text/render-diagnostic.js';
import { makeReader } from './memory-reader.js';

interface Options {
  readonly strict?: boolean;
  readonly unused?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** The codes of what is wrong with a configuration, each with the text it points at. */
async function check(yaml: string, options: Options = {}): Promise<readonly string[]> {
  const { strict = true, unused = false, environment = {}, files = {} } = options;
  const reader = makeReader({ ...files, 'a.yaml': yaml });
  const loaded = await loadConfiguration(['a.yaml'], reader, environment, { strict });
  const found = await checkConfiguration(loaded.readable, {
    environment,
    credentials: [...loaded.readable.credentials, { name: 'main' }],
    defaultCredential: 'main',
    strict,
    unused,
    reader,
  });
  return [...loaded.diagnostics, ...found].map((diagnostic) => {
    const { at } = diagnostic;
    const pointed = at?.file.text.slice(at.start, at.end).split('\n')[0];
    const { code, severity } = recordDiagnostic(diagnostic);
    return `${severity} ${code}: ${pointed}`;
  });
}

const inTest = (...steps: readonly string[]) =>
  `test_cases: { groups: [ { name: G, test: [ ${steps.join(', ')} ] } ] }`;

const put = (parameters: string) =>
  `{ operation: PutObject, parameters: { bucket: b, key: k, ${parameters} } }`;

describe('names', () => {
  test.each<readonly [what: string, yaml: string]>([
    [
      'of variables, each seeing those before it',
      `variables: { a: x, b: "\${a}" }\n${inTest(put('body: "${b}"'))}`,
    ],
    [
      'that an earlier step saves',
      inTest('{ operation: ListBuckets, save: { n: length(Buckets) } }', put('body: "${n.any.path}"')),
    ],
    [
      'that an earlier phase saves',
      `test_cases: { groups: [ { name: G, before_test: [ { operation: ListBuckets, save: { n: Owner } } ], test: [ ${put('body: "${n}"')} ], after_test: [ ${put('body: "${n}"')} ] } ] }`,
    ],
    [
      'of loops',
      inTest(
        `{ operation: PutObject, for_each: [a], parameters: { bucket: b, key: "\${index}\${item}", body: a } }`,
      ),
    ],
    [
      'of a matrix',
      inTest(`{ operation: PutObject, matrix: { size: [1] }, parameters: { bucket: b, key: "\${size}" } }`),
    ],
    [
      'of generated lists',
      inTest(
        '{ operation: DeleteObjects, parameters: { bucket: b, delete: { Objects: { $for: "${1..3}", value: { Key: "k${item}" } } } } }',
      ),
    ],
    [
      'that are built in',
      inTest(put('body: "${run_id} ${uuid} ${timestamp|iso} ${now+1d|http} ${random:4}"')),
    ],
    ['of the run itself', inTest(put('body: "${target.endpoint_url} ${credentials.main.access_key}"'))],
    ['with a default', inTest(put('body: "${none:-a}"'))],
    ['of S3 itself', inTest(put('body: "${filename} ${aws:username} $${none}"'))],
    [
      'of the same response',
      inTest('{ operation: ListBuckets, expected_result: { headers: { x-a: "${response.headers.x-b}" } } }'),
    ],
    [
      'of fixtures',
      inTest(
        '{ case: c, fixtures: { bucket: shared, buckets: { other: {} } }, steps: [ { operation: PutObject, parameters: { key: "${prefix}k", body: "${bucket} ${buckets.other}" } } ] }',
      ),
    ],
  ])('%s are known', async (_what, yaml) => {
    expect(await check(yaml)).toEqual([]);
  });

  test('of the environment are known where they are set; else they are an error, or a warning where nothing runs', async () => {
    const yaml = inTest(put('body: "${SOME_NAME}"'));
    expect(await check(yaml, { environment: { SOME_NAME: 'a' } })).toEqual([]);
    expect(await check(yaml)).toEqual(['error unknown-name: "${SOME_NAME}"']);
    expect(await check(yaml, { strict: false })).toEqual(['warning unknown-name: "${SOME_NAME}"']);
  });

  test.each<readonly [what: string, yaml: string, pointed: string]>([
    [
      'a later step saves',
      inTest(put('body: "${n}"'), '{ operation: ListBuckets, save: { n: Owner } }'),
      '"${n}"',
    ],
    [
      'another branch saves',
      `test_cases: { groups: [ { name: G, parallel: true, test: [ { operation: ListBuckets, save: { n: Owner } }, ${put('body: "${n}"')} ] } ] }`,
      '"${n}"',
    ],
    [
      'another case saves',
      inTest(
        '{ case: a, steps: [ { operation: ListBuckets, save: { n: Owner } } ] }',
        `{ case: b, steps: [ ${put('body: "${n}"')} ] }`,
      ),
      '"${n}"',
    ],
    [
      'another group saves',
      'test_cases: { groups: [ { name: A, test: [ { operation: ListBuckets, save: { n: Owner } } ] }, { name: B, test: [ { operation: ListBuckets, if: a, parameters: { prefix: "${n}" } } ] } ] }',
      '"${n}"',
    ],
    [
      'a loop has outside of it',
      inTest('{ operation: ListBuckets, repeat: 2 }', put('body: "${index}"')),
      '"${index}"',
    ],
    ['nobody has', inTest(put('body: "${none.such}"')), '"${none.such}"'],
  ])('that only %s are not', async (_what, yaml, pointed) => {
    expect(await check(yaml)).toEqual([`error unknown-name: ${pointed}`]);
  });
});

describe('parameters', () => {
  test.each(['MaxKeys: 1', 'max_keys: 1', 'max-keys: 1', 'maxkeys: "1"'])(
    '%s is one of ListObjectsV2',
    async (given) => {
      expect(
        await check(inTest(`{ operation: ListObjectsV2, parameters: { bucket: b, ${given} } }`)),
      ).toEqual([]);
    },
  );

  test.each<readonly [parameters: string, told: readonly string[]]>([
    ['bodi: a', ['error unknown-parameter: bodi']],
    ['storage_class: WARM', ['warning illegal-value: WARM']],
    ['metadata: [a]', ['error wrong-kind: [a]']],
    ['body: "file://none.bin"', ['error missing-file: "file://none.bin"']],
    ['file_path: none.bin', ['error missing-file: none.bin']],
    ['key: null', ['error duplicate-key: key']],
  ])('%s is told', async (parameters, told) => {
    expect(await check(inTest(put(parameters)))).toEqual(told);
  });

  test('that the model does not know may be sent where that is asked for', async () => {
    const step = '{ operation: ListObjectsV2, allow_unknown: true, parameters: { bucket: b, colour: blue } }';
    expect(await check(inTest(step))).toEqual([]);
  });

  test('a file that an earlier step writes need not be there', async () => {
    const get = '{ operation: GetObject, parameters: { bucket: b, key: k, output_file: out.bin } }';
    expect(await check(inTest(get, put('body: "file://out.bin"')))).toEqual([]);
    expect(await check(inTest(put('body: "file://here.bin"')), { files: { 'here.bin': '' } })).toEqual([]);
  });
});

describe('expected results', () => {
  test.each<readonly [expected: string, told: readonly string[]]>([
    ['{ success: false }', ['error missing-error-code: success']],
    ['{ success: false, status_code: 200 }', ['error missing-error-code: success']],
    ['{ success: false, status_code: [200, 404] }', []],
    ['{ success: false, any_of: [ { status_code: 404 } ] }', []],
    ['{ error_code: AccessDenied }', []],
    ['{ response: { "Buckets[0].Nam": a } }', ['error unknown-output: "Buckets[0].Nam"']],
    ['{ response: { "Buckets[0": a } }', ['error invalid-expression: "Buckets[0"']],
    ['{ response: { Buckets: { $lenght: 1 } } }', ['error unknown-matcher: $lenght']],
    ['{ stauts_code: 200 }', ['error unknown-key: stauts_code']],
  ])('%s', async (expected, told) => {
    const found = await check(inTest(`{ operation: ListBuckets, expected_result: ${expected} }`));
    expect(found).toEqual(told);
  });
});

test.each<readonly [step: string, told: string]>([
  ['{ operation: ListBuckets, save: { n: "Buckets[" } }', 'error bad-jmespath: Buckets['],
  ['{ operation: ListBuckets, if: "a ==" }', 'error bad-jmespath: a =='],
  ['{ presign: { operation: GetObjekt } }', 'error unknown-operation: GetObjekt'],
  ['{ request: { method: GET, path: /, as: GetObjekt } }', 'error unknown-operation: GetObjekt'],
  ['{ steps: [ { operation: GetObjekt } ] }', 'error unknown-operation: GetObjekt'],
  ['{ operation: ListBuckets, credential: nobody }', 'error unknown-credential: nobody'],
  ['{ name: nothing }', 'error unknown-step: { name: nothing }'],
  ['{ operation: ListBuckets, repeat: many }', 'error bad-value: many'],
  ['{ operation: ListBuckets, repeat: -1 }', 'error bad-value: -1'],
  ['{ operation: ListBuckets, for_each: a }', 'error bad-value: a'],
  ['{ operation: ListBuckets, matrix: { a: 1 } }', 'error bad-value: 1'],
  ['{ wait: soon }', 'error bad-value: soon'],
])('%s is told', async (step, told) => {
  expect(await check(inTest(step))).toContain(told);
});

test('facts of the target may name the environment alone', async () => {
  const target = (value: string) =>
    `config: { target: { a: "${value}" } }\n${inTest('{ operation: ListBuckets }')}`;
  expect(await check(target('${HERE}'), { environment: { HERE: 'a' } })).toEqual([]);
  expect(await check(target('${run_id}'))).toEqual(['error unknown-name: "${run_id}"']);
});

test('two cases of one group must differ in name', async () => {
  const twice = '{ case: a, steps: [ { operation: ListBuckets } ] }';
  expect(await check(inTest(twice, twice))).toEqual([expect.stringMatching(/^error duplicate-case/)]);
});

test('what nothing uses is told on demand', async () => {
  const yaml = `
config: { credentials: [ { name: idle, access_key: a, secret_key: b }, { name: busy, access_key: a, secret_key: b } ] }
variables: { idle: 1, busy: 2, inner: 3, outer: "\${inner}" }
${inTest(`{ operation: ListBuckets, credential: busy, parameters: { prefix: "\${busy}\${outer}" } }`)}
`;
  expect(await check(yaml)).toEqual([]);
  expect((await check(yaml, { unused: true })).map((told) => told.split(':')[0])).toEqual(
    Array(2).fill('warning unused'),
  );
});
