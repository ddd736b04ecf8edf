import { describe, expect, test } from 'vitest';
import { renderDiagnostic } from '../../../src/config/index.js';
import { loadSuite } from '../../../src/conformance/index.js';
import { makeReader } from '../../support/memory-reader.js';

const features = `version: "0.0.1"
features: [{ name: objects, description: Objects, reference: "https://docs.aws.amazon.com/s3" }]
`;

const missingKey = `records:
  - id: get-missing-key
    operation: GetObject
    input: a key that holds no object
    response:
      status: 404
      code: NoSuchKey
      fields: { Key: the key }
    seen: "2026-02-21"
    source: { repository: localstack/localstack, path: tests/test_s3.snapshot.json, entry: TestS3.test_x }
`;

const versioned = `records:
  - { id: head-marker, operation: HeadObject, input: a delete marker, response: { status: 404 }, seen: "2025", source: { url: "https://example.com/a" } }
  - { id: get-marker, operation: GetObject, input: a delete marker, response: { status: 405 }, seen: 2026-03, source: [{ repository: a/b, issue: 12 }, { repository: a/b, pull_request: 13 }], without_case: not yet }
`;

function topicOf(...cases: readonly string[]): string {
  const steps = 'steps: [{ operation: GetObject, parameters: { key: k } }]';
  const list = cases.map((words, index) => `  - { case: c${index}, ${words}${words ? ', ' : ''}${steps} }`);
  return `defaults: { feature: objects, provenance: documented }\ncases:\n${list.join('\n')}\n`;
}

async function load(files: Readonly<Record<string, string>>) {
  const all = { 'suite/features.yaml': features, 'suite/object/topic.yaml': topicOf(''), ...files };
  const { suite, diagnostics } = await loadSuite('suite', makeReader(all), {});
  return { suite, told: diagnostics.map((one) => renderDiagnostic(one)) };
}

describe('the ledger of a suite', () => {
  test('holds its records under ids that begin with their area', async () => {
    const { suite, told } = await load({
      'suite/records/objects.yaml': missingKey,
      'suite/records/object/versions.yaml': versioned,
    });
    expect(told).toEqual([]);
    expect(suite?.records.map(({ id, seen, source }) => [id, seen, source.length])).toEqual([
      ['object/versions/head-marker', '2025', 1],
      ['object/versions/get-marker', '2026-03', 2],
      ['objects/get-missing-key', '2026-02-21', 1],
    ]);
    expect(suite?.records[2]?.response).toMatchObject({
      status: 404,
      code: 'NoSuchKey',
      fields: new Map([['Key', 'the key']]),
    });
    expect(suite?.cases.map(({ id }) => id)).toEqual(['object/topic/c0']);
  });

  test('says of a case that cites records when they were seen at last, unless it is disputed', async () => {
    const { suite, told } = await load({
      'suite/records/objects.yaml': missingKey,
      'suite/records/object/versions.yaml': versioned,
      'suite/object/topic.yaml': topicOf(
        '',
        'record: objects/get-missing-key',
        'record: [objects/get-missing-key, object/versions/get-marker, object/versions/head-marker]',
        'record: objects/get-missing-key, provenance: "disputed: the page says 403"',
        'record: objects/get-missing-key, provenance: { disputed: { record: "404", documentation: "403" } }',
      ),
    });
    expect(told).toEqual([]);
    expect(suite?.cases.map(({ provenance, records }) => [provenance, records.length])).toEqual([
      ['documented', 0],
      ['observed on AWS 2026-02-21', 1],
      ['observed on AWS 2026-03', 3],
      ['disputed: the page says 403', 1],
      ['disputed', 1],
    ]);
  });
});

describe('with its place it is told that', () => {
  test.each<readonly [what: string, from: string, to: string, told: string]>([
    ['a key is unknown', '    seen:', '    seem: x\n    seen:', 'did you mean "seen"?'],
    ['a key is missing', '    seen: "2026-02-21"\n', '', '2:5'],
    ['an operation is unknown', 'GetObject', 'GetObjekt', 'did you mean "GetObject"?'],
    ['an id is none', 'get-missing-key', 'Get_Missing', '2:9'],
    ['a date is none', '2026-02-21', '21.2.2026', '9:11'],
    ['a status is none', 'status: 404', 'status: ok', '6:15'],
    ['a source has a key that is unknown', 'entry:', 'entri:', 'did you mean "entry"?'],
    ['a source names nothing in its repository', 'path: tests/test_s3.snapshot.json, ', '', '10:13'],
    ['a repository is none', 'localstack/localstack', 'localstack', 'expected owner/name'],
    [
      'an id is there twice',
      missingKey.slice(0, 0),
      missingKey.replace('records:\n', ''),
      'there are two records',
    ],
    [
      'a conflict names no record',
      '    seen:',
      '    conflicts_with: get-missing\n    note: x\n    seen:',
      'get-missing-key"?',
    ],
    ['a conflict has no note', '    seen:', '    conflicts_with: get-missing-key\n    seen:', 'needs a note'],
  ])('%s', async (_what, from, to, part) => {
    const text = from === '' ? missingKey + to : missingKey.replace(from, to);
    const { suite, told } = await load({ 'suite/records/objects.yaml': text });
    expect(suite).toBeNull();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('suite/records/objects.yaml');
    expect(told[0]).toContain(part);
  });

  test.each<readonly [what: string, words: string, told: string]>([
    ['a case cites no record', 'record: objects/get-missing-kay', 'did you mean "objects/get-missing-key"?'],
    [
      'a case says itself when it was seen',
      'record: objects/get-missing-key, provenance: documented',
      'left out',
    ],
  ])('%s', async (_what, words, part) => {
    const { suite, told } = await load({
      'suite/records/objects.yaml': missingKey,
      'suite/object/topic.yaml': topicOf(words),
    });
    expect(suite).toBeNull();
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('suite/object/topic.yaml:3:');
    expect(told[0]).toContain(part);
  });
});
