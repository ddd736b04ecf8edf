import { describe, expect, test } from 'vitest';
import { checkConfiguration, renderDiagnostic } from '../../../src/config/index.js';
import { loadSuite } from '../../../src/conformance/index.js';
import { makeReader } from '../../support/memory-reader.js';

const source = 'seen: "2026-02-21", source: { url: "https://example.com/a" }';
const table = `documents:
  - { code: NoSuchKey, elements: { Key: the key }, ${source} }
  - { code: AccessDenied, elements: {}, ${source} }
  - { code: AccessDenied, elements: { HeadersNotSigned: anything, Version: { equals: "4" } }, ${source} }
  - { code: InvalidRange, elements: { ActualObjectSize: { matches: "^[0-9]+$" } }, ${source}, note: a range }
`;

const caseOf = (expected: string) =>
  `cases:\n  - { case: one, fixtures: { bucket: own }, steps: [{ operation: GetObject, parameters: { key: k }, expected_result: ${expected} }] }\n`;

async function load(expected: string, text: string | null) {
  const reader = makeReader({
    'suite/features.yaml':
      'version: "0.0.1"\nfeatures: [{ name: objects, description: Objects, reference: "https://docs.aws.amazon.com/s3" }]\n',
    'suite/object/one.yaml': caseOf(expected),
    ...(text === null ? {} : { 'suite/records/error-documents.yaml': text }),
  });
  const { suite, diagnostics } = await loadSuite('suite', reader, {});
  const credentials = [{ name: 'main' }];
  const found = suite
    ? await checkConfiguration(suite.configuration, {
        environment: {},
        credentials,
        defaultCredential: 'main',
        strict: true,
        reader,
      })
    : [];
  return { suite, told: [...diagnostics, ...found].map((one) => renderDiagnostic(one)) };
}

const recorded = '{ error_code: NoSuchKey, error_document: as_recorded }';

test('a suite knows the documents of each code, of which there may be several', async () => {
  const { suite, told } = await load(recorded, table);
  expect(told).toEqual([]);
  expect(suite?.records).toEqual([]);
  expect([...(suite?.configuration.errorDocuments ?? [])]).toEqual([
    ['NoSuchKey', [new Map([['Key', { of: 'key' }]])]],
    [
      'AccessDenied',
      [
        new Map(),
        new Map<string, object>([
          ['HeadersNotSigned', { matches: '' }],
          ['Version', { equals: '4' }],
        ]),
      ],
    ],
    ['InvalidRange', [new Map([['ActualObjectSize', { matches: '^[0-9]+$' }]])]],
  ]);
});

describe('with its place it is told that', () => {
  test.each<readonly [what: string, step: string, text: string | null, told: string]>([
    [
      'an element holds an unknown word',
      recorded,
      table.replace('the key', 'the kee'),
      'did you mean "the key"?',
    ],
    ['an element has no rule', recorded, table.replace('{ equals: "4" }', '{}'), 'equals or matches'],
    ['a pattern is none', recorded, table.replace('^[0-9]+$', '[0-9'), 'Invalid regular expression'],
    ['an element has an unknown rule', recorded, table.replace('equals', 'equal'), 'did you mean "equals"?'],
    ['a document has no source', recorded, table.replace(`, ${source}`, ''), 'needs the key "seen"'],
    [
      'a code has no document',
      '{ error_code: NoSuchUpload, error_document: as_recorded }',
      table,
      'recorded for NoSuchUpload',
    ],
    [
      'one of several codes has no document',
      '{ any_of: [{ error_code: NoSuchKey }, { error_code: [AccessDenied, NoSuchUpload] }], error_document: as_recorded }',
      table,
      'recorded for NoSuchUpload',
    ],
    [
      'no code is expected',
      '{ status_code: 404, error_document: as_recorded }',
      table,
      'needs an error_code beside it',
    ],
    [
      'the word is another',
      '{ error_code: NoSuchKey, error_document: recorded }',
      table,
      'error_document is as_recorded',
    ],
    ['the suite has no documents', recorded, null, 'needs a suite that has records/error-documents.yaml'],
    [
      'it stands in one of several outcomes',
      '{ any_of: [{ error_code: NoSuchKey, error_document: as_recorded }] }',
      table,
      'belongs beside any_of',
    ],
    [
      'it stands with what is tolerated',
      `${recorded}, tolerate: [{ reason: r, error_code: AccessDenied, error_document: as_recorded }]`,
      table,
      'error_document belongs to expected_result',
    ],
  ])('%s', async (_what, step, text, part) => {
    const { told } = await load(step, text);
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toMatch(/suite\/(records\/error-documents|object\/one)\.yaml:\d+:\d+/);
    expect(told[0]).toContain(part);
  });
});
