import { Readable } from 'node:stream';
import * as sdk from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { findOperation, operationNames } from '../../../src/operations/index.js';
import { operationModel } from '../../../src/s3/model/sdk-model.js';
import { checkRoot } from '../../../src/s3/response/root-element.js';
import type { LogEntry } from '../../../src/server/index.js';
import { operationCalls, unimplemented } from './operation-calls.js';
import { sha256, signRaw } from './raw-signing.js';
import { sendWith } from './send-with.js';
import { newBucketName, useServer } from './support.js';

const entries: LogEntry[] = [];
const s3 = useServer({ log: (entry) => entries.push(entry) });

/** Sends an operation as its model says: method, path, and what must be in the query and the headers. */
async function sendBare(name: string, bucket: string): Promise<Response> {
  const { method, uri, members } = findOperation(name) ?? expect.fail(`no operation ${name}`);
  const base = members.some((member) => member.name === 'Bucket') ? `/${bucket}` : '';
  const url = new URL(`${s3.server.url}${base}${uri.replace('{Key+}', 'key')}`);
  const headers: Record<string, string> = {};
  for (const { required, binding, wireName, kind } of members) {
    if (!required) {
      continue;
    }
    if (binding === 'query') {
      url.searchParams.set(wireName, kind === 'number' ? '1' : 'x');
    }
    if (binding === 'header') {
      headers[wireName.toLowerCase()] = `/${bucket}/key`;
    }
  }
  const signed = signRaw({ method, url: url.href, payloadHash: sha256(''), headers });
  return fetch(url, { method, headers: signed.headers });
}

describe('an operation as its model says it', () => {
  test.each(operationNames())('%s finds its handler', async (name) => {
    const bucket = newBucketName();
    await s3.main.send(new sdk.CreateBucketCommand({ Bucket: bucket }));
    await s3.main.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: 'key', Body: 'x' }));
    entries.length = 0;
    const response = await sendBare(name, bucket);
    const text = await response.text();
    if (unimplemented.includes(name)) {
      expect(response.status).toBe(501);
      expect(text).toContain('<Code>NotImplemented</Code>');
    } else {
      expect(entries).toMatchObject([{ operation: name }]);
      expect(response.status).toBeLessThan(500);
    }
  });
});

const Bucket = newBucketName();
const Target = newBucketName();
const Key = 'key';
const saved: Record<string, string> = {};
const owner = (): string => s3.server.users[0]?.canonicalId ?? expect.fail('there is no user');
const calls = operationCalls({ bucket: Bucket, target: Target, key: Key, owner, saved });

function send(operation: string, input: object): Promise<Record<string, unknown>> {
  return sendWith(s3.main, operation, input);
}

/** Looks at the document of each response before the SDK reads it, which takes any root. */
function checkDocuments(): void {
  const check =
    (next: (args: unknown) => Promise<Answer>, { commandName = '' }: { readonly commandName?: string }) =>
    async (args: unknown) => {
      const answer = await next(args);
      const body = Buffer.concat(await answer.response.body.toArray());
      const model = operationModel(commandName.replace(/Command$/, ''));
      if (model.streamingOutput === undefined) {
        checkRoot(model, body);
      }
      answer.response.body = Readable.from([body]);
      return answer;
    };
  s3.main.middlewareStack.add(check as never, { step: 'deserialize', priority: 'low' });
}

interface Answer {
  readonly response: { body: Readable };
}

describe('an operation with an input that fits', () => {
  beforeAll(async () => {
    checkDocuments();
    await send('CreateBucket', { Bucket: Target });
  });

  test('is there for every operation but those that are said to be missing', () => {
    const called = new Set([...calls.map(([operation]) => operation), 'DeleteBucket', ...unimplemented]);
    expect([...called].sort()).toEqual([...operationNames()].sort());
  });

  test.each(calls.map(([operation, input], index) => ({ operation, input, index })))(
    '$operation succeeds',
    async ({ operation, input }) => {
      const needed = findOperation(operation)?.members.some(
        ({ name, required }) => name === 'Key' && required,
      );
      const output = await send(operation, { Bucket, ...(needed ? { Key } : {}), ...input?.() });
      if (operation === 'CreateMultipartUpload') {
        saved.UploadId = String(output.UploadId);
      }
      if (operation === 'UploadPart') {
        saved.etag = String(output.ETag);
      }
    },
  );

  test('DeleteBucket succeeds', async () => {
    await send('DeleteBucket', { Bucket: Target });
  });
});
