import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../../src/server/index.js';
import { makeSelfSigned } from '../../support/self-signed.js';
import { useServer } from './support.js';

const own = useServer({ tls: 'self-signed', domains: ['s3.example.test'] });
const clients: S3Client[] = [];

afterAll(() => {
  for (const client of clients) {
    client.destroy();
  }
});

function clientOf({ url }: RunningServer, ca: string | undefined): S3Client {
  const client = new S3Client({
    ...{ endpoint: url, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1 },
    credentials: { accessKeyId: 's3tester', secretAccessKey: 's3tester-secret' },
    requestHandler: { httpsAgent: { ca } },
  });
  clients.push(client);
  return client;
}

/** What a server shows who asks for a host, and whether that holds for it. */
function ask(servername: string, ca: string | undefined): Promise<number> {
  const { port } = own.server;
  return new Promise((resolve, reject) => {
    request(
      { ...{ host: '127.0.0.1', port, path: '/-/health', ca, agent: false }, servername },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('a server with a certificate of its own', () => {
  test('is trusted by who trusts its authority, and by nobody else', async () => {
    const { url, ca } = own.server;
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    await clientOf(own.server, ca).send(new CreateBucketCommand({ Bucket: 'trusted' }));
    await expect(
      clientOf(own.server, undefined).send(new CreateBucketCommand({ Bucket: 'untrusted' })),
    ).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
  });

  test.each(['localhost', 'bucket.s3.localhost', 's3.example.test', 'bucket.s3.example.test'])(
    'is good for %s',
    async (name) => {
      expect(await ask(name, own.server.ca)).toBe(200);
    },
  );

  test('is not good for another host', async () => {
    await expect(ask('other.test', own.server.ca)).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  test('gives an authority that strict clients take, and that signs nothing else', () => {
    const ca = new X509Certificate(own.server.ca ?? '');
    expect(ca.ca).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(ca.subject).toContain('s3tester');
    expect(own.server.ca).not.toContain('PRIVATE KEY');
    const days = (Date.parse(ca.validTo) - Date.parse(ca.validFrom)) / 86_400_000;
    expect(days).toBeGreaterThan(300);
    expect(days).toBeLessThan(398);
  });

  test('says https where it names itself, and is what policies call secure transport', async () => {
    const s3 = clientOf(own.server, own.server.ca);
    const Bucket = 'secure';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const deny = {
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    await s3.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [deny] }),
      }),
    );
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const upload = { Bucket, Key: 'parts' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'x' }));
    const Parts = [{ PartNumber: 1, ETag }];
    const { Location } = await s3.send(
      new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts } }),
    );
    expect(Location).toBe(`${own.server.url}/${Bucket}/parts`);
  });
});

test('a certificate that is given is the one that is shown', async () => {
  const files = makeSelfSigned();
  const server = await startServer({ tls: files });
  try {
    expect(server.ca).toBeUndefined();
    await clientOf(server, files.cert).send(new CreateBucketCommand({ Bucket: 'given' }));
  } finally {
    await server.close();
  }
});

test('what is no certificate is told at the start', async () => {
  await expect(startServer({ tls: { cert: 'no', key: 'no' } })).rejects.toThrow();
});
