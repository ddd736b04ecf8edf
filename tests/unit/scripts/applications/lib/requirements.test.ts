import { expect, test } from 'vitest';
import { askedFor, isOperation, requirements } from '../../../../../scripts/applications/lib/requirements.js';
import { faults } from '../../../../../src/server/index.js';
import { anExchange } from './samples.js';

const idsOf = (...exchanges: Parameters<typeof askedFor>[0][number][]) =>
  askedFor(exchanges)
    .map(({ id }) => id)
    .filter((id) => !isOperation(id));

test('each is a fault of the embedded server', () => {
  const names: readonly string[] = faults.map(({ name }) => name);
  expect(requirements.map(({ id }) => id).filter((id) => !names.includes(id))).toEqual([]);
});

test('a job asks for every operation that it used, each once and in order', () => {
  const exchanges = ['PutObject', 'GetObject', 'PutObject'].map((name) => anExchange(name));
  const operations = askedFor(exchanges).filter(({ id }) => isOperation(id));
  expect(operations.map(({ id }) => id)).toEqual(['not-implemented=GetObject', 'not-implemented=PutObject']);
});

test.each([
  ['put-if-none-match-ignored', 'PutObject', { 'if-none-match': '*' }, {}],
  ['put-if-match-ignored', 'PutObject', { 'if-match': '"e"' }, {}],
  ['complete-conditions-ignored', 'CompleteMultipartUpload', { 'if-none-match': '*' }, {}],
  ['get-if-match-ignored', 'HeadObject', { 'if-match': '"e"' }, {}],
  ['copy-conditions-ignored', 'UploadPartCopy', { 'x-amz-copy-source-if-match': '"e"' }, {}],
  ['range-ignored', 'GetObject', { range: 'bytes=0-1' }, {}],
  ['suffix-range-wrong', 'GetObject', { range: 'bytes=-8' }, {}],
  ['truncation-not-said', 'ListObjects', {}, { marker: 'k' }],
  ['continuation-token-missing', 'ListObjectsV2', {}, { 'continuation-token': 't' }],
  ['delimiter-ignored', 'ListObjectsV2', {}, { delimiter: '/' }],
  ['chunk-framing-stored', 'PutObject', { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }, {}],
  ['user-metadata-lost', 'PutObject', { 'x-amz-meta-owner': 'team' }, {}],
])('%s is asked for by %s with %o and %o, and not without', (id, operation, headers, query) => {
  expect(idsOf(anExchange(operation, headers, query))).toContain(id);
  expect(idsOf(anExchange(operation))).not.toContain(id);
});

test('a parameter without a value asks for nothing', () => {
  expect(idsOf(anExchange('ListObjectsV2', {}, { delimiter: '' }))).not.toContain('delimiter-ignored');
});
