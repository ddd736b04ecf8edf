import { describe, expect, test } from 'vitest';
import { checkConfiguration } from '../../../../src/config/check/check-configuration.js';
import { loadConfiguration } from '../../../../src/config/load.js';
import { recordDiagnostic } from '../../../../src/config/text/render-diagnostic.js';
import { makeReader } from '../../../support/memory-reader.js';

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
      'test_cases: { groups: [ { name: A, test: [ { operation: ListBuckets, save: { n: Owner } } ] }, { name: B, test: [ { operation: ListBuckets, parameters: { prefix: "${n}" } } ] } ] }',
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

describe('a modifier where it would do nothing', () => {
  const list = 'operation: ListObjectsV2, parameters: { bucket: b }';
  const block = `steps: [ { ${list} } ]`;
  test.each<readonly [step: string, pointed: string]>([
    ['{ wait: 1s, save: { a: b } }', '{ a: b }'],
    ['{ set: { a: "`1`" }, collect: { c: d } }', '{ c: d }'],
    [`{ ${block}, save: { a: b } }`, '{ a: b }'],
    ['{ wait: 1s, eventually: { timeout: 1s } }', '{ timeout: 1s }'],
    [`{ case: c, ${block}, consistently: { for: 1s } }`, '{ for: 1s }'],
    [`{ ${block}, during: { at: 50%, steps: [ { ${list} } ] } }`, '{ at: 50%, steps:'],
    [`{ ${block}, abort_at: 1KiB }`, '1KiB'],
    [`{ ${block}, endpoint: website }`, 'website'],
    ['{ request: { path: / }, allow_unknown: true }', 'true'],
    ['{ request: { path: / }, paginate: {} }', '{}'],
    ['{ operation: HeadObject, parameters: { bucket: b, key: k }, paginate: {} }', '{}'],
    [`{ ${list}, parallel: true }`, 'true'],
    [`{ case: c, ${block}, parallel: 2 }`, '2'],
    [`{ ${list}, repeat: 2, for_each: [a] }`, '[a]'],
    [`{ ${list}, eventually: { timeout: 1s }, consistently: { for: 1s } }`, '{ for: 1s }'],
    [`{ ${list}, paginate: {}, abort_at: 1KiB }`, '1KiB'],
    [`{ ${list}, expected_result: { all: { "length(@)": 1 } } }`, 'all'],
    [`{ ${block}, expected_result: { status_code: 200 } }`, 'status_code'],
    [`{ case: c, ${block}, expected_result: { all: { "length(@)": 1 } } }`, 'all'],
  ])('%s is told', async (step, pointed) => {
    const [told, ...others] = await check(inTest(step));
    expect(told?.startsWith(`error misplaced-key: ${pointed}`), told).toBe(true);
    expect(others).toEqual([]);
  });

  test.each([
    `{ ${block}, parallel: true, eventually: { timeout: 1s }, expected_result: { all: { "length(@)": 1 } } }`,
    `{ case: c, ${block}, repeat: 2, parallel: true, expected_result: { all: { "length(@)": 2 } } }`,
    `{ ${list}, matrix: { a: [1] }, parallel: 2, paginate: {}, save: { n: Name }, collect: { m: headers.server } }`,
    `{ ${list}, during: { at: 10, steps: [ { ${list} } ] }, abort_at: 512KiB, consistently: { for: 1s } }`,
    '{ presign: { operation: GetObject, parameters: { bucket: b, key: k } }, save: { a: url }, collect: { b: url } }',
  ])('but not where it does: %s', async (step) => {
    expect(await check(inTest(step))).toEqual([]);
  });
});

test.each<readonly [request: string, told: string]>([
  ['{ sign: v5 }', 'error bad-value: v5'],
  ['{ date: yesterday }', 'error bad-value: yesterday'],
  ['{ sign: v4-presigned, expires: soon }', 'error bad-value: soon'],
  ['{ expires: 60 }', 'error bad-value: 60'],
  ['{ sign: v4-streaming, chunks: { sise: 1 } }', 'error unknown-key: sise'],
  ['{ sign: v4-streaming, chunks: { size: 0 } }', 'error bad-value: 0'],
  ['{ sign: v4-streaming, chunks: { signature: { at: first, flip: true } } }', 'error bad-value: first'],
  ['{ sign: v4-streaming, chunks: { signature: { at: 1 } } }', 'error bad-value: { at: 1 }'],
  ['{ chunks: { size: 8192 } }', 'error bad-value: { size: 8192 }'],
  ['{ sign: v4-streaming, trailers: { a: b } }', 'error bad-value: { a: b }'],
  ['{ after_sign: { hedaers: {} } }', 'error unknown-key: hedaers'],
  ['{ before_sign: { headers: [a] } }', 'error bad-value: [a]'],
  ['{ content_length: many }', 'error bad-value: many'],
  ['{ expect_continue: perhaps }', 'error bad-value: perhaps'],
  ['{ url: "no url" }', 'error bad-value: "no url"'],
  ['{ url: "http://a/", path: / }', 'error bad-value: /'],
  ['{ body: { sise: 1 } }', 'error unknown-key: sise'],
  ['{ body: { size: 10, range: [5, 3] } }', 'error bad-value: [5, 3]'],
  ['{ body: { concat: [ { size: big } ] } }', 'error bad-value: big'],
  ['{ body: "file://none.bin" }', 'error missing-file: "file://none.bin"'],
  ['{ credential: nobody }', 'error unknown-credential: nobody'],
  ['{ credential: { access_key: demo, secretkey: demo-secret } }', 'error unknown-key: secretkey'],
  ['{ credential: { acces_key: a, secret_key: b } }', 'error unknown-key: acces_key'],
  ['{ credential: { access_key: a b, secret_key: c } }', 'error bad-value: a b'],
  ['{ credential: { access_key: a } }', 'error missing-key: { access_key: a }'],
  ['{ before_sign: { body: "file://none.bin" } }', 'error missing-file: "file://none.bin"'],
  ['{ as: GetObjekt }', 'error unknown-operation: GetObjekt'],
  ['{ signature: [a] }', 'error bad-value: [a]'],
])('the request %s is told', async (request, told) => {
  expect(await check(inTest(`{ request: ${request} }`))).toEqual([told]);
});

test('a request may hold what only the run knows, and be as wrong as HTTP can be', async () => {
  const request = `{ method: "\${m}", path: "/\${p}", query: { a: null }, sign: "\${s}", date: "\${d}", chunks: "\${c}",
    content_length: -1, headers: { content-length: x }, body: { size: "\${n}", seed: 1, range: [0, "\${n}"] }, http_version: 0.9 }`;
  const names = 'm: status, p: status, s: status, d: status, c: status, n: status';
  expect(
    await check(inTest(`{ operation: ListBuckets, save: { ${names} } }`, `{ request: ${request} }`)),
  ).toEqual([]);
});

test.each<readonly [step: string, told: string]>([
  ['{ operation: ListBuckets, save: { n: "Buckets[].Nam" } }', 'error unknown-output: Buckets[].Nam'],
  [
    '{ operation: ListBuckets, if: "versioning == \'Enabled\'" }',
    "error unknown-output: versioning == 'Enabled'",
  ],
  ['{ operation: ListBuckets, repeat: 2, if: "index == `1`" }', 'error unknown-output: index == `1`'],
  ['{ set: { b: a } }', 'error unknown-output: a'],
  ['{ request: { path: /, as: ListBuckets }, collect: { n: Bukets } }', 'error unknown-output: Bukets'],
  [
    '{ operation: ListObjectsV2, parameters: { bucket: b }, paginate: { collect: { k: "Contents[].Kee" } } }',
    'error unknown-output: Contents[].Kee',
  ],
  ['{ post_form: { bucket: b, sign: v7 } }', 'error bad-value: v7'],
  ['{ post_form: { bucket: b, file: { sise: 1 } } }', 'error unknown-key: sise'],
  ['{ post_form: { bucket: b, policy: 5 } }', 'error wrong-type: 5'],
  [
    '{ post_form: { bucket: b, policy: [ { expiration: 1h } ] } }',
    'error wrong-type: [ { expiration: 1h } ]',
  ],
  ['{ post_form: { bucket: b, policy: { conditionz: [] } } }', 'error unknown-key: conditionz'],
  ['{ post_form: { bucket: b, policy: { conditions: { bucket: b } } } }', 'error bad-value: { bucket: b }'],
  ['{ post_form: { bucket: b, polici: {} } }', 'error unknown-key: polici'],
  [
    '{ operation: GetObject, parameters: { bucket: b, key: k }, http: { chunks: { size: 8192 } } }',
    'error bad-value: { size: 8192 }',
  ],
  [
    '{ presign: { operation: GetObject, parameters: { bucket: b, key: k }, expires: for ever } }',
    'error bad-value: for ever',
  ],
  [`{ operation: GetObject, parameters: { bucket: b, key: k }, http: { sign: v7 } }`, 'error bad-value: v7'],
  [put('body: { sise: 1 }'), 'error unknown-key: sise'],
  [`{ operation: GetObject, parameters: { bucket: b, key: k }, abort_at: 101% }`, 'error bad-value: 101%'],
  [
    '{ case: c, fixtures: { objects: [ { kye: a } ] }, steps: [ { operation: ListBuckets } ] }',
    'error unknown-parameter: kye',
  ],
  ['{ case: c, fixtures: { objects: [ a ] }, steps: [ { operation: ListBuckets } ] }', 'error bad-value: a'],
])('%s is told, too', async (step, told) => {
  expect(await check(inTest(step))).toContain(told);
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

test('names in expressions are those that are seen there', async () => {
  const steps = [
    '{ operation: ListBuckets, save: { names: "Buckets[].Name" } }',
    '{ set: { first: "names[0]", again: first, empty: "`[]`", both: "{a: names, b: first}" } }',
    `{ if: "length(names) > \`0\` && target.region == 'x' && !contains(names, again)", operation: ListBuckets }`,
    '{ repeat: 2, steps: [ { if: "index == `1`", set: { seen: index, all: "names[?@ == first]" } } ] }',
  ];
  expect(await check(inTest(...steps))).toEqual([]);
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

test('a number that is not sent as it is written is warned of', async () => {
  expect(
    await check(inTest(put('body: 1.50'), put('body: 007'), put('body: 7'), put('body: "1.50"'))),
  ).toEqual(['warning number-form: 1.50', 'warning number-form: 007']);
});
