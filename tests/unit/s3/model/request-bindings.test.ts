import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { operationNames } from '../../../../src/operations/index.js';
import { operationModel, sdkProtocol } from '../../../../src/s3/model/sdk-model.js';
import { sampleInput } from '../../../integration/s3/sample-input.js';

const basePath = '/bucket';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  readonly headers: unknown;
}

/** What the SDK's own serializer makes of an input. */
async function serialized(operation: string, input: Readonly<Record<string, unknown>>): Promise<Request> {
  const endpoint = { protocol: 'http:', hostname: 'endpoint.invalid', path: basePath };
  const request = await sdkProtocol().protocol.serializeRequest(operationModel(operation).schema, input, {
    endpoint: async () => endpoint,
  });
  const { method, path, query, headers } = request as Request;
  return { method, path, query, headers };
}

function bound(operation: string, input: Readonly<Record<string, unknown>>): Request | null {
  const request = operationModel(operation).bound?.(input, basePath) ?? null;
  return (
    request && { method: request.method, path: request.path, query: request.query, headers: request.headers }
  );
}

const names = operationNames();

test('the operations that load is made of are written by the table', () => {
  const input = { Bucket: 'bucket', Key: 'folder/key' };
  const usual = ['PutObject', 'GetObject', 'HeadObject', 'DeleteObject', 'ListObjectsV2', 'GetObjectTagging'];
  expect(usual.filter((name) => bound(name, input) === null)).toEqual([]);
  expect(
    bound('PutObject', { ...input, Metadata: { Owner: 'me' }, ContentType: 'text/plain' }),
  ).toMatchObject({
    headers: { 'x-amz-meta-owner': 'me', 'content-type': 'text/plain' },
  });
});

test.each([
  ['a key that has to be encoded', 'GetObject', { Bucket: 'bucket', Key: 'a key' }],
  ['a time', 'GetObject', { Bucket: 'bucket', Key: 'key', IfModifiedSince: new Date(0) }],
  ['a number where a text is wanted', 'GetObject', { Bucket: 'bucket', Key: 'key', Range: 7 }],
  ['a list', 'ListObjectsV2', { Bucket: 'bucket', OptionalObjectAttributes: ['RestoreStatus'] }],
  ['a document', 'PutObjectTagging', { Bucket: 'bucket', Key: 'key', Tagging: { TagSet: [] } }],
])('%s is left to the SDK', (_what, operation, input) => {
  expect(bound(operation, input)).toBeNull();
});

describe.each(['required', 'all'] as const)('as the SDK writes it, with %s members', (extent) => {
  test.each(names)('%s', async (operation) => {
    const { Body: _, ...sample } = sampleInput(operation, extent);
    const texts = Object.entries(sample).filter(([, value]) => typeof value !== 'object');
    const input: Record<string, unknown> = { ...Object.fromEntries(texts), Bucket: 'bucket' };
    if ('Key' in input) {
      input.Key = 'folder/key~1.txt';
    }
    const own = bound(operation, input);
    if (own !== null) {
      expect(own).toEqual(await serialized(operation, input));
    }
  });
});

test('any text, number and truth value is written as the SDK writes it', async () => {
  const text = fc.oneof(fc.string(), fc.constant(''), fc.stringMatching(/^[\w.~-]{1,20}$/));
  const input = fc.record(
    {
      Bucket: fc.constant('bucket'),
      Key: fc.stringMatching(/^[\w.~/-]{1,20}$/),
      VersionId: text,
      PartNumber: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
      ResponseContentType: text,
      Range: text,
      SSECustomerAlgorithm: text,
      ChecksumMode: text,
    },
    { requiredKeys: ['Bucket', 'Key'] },
  );
  let written = 0;
  await fc.assert(
    fc.asyncProperty(input, async (given) => {
      const own = bound('GetObject', given);
      if (own !== null) {
        written++;
        expect(own).toEqual(await serialized('GetObject', given));
      }
    }),
  );
  expect(written).toBeGreaterThan(20);
});
