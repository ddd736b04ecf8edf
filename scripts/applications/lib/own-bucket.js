import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { manyObjects } from './recorded-server.js';
import { bucketOf } from './run-job.js';

const atOnce = 8;

/**
 * Makes the bucket of an application on a server that nobody here wrote, with the objects that are there before its job.
 * @param {import('./types.js').Application} application
 * @param {import('../../servers/lib/types.js').RunningServer} running
 */
export async function makeOwnBucket(application, { endpoint, region, users }) {
  const { accessKey, secretKey } = users.main;
  const Bucket = bucketOf(application);
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
    const left = [...manyObjects(application.manyKeys ?? 0)];
    const work = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        await client.send(new PutObjectCommand({ Bucket, Key: next.key, Body: next.text }));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    client.destroy();
  }
}
