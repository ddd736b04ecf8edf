import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import { describe, expect, test } from 'vitest';
import { findOperation, operationNames } from '../../../../src/operations/index.js';
import { type OperationSchema, operationModel, sdkProtocol } from '../../../../src/s3/model/sdk-model.js';

/** What the SDK's own deserializer reads. */
async function deserialized(
  model: OperationSchema,
  headers: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const { protocol, context } = sdkProtocol();
  const body = model.streamingOutput === undefined ? new Uint8Array(0) : Readable.from([]);
  const response = new HttpResponse({ statusCode: 200, headers: { ...headers }, body });
  const output = await protocol.deserializeResponse(model.schema, context, response);
  const { $metadata: _, ...members } = output as Record<string, unknown>;
  if (model.streamingOutput !== undefined) {
    delete members[model.streamingOutput];
  }
  return members;
}

const samples: Readonly<Partial<Record<string, string>>> = {
  number: '42',
  boolean: 'true',
  timestamp: 'Wed, 02 Jan 2030 03:04:05 GMT',
};

/** A header for every member of an output that has one. */
function headersOf(operation: string): Record<string, string> {
  const members = findOperation(operation)?.output ?? [];
  return Object.fromEntries(
    members
      .filter(({ binding }) => binding === 'header')
      .map(({ wireName, kind }) => [wireName.toLowerCase(), samples[kind] ?? 'a text']),
  );
}

const more = { 'x-amz-meta-owner': 'me', 'x-amz-meta-': '', server: 's3', 'x-amz-request-id': '1' };

describe('an output of headers is what the SDK reads', () => {
  test.each(operationNames())('%s', async (operation) => {
    const model = operationModel(operation);
    for (const headers of [{}, more, { ...headersOf(operation), ...more }]) {
      const own = model.boundOutput?.(headers) ?? null;
      if (own !== null) {
        expect(own).toEqual(await deserialized(model, headers));
      }
    }
  });
});

test('usual responses are read by the table', () => {
  const get = {
    'content-length': '1024',
    'last-modified': 'Wed, 02 Jan 2030 03:04:05 GMT',
    etag: '"e"',
    ...more,
  };
  expect(operationModel('GetObject').boundOutput?.(get)).toEqual({
    ContentLength: 1024,
    LastModified: new Date('2030-01-02T03:04:05Z'),
    ETag: '"e"',
    Metadata: { owner: 'me', '': '' },
  });
  for (const operation of ['PutObject', 'HeadObject', 'DeleteObject', 'CreateBucket', 'UploadPart']) {
    expect(operationModel(operation).boundOutput?.({}), operation).not.toBeNull();
  }
});

test.each([
  ['no number', { 'content-length': '1 KB' }],
  ['no time', { 'last-modified': 'yesterday' }],
  ['no truth value', { 'x-amz-delete-marker': 'perhaps' }],
])('%s is left to the SDK', (_what, headers) => {
  expect(operationModel('GetObject').boundOutput?.(headers)).toBeNull();
});
