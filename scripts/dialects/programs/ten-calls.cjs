/** @typedef {import('@aws-sdk/client-s3').S3Client} Client */

// The ten common calls by the AWS SDK for JavaScript, of the version that is installed in the folder DIALECT_MODULES.
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { createReadStream } = require('node:fs');

const load = createRequire(join(process.env.DIALECT_MODULES ?? '.', 'package.json'));
/** @type {typeof import('@aws-sdk/client-s3')} */
const sdk = load('@aws-sdk/client-s3');
/** @type {{ getSignedUrl(client: Client, command: object): Promise<string> }} */
const { getSignedUrl } = load('@aws-sdk/s3-request-presigner');

const Bucket = process.env.DIALECT_BUCKET;
const large = process.env.DIALECT_LARGE_FILE ?? '';
const small = Buffer.alloc(1024, 's');

async function main() {
  const s3 = new sdk.S3Client({ forcePathStyle: true, maxAttempts: 1 });
  await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'put', Body: small, Metadata: { owner: 'me' } }));
  await s3.send(new sdk.HeadObjectCommand({ Bucket, Key: 'put' }));
  await read(s3, 'put');
  await s3.send(new sdk.CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/put` }));
  /** @type {string | undefined} */
  let token;
  do {
    /** @type {import('@aws-sdk/client-s3').ListObjectsV2CommandOutput} */
    const page = await s3.send(
      new sdk.ListObjectsV2Command({ Bucket, MaxKeys: 1, ContinuationToken: token }),
    );
    token = page.NextContinuationToken;
  } while (token !== undefined);
  await uploadInParts(s3);
  await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'stream', Body: createReadStream(large) }));
  await read(s3, 'stream');
  await presign(s3);
  await s3.send(new sdk.DeleteObjectCommand({ Bucket, Key: 'copy' }));
  const Objects = ['put', 'parts', 'stream', 'presigned'].map((Key) => ({ Key }));
  await s3.send(new sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
}

/**
 * @param {Client} s3
 * @param {string} Key
 */
async function read(s3, Key) {
  const { Body } = await s3.send(new sdk.GetObjectCommand({ Bucket, Key }));
  await Body?.transformToByteArray();
}

/** @param {Client} s3 */
async function uploadInParts(s3) {
  const object = { Bucket, Key: 'parts' };
  const { UploadId } = await s3.send(new sdk.CreateMultipartUploadCommand(object));
  const Parts = [];
  for (const [index, Body] of [Buffer.alloc(5 * 1024 * 1024, 'p'), small].entries()) {
    const PartNumber = index + 1;
    const { ETag } = await s3.send(new sdk.UploadPartCommand({ ...object, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  const MultipartUpload = { Parts };
  await s3.send(new sdk.CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
}

/** @param {Client} s3 */
async function presign(s3) {
  const put = await getSignedUrl(s3, new sdk.PutObjectCommand({ Bucket, Key: 'presigned' }));
  await expectOk(await fetch(put, { method: 'PUT', body: small }));
  const get = await getSignedUrl(s3, new sdk.GetObjectCommand({ Bucket, Key: 'presigned' }));
  await expectOk(await fetch(get));
}

/** @param {Response} response */
async function expectOk(response) {
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${response.status} ${text}`);
  }
}

main();
