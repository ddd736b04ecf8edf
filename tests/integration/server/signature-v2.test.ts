import { createHmac } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { newBucketName, type ServerUnderTest, useServer } from './support.js';

const servers = {
  'by default': useServer(),
  'with signatureVersion2': useServer({ signatureVersion2: true }),
  'without it': useServer({ signatureVersion2: false }),
};

function sign(text: string): string {
  return createHmac('sha1', 's3tester-secret').update(text).digest('base64');
}

async function link({ server, main }: ServerUnderTest): Promise<{ url: string; path: string }> {
  const Bucket = newBucketName();
  await main.send(new CreateBucketCommand({ Bucket }));
  await main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
  return { url: `${server.url}/${Bucket}/k`, path: `/${Bucket}/k` };
}

async function statusOfLink(s3: ServerUnderTest): Promise<number> {
  const { url, path } = await link(s3);
  const expires = Math.floor(Date.now() / 1000) + 60;
  const signature = encodeURIComponent(sign(`GET\n\n\n${expires}\n${path}`));
  const response = await fetch(`${url}?AWSAccessKeyId=s3tester&Signature=${signature}&Expires=${expires}`);
  return response.status;
}

async function statusOfHeader(s3: ServerUnderTest): Promise<number> {
  const { url, path } = await link(s3);
  const date = new Date().toUTCString();
  const signature = sign(`GET\n\n\n\nx-amz-date:${date}\n${path}`);
  const headers = { 'x-amz-date': date, authorization: `AWS s3tester:${signature}` };
  return (await fetch(url, { headers })).status;
}

async function statusOfForm(s3: ServerUnderTest): Promise<number> {
  const { path } = await link(s3);
  const bucket = path.split('/')[1] ?? '';
  const expiration = new Date(Date.now() + 60_000).toISOString();
  const conditions = [{ bucket }, { key: 'form' }];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const form = new FormData();
  for (const [name, value] of Object.entries({
    key: 'form',
    AWSAccessKeyId: 's3tester',
    policy,
    signature: sign(policy),
  })) {
    form.append(name, value);
  }
  form.append('file', new Blob(['x']), 'x');
  return (await fetch(`${s3.server.url}/${bucket}`, { method: 'POST', body: form })).status;
}

test.each([
  ['by default', 200, 400, 204],
  ['with signatureVersion2', 200, 200, 204],
  ['without it', 400, 400, 400],
] as const)('%s a link gets %i, a header %i, a form %i', async (name, inLink, inHeader, inForm) => {
  const s3 = servers[name];
  expect([await statusOfLink(s3), await statusOfHeader(s3), await statusOfForm(s3)]).toEqual([
    inLink,
    inHeader,
    inForm,
  ]);
});
