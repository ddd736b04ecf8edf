import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fileReader } from '../../src/app/file-reader.js';
import { loadSuite, type Suite } from '../../src/conformance/index.js';
import { makeFolder } from '../support/make-folder.js';
import { anchorsAcross } from './anchors-across.js';
import { unreadOf } from './record-rules.js';
import { suiteRules } from './suite-rules.js';

const folder = fileURLToPath(new URL('../../suite', import.meta.url));

async function load(folder: string): Promise<Suite> {
  const loaded = await loadSuite(folder, fileReader, {});
  expect(loaded.diagnostics).toEqual([]);
  if (!loaded.suite) {
    throw new Error('the suite was not loaded');
  }
  return loaded.suite;
}

describe('the conformance suite', () => {
  let suite: Suite;
  beforeAll(async () => {
    suite = await load(folder);
  });

  test('has many cases', () => {
    expect(suite.cases.length).toBeGreaterThanOrEqual(300);
  });

  test('writes every case whole, without anchors of others', async () => {
    const files = (await fileReader.glob(path.join(folder, '*', '**', '*.yaml'))).filter(
      (file) => !/\/(baselines|records)\//.test(file),
    );
    const found = await Promise.all(
      files.map(async (file) => anchorsAcross(await readFile(file, 'utf8')).map((name) => `${file} ${name}`)),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(found.flat()).toEqual([]);
  });

  test('reads what its records name in a case that cites them, or says why not', async () => {
    const reasons = parse(await readFile(new URL('unread-fields.yaml', import.meta.url), 'utf8'));
    expect(unreadOf(suite).toSorted()).toEqual(Object.keys(reasons).toSorted());
  });

  test.each(suiteRules)('$title', async ({ breaking }) => {
    expect(await breaking(suite)).toEqual([]);
  });
});

const features = `
version: "0.0.1"
features:
  - { name: objects, description: "Objects", reference: "https://docs.aws.amazon.com/s3", probe: area/topic/sound }
  - { name: listing, description: "Listing", reference: "https://example.com/s3" }
  - { name: versioning, description: "Versions", reference: "https://docs.aws.amazon.com/s3", probe: area/topic/gone }
`;

const topic = `
defaults:
  feature: objects
  level: core
  provenance: documented
  reference: https://docs.aws.amazon.com/s3
  fixtures: { bucket: own }
cases:
  - case: sound
    title: An object comes back as it was put
    peers: [test_s3::test_object_write_read, PutObject_success]
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: misspelt
    title: An object comes back as it was put
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { response: { ETagg: a } } }]
  - case: Upper_Case
    title: An object comes back as it was put
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: no-fact
    title: Get.
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: long-title
    title: An object comes back as it was put, whatever it is, whoever reads it, and however long the sentence goes on about it
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: other-feature
    title: An object comes back as it was put
    feature: antigravity
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: other-page
    title: An object comes back as it was put
    reference: https://min.io/docs
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: hearsay
    title: An object comes back as it was put
    provenance: I think so
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: disputed
    title: An object comes back as it was put
    provenance: "disputed: one page says this, and another page says that"
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: stray-peer
    title: An object comes back as it was put
    peers: ["see the other suite"]
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: unprobed
    title: An object comes back as it was put
    needs: [listing]
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: unnamed-need
    title: An object comes back as it was put
    steps: [{ operation: ListObjectVersions, expected_result: { status_code: 200 } }]
  - case: sleeper
    title: An object comes back as it was put
    steps: [{ steps: [{ wait: 1s }] }, { operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: bad-neighbour
    title: An object comes back as it was put
    fixtures: { bucket: shared }
    steps: [{ operation: CreateBucket, expected_result: { status_code: 409 } }]
  - case: anywhere
    title: An object comes back as it was put
    fixtures: { bucket: shared }
    steps:
      - { operation: PutObject, parameters: { key: "\${prefix}k", body: b } }
      - { operation: GetObject, parameters: { key: "k\${prefix}" }, expected_result: { body: b } }
  - case: second-identity
    title: An object comes back as it was put
    steps: [{ operation: GetObject, credential: alt, parameters: { key: k }, expected_result: { body: b } }]
  - case: second-owner
    title: An object comes back as it was put
    fixtures: { bucket: own, credential: alt }
    steps: [{ operation: GetObject, parameters: { key: k }, expected_result: { body: b } }]
  - case: as-recorded
    title: An object comes back as it was put
    record: [topic/missing-key, topic/read-back, topic/head-missing]
    steps:
      - { operation: GetObject, parameters: { key: none }, expected_result: { error_code: NoSuchKey, error: { Key: none } } }
      - { request: { method: HEAD, path: /b/none }, expected_result: { status_code: 404 } }
      - { operation: GetObject, parameters: { key: k } }
  - case: one-of-those-recorded
    title: An object comes back as it was put
    record: topic/missing-key
    matrix: { row: [{ status: 404 }] }
    steps:
      - operation: GetObject
        parameters: { key: none }
        expected_result: { any_of: [{ status_code: 200 }, { status_code: "\${row.status}", error_code: [NoSuchKey], error: { Key: none } }] }
  - case: other-than-recorded
    title: An object comes back as it was put
    record: [topic/missing-key, topic/head-missing]
    steps:
      - { operation: GetObject, parameters: { key: none }, expected_result: { status_code: 404, error_code: NoSuchVersion } }
      - { request: { method: HEAD, path: /b/none }, expected_result: { status_code: 403 } }
      - { operation: GetObject, parameters: { key: k } }
  - case: another-operation-than-recorded
    title: An object comes back as it was put
    record: topic/missing-key
    steps: [{ operation: DeleteObject, parameters: { key: none }, expected_result: { status_code: 404, error_code: NoSuchKey } }]
  - case: no-element
    title: An object comes back as it was put
    record: topic/missing-key
    steps: [{ operation: GetObject, parameters: { key: none }, expected_result: { status_code: 404, error_code: NoSuchKey } }]
  - case: one-side
    title: An object comes back as it was put
    record: topic/contested
    steps: [{ operation: GetObject, parameters: { key: k } }]
  - case: other-than-documented
    title: An object comes back as it was put
    record: [topic/undocumented, topic/in-a-file]
    steps: [{ operation: GetObject, parameters: { key: k } }]
  - case: both-sides
    title: An object comes back as it was put
    record: topic/contested
    provenance: "disputed: one record says this, and another record says that"
    steps: [{ operation: GetObject, parameters: { key: k } }]
  - case: inside-knowledge
    title: An object comes back as it was put
    steps: [{ operation: GetObject, parameters: { key: "\${credentials.main.canonical_id}" }, expected_result: { body: b } }]
  - case: strangers-outside-core
    title: An object comes back as it was put
    level: extended
    steps: [{ operation: GetObject, credential: alt, parameters: { key: "\${target.kms_key_id}" }, expected_result: { body: b } }]
`;

const missingKey = 'response: { status: 404, code: NoSuchKey, fields: { Key: the key } }';
const seen = 'seen: "2026-02-21", source: { repository: a/b, issue: 1 }';
const records = `
records:
  - { id: missing-key, operation: GetObject, input: no object, ${missingKey}, ${seen} }
  - { id: head-missing, operation: HeadObject, input: no object, response: { status: 404, code: NoSuchKey }, ${seen} }
  - { id: read-back, operation: GetObject, input: an object, response: { status: 200 }, ${seen}, without_case: but there is one }
  - { id: uncited, operation: [ListParts, GetObject], input: an object, response: { status: 200 }, ${seen} }
  - { id: excused, operation: GetObject, input: an object, response: { status: 200 }, ${seen}, without_case: it takes a day }
  - { id: undocumented, operation: GetObject, input: an object, response: { status: 200, fields: { ETag: the MD5 } }, ${seen}, documentation: says 204 }
  - { id: noted, operation: GetObject, input: an object, response: { status: 200 }, ${seen}, note: the guide says 204, without_case: it takes a day }
  - { id: in-a-file, operation: GetObject, input: an object, response: { status: 200, headers: { etag: present } }, seen: "2026", source: { repository: a/b, path: c } }
  - { id: contested, operation: GetObject, input: an object, response: { status: 200 }, ${seen}, conflicts_with: excused, note: once so and once so }
`;

const byHand = `
test_cases:
  groups:
    - name: area/by-hand
      credential: main
      before_test: [{ operation: CreateBucket, parameters: { bucket: by-hand } }]
      test:
        - case: one
          title: An object comes back as it was put
          feature: objects
          provenance: documented
          reference: https://docs.aws.amazon.com/s3
          steps: [{ operation: GetObject, parameters: { bucket: by-hand, key: k } }]
`;

test('every rule names what breaks it, and nothing else', async () => {
  const folder = await makeFolder({
    'suite/features.yaml': features,
    'suite/area/topic.yaml': topic,
    'suite/area/by-hand.yaml': byHand,
    'suite/records/topic.yaml': records,
  });
  const suite = await load(path.join(folder, 'suite'));
  const found: Record<string, readonly string[]> = {};
  for (const { title, breaking } of suiteRules) {
    found[title] = (await breaking(suite)).map((text) => text.replace('area/topic/', ''));
  }
  expect(found).toEqual({
    'has no mistake that can be found without a server': [expect.stringContaining('ETagg')],
    'has its cases under ids that are paths and stand once': ['Upper_Case'],
    'says of every case in one sentence what S3 does': ['no-fact'],
    'keeps titles to what one line of a report holds': ['long-title'],
    'puts every case under a feature of the closed list, and uses all of the list': [
      'other-feature',
      'listing',
      'versioning',
    ],
    'cites the AWS page of every case and feature': ['other-page', 'listing'],
    'says of every case where its expectation is from': ['hearsay'],
    'names peers as their suites name them': ['stray-peer'],
    'has a probe for every feature that a case needs, and each probe is a case': ['listing', 'versioning'],
    'uses no feature that a case neither tests nor needs': ['unnamed-need'],
    'never sleeps for a fixed time: what takes time is polled with a deadline': ['sleeper'],
    'leaves a bucket that cases share as it was made': ['bad-neighbour'],
    'begins every key in a bucket that cases share with the prefix of the case': ['anywhere'],
    'needs one identity alone, and no facts about the target, for what any client breaks without': [
      'second-identity',
      'second-owner',
      'inside-knowledge',
    ],
    'sets nothing up by hand: fixtures do, and survive what a server lacks': ['area/by-hand'],
    'cites every record of AWS in a case, or says why none does': ['topic/read-back', 'topic/uncited'],
    'expects in each case what its records say': [
      'other-than-recorded (topic/missing-key)',
      'other-than-recorded (topic/head-missing)',
      'another-operation-than-recorded (topic/missing-key)',
    ],
    'looks at the elements of error documents that its records name': ['no-element (topic/missing-key)'],
    'says of a case whose records part from others, or from the documentation, that it is disputed': [
      'one-side',
      'other-than-documented',
    ],
    'says what the documentation says otherwise where checks see it, not in a note': ['topic/noted'],
    'names the commit of every file that it read records in': ['topic/in-a-file'],
  });
  expect(unreadOf(suite)).toEqual(['topic/undocumented: ETag', 'topic/in-a-file: etag']);
});

test('a case that needs an anchor of another one is named, and one with its own is not', () => {
  const text = `
cases:
  - case: first
    steps: [&put { operation: PutObject }, *put]
  - case: second
    steps: [*put]
`;
  expect(anchorsAcross(text)).toEqual(['second']);
});
