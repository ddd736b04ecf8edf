import {
  CreateBucketCommand,
  GetObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  SelectObjectContentCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../src/server/index.js';
import { sha256, signRaw } from './raw-signing.js';
import { useServer } from './support.js';

const entries: LogEntry[] = [];
const s3 = useServer({
  faults: [
    'not-implemented=ListParts',
    'not-implemented=GetObject:503',
    'not-implemented=SelectObjectContent:403',
    'not-implemented=HeadObject:404:1/2',
  ],
  log: (entry) => entries.push(entry),
});
const object = { Bucket: 'bucket', Key: 'key' };

describe('operations that are refused', () => {
  test('have the status and the code of their refusal, and the others are done', async () => {
    await s3.main.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.main.send(new PutObjectCommand({ ...object, Body: 'x' }));
    await expect(s3.main.send(new ListPartsCommand({ ...object, UploadId: 'x' }))).rejects.toMatchObject({
      name: 'NotImplemented',
      message: 'ListParts is not implemented',
      $metadata: { httpStatusCode: 501 },
    });
    await expect(s3.main.send(new GetObjectCommand(object))).rejects.toMatchObject({
      name: 'SlowDown',
      $metadata: { httpStatusCode: 503 },
    });
    expect(entries.at(-1)).toMatchObject({ operation: 'GetObject', user: 'main', status: 503 });
  });

  test('may be operations that the server does not have', async () => {
    const select = new SelectObjectContentCommand({
      ...object,
      Expression: 'select * from s3object',
      ExpressionType: 'SQL',
      InputSerialization: { CSV: {} },
      OutputSerialization: { CSV: {} },
    });
    await expect(s3.main.send(select)).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('are refused now and then, by chance', async () => {
    const url = `${s3.server.url}/bucket/key`;
    const statuses = new Set<number>();
    for (let count = 0; count < 40; count++) {
      const { headers } = signRaw({ method: 'HEAD', url, payloadHash: sha256('') });
      statuses.add((await fetch(url, { method: 'HEAD', headers })).status);
    }
    expect([...statuses].sort()).toEqual([200, 404]);
  });

  test('are refused after the signature was checked', async () => {
    const response = await fetch(`${s3.server.url}/bucket/key`, {
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' },
    });
    expect(response.status).toBe(400);
  });
});
