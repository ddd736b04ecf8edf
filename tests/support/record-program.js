// A program that a test records: it takes keys and endpoint from the variables, as any client of the AWS SDK does.
import { createHash, createHmac } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';

const client = new S3Client({ forcePathStyle: true, maxAttempts: 1 });
const place = { Bucket: 'recorded', Key: 'k' };

/** Everything that a recording describes: conditions, parts, pages and a range. */
async function job() {
  await client.send(new CreateBucketCommand({ Bucket: 'recorded' }));
  await Promise.all(
    ['a', 'b', 'c'].map((Key) =>
      client.send(new PutObjectCommand({ ...place, Key, Body: Key, IfNoneMatch: '*' })),
    ),
  );
  const again = client.send(new PutObjectCommand({ ...place, Key: 'a', Body: 'x', IfNoneMatch: '*' }));
  console.log(await again.catch(({ name }) => name));
  const first = await client.send(new ListObjectsV2Command({ Bucket: 'recorded', MaxKeys: 2 }));
  await client.send(
    new ListObjectsV2Command({
      Bucket: 'recorded',
      MaxKeys: 2,
      ContinuationToken: first.NextContinuationToken,
    }),
  );
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...place, ChecksumAlgorithm: 'CRC32' }),
  );
  const parts = [];
  for (const [at, size] of [5 * 1024 * 1024, 10].entries()) {
    const part = { ...place, UploadId, PartNumber: at + 1, Body: Buffer.alloc(size) };
    const { ETag, ChecksumCRC32 } = await client.send(new UploadPartCommand(part));
    parts.push({ PartNumber: at + 1, ETag, ChecksumCRC32 });
  }
  await client.send(
    new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }),
  );
  const { Body } = await client.send(new GetObjectCommand({ ...place, Range: 'bytes=-10' }));
  console.log((await Body?.transformToByteArray())?.length);
}

/**
 * The parameters of a customer's key.
 * @param {string} prefix
 * @param {string} value
 */
function customer(prefix, value) {
  return {
    [`${prefix}SSECustomerAlgorithm`]: 'AES256',
    [`${prefix}SSECustomerKey`]: Buffer.from(value).toString('base64'),
    [`${prefix}SSECustomerKeyMD5`]: createHash('md5').update(value).digest('base64'),
  };
}

/**
 * Requests that carry secrets; whatever comes back is fine.
 * @param {string} key
 * @param {string} copyKey
 */
async function secrets(key, copyKey) {
  const named = { ...place, Key: `named/${Buffer.from(key).toString('base64')}` };
  const copied = { ...place, CopySource: 'recorded/k', ...customer('CopySource', copyKey) };
  await Promise.allSettled([
    client.send(new PutObjectCommand({ ...place, Body: 'text', ...customer('', key) })),
  ]);
  await Promise.allSettled([client.send(new CopyObjectCommand(copied))]);
  await Promise.allSettled([client.send(new GetObjectCommand(named))]);
  await (await fetch(await link())).text();
}

class Sha256 {
  /** @param {string | ArrayBuffer | ArrayBufferView} [secret] */
  constructor(secret) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  /** @param {string | ArrayBuffer | ArrayBufferView} data */
  update(data) {
    this.hash.update(bytesOf(data));
  }
  async digest() {
    return this.hash.digest();
  }
  reset() {
    throw new Error('not needed');
  }
}

/** @param {string | ArrayBuffer | ArrayBufferView} data */
function bytesOf(data) {
  if (typeof data === 'string') {
    return Buffer.from(data);
  }
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

/** A presigned link. */
async function link() {
  const {
    AWS_ACCESS_KEY_ID = '',
    AWS_SECRET_ACCESS_KEY = '',
    AWS_ENDPOINT_URL = '',
    AWS_REGION = '',
  } = process.env;
  const { origin, host, hostname } = new URL(AWS_ENDPOINT_URL);
  const signer = new SignatureV4({
    service: 's3',
    region: AWS_REGION,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    uriEscapePath: false,
    applyChecksum: false,
    sha256: Sha256,
  });
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const { query } = await signer.presign(
    { method: 'GET', protocol: 'http:', hostname, path: '/recorded/k', query: {}, headers },
    { expiresIn: 60 },
  );
  const url = new URL('/recorded/k', origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    url.searchParams.set(name, String(value));
  }
  return url;
}

const [what, ...words] = process.argv.slice(2);
if (what === 'job') {
  await job();
} else {
  await secrets(words[0] ?? '', words[1] ?? '');
}
