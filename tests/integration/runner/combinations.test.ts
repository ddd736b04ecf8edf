import { expect, test } from 'vitest';
import { runScenario } from '../../support/run-scenario.js';
import { useServer } from '../../support/use-server.js';

const server = useServer();

/** Cases in which keys of the language meet; each must pass on its own. */
const cases: Readonly<Record<string, string>> = {
  'during with abort_at': `
- operation: PutObject
  parameters: { key: a, body: { size: 4MiB, seed: 1 } }
  abort_at: 75%
  during: { at: 25%, steps: [ { operation: ListObjectsV2, save: { count: KeyCount } } ] }
- operation: PutObject
  parameters: { key: "saw-\${count}", body: x }
- { operation: HeadObject, parameters: { key: a }, expected_result: { error_code: NoSuchKey } }
- { operation: HeadObject, parameters: { key: saw-1 } }`,
  'during with eventually': `
- operation: GetObject
  parameters: { key: hello.txt }
  eventually: { timeout: 60s, interval: 10ms }
  during: { at: 3, steps: [ { operation: HeadBucket }, { operation: DeleteObject, parameters: { key: hello.txt } } ] }
  expected_result: { body: "Hello, S3!" }`,
  'paginate with save and collect': `
- operation: PutObject
  repeat: 7
  parallel: true
  parameters: { key: "k\${index}", body: x }
- operation: ListObjectsV2
  for_each: [k, h]
  parameters: { prefix: "\${item}", max_keys: 2 }
  paginate: { collect: { keys: "Contents[].Key" } }
  save: { count: "length(Contents)", code: status }
  collect: { counts: "length(Contents)" }
  expected_result: { response: { IsTruncated: false } }
- set: { fits: "count == \`1\` && keys == ['hello.txt'] && counts == [\`7\`, \`1\`] && code == \`200\`" }
- { if: fits, operation: PutObject, parameters: { key: fits, body: x } }
- { operation: HeadObject, parameters: { key: fits } }`,
  'any_of with all': `
- operation: PutObject
  matrix: { a: [1, 2], b: [1, 2, 3] }
  parallel: true
  parameters: { key: same, body: "\${a}\${b}", if_none_match: "*" }
  expected_result:
    any_of: [ { status_code: 200 }, { error_code: [PreconditionFailed, ConditionalRequestConflict] } ]
    all: { "length([?success])": 1, "[?!success].status | [0]": { $one_of: [412, 409] }, "length(@)": 6 }`,
  'matrix with parallel, collect and eventually': `
- operation: PutObject
  matrix: { a: [1, 2, 3], b: [x, y] }
  parallel: 4
  parameters: { key: "m\${a}\${b}", body: "\${index}" }
  collect: { keys: parameters.key }
  eventually: { timeout: 60s, interval: 10ms }
- operation: ListObjectsV2
  parameters: { prefix: m }
  expected_result: { response: { "Contents[].Key": "\${keys}" } }`,
  'collect in the steps of a parallel loop, and of a parallel block': `
- repeat: 3
  parallel: true
  steps: [ { operation: PutObject, parameters: { key: "l\${index}", body: x }, collect: { keys: parameters.key } } ]
- parallel: true
  steps:
    - { operation: PutObject, parameters: { key: m, body: x }, collect: { keys: parameters.key } }
    - { operation: PutObject, for_each: [n, o], parameters: { key: "\${item}", body: x }, collect: { keys: parameters.key } }
- operation: ListObjectsV2
  parameters: { start_after: hello.txt }
  expected_result: { response: { "Contents[].Key": "\${keys}", KeyCount: 6 } }`,
  'all on a block': `
- parallel: true
  expected_result: { all: { "length([?success])": 2, "[].status": [200, 200] } }
  steps: [ { operation: HeadBucket }, { operation: ListObjectsV2 } ]`,
  'values of parallel branches': `
- parallel: true
  steps:
    - steps:
        - { operation: ListObjectsV2, save: { one: Name } }
        - { operation: PutObject, parameters: { key: "one-\${one}", body: x } }
    - steps:
        - wait: 50ms
        - { operation: PutObject, parameters: { key: "two-\${one:-unseen}", body: x } }
- { operation: HeadObject, parameters: { key: two-unseen } }
- { operation: HeadObject, parameters: { key: "one-\${one}" } }`,
  'variables, once for the turns of a loop and once in each': `
- variables: { outer: "\${uuid}" }
  steps:
    - repeat: 3
      steps:
        - variables: { inner: "\${random:8}" }
          steps:
            - { operation: PutObject, parameters: { key: "\${outer}/\${inner}/a", body: x } }
            - { operation: HeadObject, parameters: { key: "\${outer}/\${inner}/a" } }
    - operation: ListObjectsV2
      parameters: { prefix: "\${outer}/" }
      expected_result: { response: { KeyCount: 3 } }`,
  'eventually on a block': `
- parallel: true
  steps:
    - eventually: { timeout: 60s, interval: 20ms }
      steps:
        - { operation: HeadObject, parameters: { key: later }, save: { tag: ETag }, collect: { tags: ETag } }
        - { operation: GetObject, parameters: { key: later, if_match: "\${tag}" }, expected_result: { body: x } }
    - steps:
        - wait: 100ms
        - { operation: PutObject, parameters: { key: later, body: x } }
- operation: HeadObject
  parameters: { key: later }
  expected_result: { response: { ETag: "\${tags[0]}" } }
- { operation: HeadObject, parameters: { key: "\${tags[1]:-later}" } }`,
  'consistently on a block': `
- consistently: { for: 100ms, interval: 20ms }
  steps: [ { operation: HeadObject, parameters: { key: hello.txt } } ]`,
  'client inside client': `
- client: { expect_continue: true, path_style: true }
  steps:
    - operation: PutObject
      client: { checksums: when_required }
      parameters: { key: a, body: xxxx }
      expected_result: { interim: [100] }
    - operation: PutObject
      client: { driver: sdk, expect_continue: false }
      parameters: { key: b, body: xxxx }
    - operation: GetObject
      client: { driver: sdk }
      parameters: { key: b }
      during: { at: 2, steps: [ { operation: HeadBucket } ] }
      expected_result: { body: xxxx }`,
  'presign in a loop': `
- presign: { operation: PutObject, parameters: { key: "p\${item}", metadata: { a: b } }, expires: 1m }
  for_each: [1, 2]
  collect: { links: "{url: url, headers: headers}" }
- request: { method: PUT, url: "\${item.url}", headers: "\${item.headers}", body: hi }
  for_each: "\${links}"
  parallel: true
- operation: GetObject
  for_each: [1, 2]
  parameters: { key: "p\${item}" }
  expected_result: { body: hi, response: { Metadata.a: b } }`,
  'a default for what is there and null': `
- { operation: ListObjectsV2, save: { token: NextContinuationToken } }
- { operation: PutObject, parameters: { key: "\${token:-none}", body: x } }
- { operation: HeadObject, parameters: { key: none } }`,
};

const indent = (text: string) => text.replaceAll(/\n/g, '\n      ');

test('keys of the language work together', async () => {
  const yaml = Object.entries(cases).map(
    ([name, steps]) => `  - case: ${name}\n    steps:${indent(steps)}\n`,
  );
  const fixtures = '{ bucket: own, objects: [ { key: hello.txt, body: "Hello, S3!" } ] }';
  const { cases: judged, results } = await runScenario(
    `defaults: { fixtures: ${fixtures} }\ncases:\n${yaml.join('')}`,
    server.url,
  );
  const failed = results.filter(({ status }) => status !== 'pass');
  expect(failed.map((step) => [step.case, step.step, step.error_message, step.mismatches])).toEqual([]);
  expect(judged.map(({ id, verdict }) => [id.split('/').at(-1), verdict])).toEqual(
    Object.keys(cases).map((name) => [name, 'pass']),
  );
});

test('of a block that is tried again, only the last try is told', async () => {
  const { results } = await runScenario(
    `
cases:
  - case: never
    fixtures: { bucket: own }
    steps:
      - eventually: { timeout: 100ms, interval: 10ms }
        steps: [ { operation: HeadBucket }, { operation: HeadObject, parameters: { key: never } } ]
`,
    server.url,
  );
  expect(results.map(({ operation_name, status }) => [operation_name, status])).toEqual([
    ['HeadBucket', 'pass'],
    ['HeadObject', 'fail'],
  ]);
});

test('a body that ends before the place where it was to be cut is a failure', async () => {
  const { results } = await runScenario(
    `
cases:
  - case: too-short
    fixtures: { bucket: own }
    steps: [ { operation: PutObject, parameters: { key: a, body: short }, abort_at: 1MiB } ]
`,
    server.url,
  );
  expect(results[0]).toMatchObject({ status: 'fail', mismatches: [{ path: 'abort_at' }] });
});
