import { describe, expect, test } from 'vitest';
import { kindOfFile } from '../../../src/lib/file-kind.js';

describe('the kind of a file is known by its beginning:', () => {
  test.each([
    ['{\n  "session_id": "a",\n  "config_file": null', 'results'],
    ['# kept since May\n---\nsession_id: a\nconfig_file: null\n', 'results'],
    ['\ufeff{"result_format":1}', 'results'],
    ['{"type":"run-started","session_id":"a"}\n', 'stream'],
    ['{"type":"history","format":1}\n', 'history'],
    ['{"recording":1,"application":"restic"}\n', 'recording'],
    ['{"journal":1,"runId":"a"}\n', 'journal'],
    ['{ "log": { "version": "1.2" } }', 'har'],
    ['application: restic\nversion: "0.18"\nrecorded: 2026-11-30\n', 'need'],
    ['{\n  "application": null,\n  "version": null,\n  "recorded": "2026-11-30"', 'need'],
    ['known:\n  - { case: a }\n', 'baseline'],
    ['# of MinIO\nserver: "minio v1"\nsuite: "1.0.0"\nknown:\n', 'baseline'],
    ['suite: "1.0.0"\n\n# it passes all\nknown: []\n', 'baseline'],
    ['test_cases:\n  groups: []\n', 'configuration'],
    ['PK\u0003\u0004\u0014', 'zip'],
    ['PK\u0005\u0006\u0000', 'zip'],
    ['<!DOCTYPE html>\n<html>', 'html'],
    ['<?xml version="1.0"?>', 'xml'],
    ['-----BEGIN PRIVATE KEY-----\n', 'pem'],
  ])('%j is %s', (beginning, name) => {
    expect(kindOfFile(beginning)).toMatchObject({ name });
  });

  test.each([
    '',
    '{',
    'variables: { session_id: a }\n',
    'application: a\nsize: 1\n',
    '{"type":"other"}',
    'knownness: 1',
    '[1, 2]',
    'a text',
    'server: web\nports: [80]\nknown: 1\n',
  ])('%j is of no known kind', (beginning) => {
    expect(kindOfFile(beginning)).toBeNull();
  });

  test('and each says what is done with one', () => {
    expect(kindOfFile('{"recording":1}')?.use('a.ndjson')).toContain('s3tester record --from a.ndjson');
    expect(kindOfFile('<?xml version="1.0"?>')?.use('a.xml')).toBe('no command of s3tester reads it');
  });

  test('whatever stands there, in time that is not worth a word', () => {
    expect(kindOfFile(`application: ${' version: recorded '.repeat(300)}`)).toBeNull();
    expect(kindOfFile('\n'.repeat(4096))).toBeNull();
  });
});
