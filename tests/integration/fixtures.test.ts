import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/results/events.js';
import type { Results } from '../../src/results/types.js';
import { journalFolder } from '../../src/runner/journal/journal-folder.js';
import { readJournals } from '../../src/runner/journal/read-journals.js';
import { makeFolder } from '../support/make-folder.js';
import { runScenario } from '../support/run-scenario.js';
import { bucketNames, clientOf } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';

const server = useServer();
const likeAws = useServer({ awsDefaults: true });
const locking = useServer();

async function runCases(yaml: string, url = server.url): Promise<Results> {
  const environment = { S3TESTER_STATE_DIR: await makeFolder() };
  return runScenario(yaml, url, { environment });
}

/** The verdicts of cases, with the reasons of those that did not pass. */
function verdicts({ cases }: Results): Record<string, string> {
  return Object.fromEntries(
    cases.map(({ id, verdict, reason }) => [
      id.split('/').at(-1),
      reason === null ? verdict : `${verdict}: ${reason}`,
    ]),
  );
}

async function expectNothingLeft(url = server.url): Promise<void> {
  expect(await bucketNames(clientOf(url))).toEqual([]);
}

test('a case has a bucket of its own, which is the default of bucket and gone after it', async () => {
  const results = await runCases(`
cases:
  - case: one
    fixtures: { bucket: own }
    steps:
      - { operation: PutObject, parameters: { key: a, body: x } }
      - { operation: GetObject, parameters: { bucket: "\${bucket}", key: a }, expected_result: { body: x } }
      - { operation: ListObjectsV2, expected_result: { response: { "length(Contents)": 1, Name: { $matches: "^s3tester-[0-9a-f]{8}-" } } } }
  - case: two
    fixtures: { bucket: own }
    steps:
      - { operation: ListObjectsV2, expected_result: { response: { KeyCount: 0 } } }
`);
  expect(verdicts(results)).toEqual({ one: 'pass', two: 'pass' });
  expect(results.total_operations).toBe(4);
  expect(results.summary.passed).toBe(4);
  await expectNothingLeft();
});

test('the options of a fixture hold before the first step', async () => {
  const results = await runCases(
    `
cases:
  - case: versioning
    fixtures: { versioning: true }
    steps: [ { operation: GetBucketVersioning, expected_result: { response: { Status: Enabled } } } ]
  - case: object-lock
    fixtures: { object_lock: true }
    steps: [ { operation: GetObjectLockConfiguration, expected_result: { response: { ObjectLockConfiguration.ObjectLockEnabled: Enabled } } } ]
  - case: objects
    fixtures: { bucket: own, versioning: true, objects: { $for: "\${1..3}", value: { key: same, body: "\${item}", metadata: { n: "\${item}" } } } }
    variables: { found: "\${bucket}" }
    steps:
      - { operation: GetObject, parameters: { bucket: "\${found}", key: same }, expected_result: { body: "3", response: { Metadata: { n: "3" } } } }
      - { operation: ListObjectVersions, expected_result: { response: { "length(Versions)": 3 } } }
  - case: acls
    fixtures: { acls: enabled }
    steps: [ { operation: PutBucketAcl, parameters: { acl: log-delivery-write } } ]
  - case: public-access
    fixtures: { acls: enabled, public_access: allowed }
    steps: [ { operation: PutBucketAcl, parameters: { acl: public-read } } ]
  - case: acls-disabled
    fixtures: { acls: disabled, public_access: blocked }
    steps:
      - { operation: PutBucketAcl, parameters: { acl: log-delivery-write }, expected_result: { error_code: AccessControlListNotSupported } }
      - { operation: GetPublicAccessBlock, expected_result: { response: { PublicAccessBlockConfiguration.BlockPublicPolicy: true } } }
  - case: customer-keys
    fixtures: { sse_c: allowed }
    steps: [ { operation: PutObject, parameters: { key: k, body: x, sse_customer_algorithm: AES256, sse_customer_key: "0123456789abcdef0123456789abcdef" } } ]
`,
    likeAws.url,
  );
  expect(verdicts(results)).toEqual({
    versioning: 'pass',
    'object-lock': 'pass',
    objects: 'pass',
    acls: 'pass',
    'public-access': 'pass',
    'acls-disabled': 'pass',
    'customer-keys': 'pass',
  });
  await expectNothingLeft(likeAws.url);
});

test('cases that ask for the same share a bucket, each under a prefix of its own', async () => {
  const results = await runCases(`
cases:
  - case: same
    for_each: "\${1..6}"
    parallel: true
    fixtures: { bucket: shared, objects: [ { key: "\${prefix}a", body: "\${item}" } ] }
    steps:
      - { operation: GetObject, parameters: { key: "\${prefix}a" }, expected_result: { body: "\${item}" } }
      - { operation: ListObjectsV2, parameters: { prefix: "\${prefix}" }, expected_result: { response: { KeyCount: 1 } } }
  - case: other-options
    fixtures: { bucket: shared, versioning: true }
    steps: [ { operation: GetBucketVersioning, expected_result: { response: { Status: Enabled } } } ]
`);
  expect(new Set(results.cases.map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
  expect(results.cases).toHaveLength(7);
  const buckets = results.results.map(({ http }) => new URL(http[0]?.url ?? '').pathname.split('/')[1]);
  expect(new Set(buckets).size).toBe(2);
  await expectNothingLeft();
});

test('a fresh name is the case’s to create, with whatever credential, and goes too', async () => {
  const results = await runCases(`
cases:
  - case: created
    fixtures: { bucket: name }
    steps:
      - { operation: HeadBucket, expected_result: { status_code: 404 } }
      - { operation: CreateBucket }
      - { operation: PutObject, parameters: { key: a, body: x } }
  - case: of-another
    fixtures: { bucket: name }
    credential: alt
    steps: [ { operation: CreateBucket }, { operation: PutObject, parameters: { key: a, body: x } } ]
  - case: never-created
    fixtures: { bucket: name }
    steps: [ { operation: ListObjectsV2, expected_result: { error_code: NoSuchBucket } } ]
`);
  expect(verdicts(results)).toEqual({ created: 'pass', 'of-another': 'pass', 'never-created': 'pass' });
  await expectNothingLeft();
  expect(await bucketNames(clientOf(server.url, 's3tester-alt', 's3tester-alt-secret'))).toEqual([]);
});

test('a bucket that an operation creates with headers of its own goes, too', async () => {
  const { cases } = await runCases(`
cases:
  - case: created
    fixtures: { bucket: name }
    steps:
      - operation: CreateBucket
        http: { headers: { x-amz-object-ownership: ObjectWriter } }
        expected_result: { status_code: 400 }
`);
  expect(cases).toMatchObject([{ verdict: 'fail' }]);
  await expectNothingLeft();
});

test('several buckets have names, and owners of their own', async () => {
  const results = await runCases(`
cases:
  - case: two
    fixtures: { buckets: { source: { objects: [ { key: a, body: x } ] }, target: { credential: alt } } }
    steps:
      - { operation: GetObject, parameters: { bucket: "\${buckets.source}", key: a } }
      - { operation: PutObject, parameters: { bucket: "\${buckets.target}", key: a, body: x }, credential: alt }
      - { operation: ListObjectsV2, parameters: { bucket: "\${buckets.target}" }, expected_result: { error_code: AccessDenied } }
`);
  expect(verdicts(results)).toEqual({ two: 'pass' });
  await expectNothingLeft();
  expect(await bucketNames(clientOf(server.url, 's3tester-alt', 's3tester-alt-secret'))).toEqual([]);
});

test('where nobody signs, whoever has keys owns the bucket', async () => {
  const results = await runCases(`
test_cases:
  groups:
    - name: g
      credential: public
      test:
        - case: anonymous
          fixtures: { bucket: own, objects: [ { key: a, body: x } ] }
          steps:
            - { operation: GetObject, parameters: { key: a }, expected_result: { error_code: AccessDenied } }
            - { operation: GetObject, parameters: { key: a }, credential: main }
`);
  expect(verdicts(results)).toEqual({ anonymous: 'pass' });
  await expectNothingLeft();
});

test('defaults of a suite file give every case its fixtures; a case’s own win whole', async () => {
  const results = await runCases(`
defaults: { fixtures: { bucket: own, versioning: true } }
cases:
  - case: by-default
    steps: [ { operation: GetBucketVersioning, expected_result: { response: { Status: Enabled } } } ]
  - case: its-own
    fixtures: { bucket: own }
    steps: [ { operation: GetBucketVersioning, expected_result: { response: { Status: { $exists: false } } } } ]
  - case: outer
    steps:
      - case: inner
        steps: [ { operation: PutObject, parameters: { key: a, body: x } } ]
      - { operation: GetObject, parameters: { key: a } }
`);
  expect(verdicts(results)).toEqual({
    'by-default': 'pass',
    'its-own': 'pass',
    inner: 'pass',
    outer: 'pass',
  });
  await expectNothingLeft();
});

test('everything goes, whatever a case left in its bucket', async () => {
  const results = await runCases(`
cases:
  - case: odd-keys
    fixtures: { bucket: own, objects: { $for: ["a b", "a+b", "%41", "ü/ß", "//", "a/../b", "\\u0001", "x?y#z&amp;<>\\"'", "\\n", "😀"], value: { key: "\${item}", body: x } } }
    steps: [ { operation: HeadBucket } ]
  - case: versions-and-markers
    fixtures: { versioning: true }
    steps:
      - { operation: PutObject, parameters: { key: a, body: x }, repeat: 3 }
      - { operation: DeleteObject, parameters: { key: a } }
      - { operation: PutBucketVersioning, parameters: { status: Suspended } }
      - { operation: PutObject, parameters: { key: a, body: "null version" } }
  - case: uploads
    fixtures: { bucket: own }
    steps:
      - { operation: CreateMultipartUpload, parameters: { key: "a +b" }, repeat: 3, save: { upload: UploadId } }
      - { operation: UploadPart, parameters: { key: "a +b", upload_id: "\${upload}", part_number: 1, body: x } }
  - case: locks
    fixtures:
      object_lock: true
      objects:
        - { key: governed, body: x, object_lock_mode: GOVERNANCE, object_lock_retain_until_date: "\${now+1d}" }
        - { key: held, body: x, object_lock_legal_hold_status: "ON" }
        - { key: both, body: x, object_lock_mode: GOVERNANCE, object_lock_retain_until_date: "\${now+1d}", object_lock_legal_hold_status: "ON" }
    steps: [ { operation: DeleteObject, parameters: { key: governed } } ]
  - case: policy
    fixtures: { bucket: own, objects: [ { key: a, body: x } ] }
    steps:
      - operation: PutBucketPolicy
        parameters:
          policy:
            Version: "2012-10-17"
            Statement: [ { Effect: Deny, Principal: "*", Action: ["s3:ListBucket*", "s3:Delete*"], Resource: ["arn:aws:s3:::\${bucket}", "arn:aws:s3:::\${bucket}/*"] } ]
`);
  expect(verdicts(results)).toEqual({
    'odd-keys': 'pass',
    'versions-and-markers': 'pass',
    uploads: 'pass',
    locks: 'pass',
    policy: 'pass',
  });
  await expectNothingLeft();
});

test('a bucket of more than one page goes, too', async () => {
  const results = await runCases(`
cases:
  - case: many
    fixtures: { bucket: own, objects: { $for: "\${1..1005}", value: { key: "k\${item}", body: "" } } }
    steps: [ { operation: HeadBucket } ]
`);
  expect(verdicts(results)).toEqual({ many: 'pass' });
  await expectNothingLeft();
});

test('a compliance lock of seconds is waited for; a longer one is reported, and its bucket kept in the journal', async () => {
  const events: RunEvent[] = [];
  const state = await makeFolder();
  const { cases, left_behind } = await runScenario(
    `
cases:
  - case: seconds
    fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_mode: COMPLIANCE, object_lock_retain_until_date: "\${now+3s}" } ] }
    steps: [ { operation: HeadBucket, save: { seconds: status } } ]
  - case: days
    fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_mode: COMPLIANCE, object_lock_retain_until_date: "\${now+1d}" } ] }
    steps: [ { operation: HeadBucket } ]
`,
    locking.url,
    { onEvent: (event) => void events.push(event), environment: { S3TESTER_STATE_DIR: state } },
  );
  expect(cases.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
  const left = await bucketNames(clientOf(locking.url));
  expect(left).toHaveLength(1);
  const problem = {
    bucket: left[0],
    credential: 'main',
    reason: expect.stringMatching(/^"a" \(version .+\) is locked in compliance mode until 20/),
  };
  expect(events.filter(({ type }) => type === 'clean-up-problem')).toEqual([
    { type: 'clean-up-problem', ...problem },
  ]);
  expect(left_behind).toEqual([problem]);
  const [journal] = await readJournals(journalFolder({ S3TESTER_STATE_DIR: state }), new Date());
  expect(journal?.entries.map(({ bucket }) => bucket)).toEqual(left);
  expect(journal?.isAlive).toBe(false);
});

test('a failed case, an error and a skipped step are cleaned up after, too', async () => {
  const results = await runCases(`
cases:
  - case: fails
    fixtures: { bucket: own }
    steps:
      - { operation: PutObject, parameters: { key: a, body: x }, expected_result: { status_code: 418 } }
      - { operation: HeadBucket }
  - case: breaks
    fixtures: { bucket: own }
    steps: [ { operation: PutObject, parameters: { key: a, body: "\${nothing:-}" }, save: { x: "headers.no-such" } }, { operation: GetObject, parameters: { key: "\${x.y}" } } ]
`);
  expect(results.cases.map(({ verdict }) => verdict)).toEqual(['fail', 'error']);
  await expectNothingLeft();
});

test('what a server refuses in the set-up fails the case and says what it was', async () => {
  const events: RunEvent[] = [];
  const results = await runScenario(
    `
cases:
  - case: refused
    fixtures: { bucket: own, objects: [ { key: a, body: x, storage_class: NO_SUCH_CLASS } ] }
    steps: [ { operation: HeadBucket }, { operation: HeadBucket } ]
  - case: stranger
    fixtures: { bucket: own, credential: nobody }
    steps: [ { operation: HeadBucket } ]
  - case: no-list
    fixtures: { bucket: own, objects: "\${run_id}" }
    steps: [ { operation: HeadBucket } ]
  - case: signed-by-a-stranger
    fixtures: { bucket: own }
    steps: [ { request: { path: /, credential: nobody } } ]
`,
    server.url,
    { onEvent: (event) => void events.push(event), environment: { S3TESTER_STATE_DIR: await makeFolder() } },
  );
  const [refused, stranger, noList, signer] = results.cases;
  expect(refused).toMatchObject({
    verdict: 'fail',
    kind: 'wrongly-refused',
    reason: expect.stringMatching(
      /^set-up: PutObject: 400 InvalidStorageClass: .*\(PUT http:.*\/s3tester-.*\/a\)$/,
    ),
    set_up: {
      part: 'objects',
      operation: 'PutObject',
      bucket: expect.stringMatching(/^s3tester-/),
      status_code: 400,
      error_code: 'InvalidStorageClass',
    },
  });
  expect(stranger).toMatchObject({ verdict: 'skipped', reason: 'needs credential nobody' });
  expect(signer).toMatchObject({ verdict: 'skipped', reason: 'needs credential nobody' });
  expect(noList).toMatchObject({ verdict: 'error', reason: 'set-up: objects needs a list' });
  const skipped = results.results.filter(({ status }) => status === 'skipped');
  expect(skipped.map(({ skip_reason }) => skip_reason)).toContain('its set-up failed');
  expect(results.results).toHaveLength(5);
  expect(events.filter(({ type }) => type === 'clean-up-problem')).toEqual([]);
  await expectNothingLeft();
});
