import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { installNpmPackages } from '../../scripts/servers/lib/install-npm.js';
import { hashFile } from './sample-files.js';

const version = '8.0.7';

/** The `minio` client for JavaScript: it signs chunk by chunk, and reads XML with a parser of its own. */
export const minioJs = /** @satisfies {import('./client.js').Client} */ ({
  name: 'minio-js',
  version,
  install: (cache) =>
    installNpmPackages(cache, { name: 'minio-js', version, packages: [`minio@${version}`] }),
  async run(installed, place, check) {
    const { Client } = createRequire(join(installed, 'package.json'))('minio');
    const { bucket, files, folder } = place;
    const { hostname, port } = new URL(place.endpoint);
    const client = new Client({
      endPoint: hostname,
      port: Number(port),
      useSSL: false,
      accessKey: place.accessKey,
      secretKey: place.secretKey,
      region: place.region,
      partSize: 5 * 1024 * 1024,
    });
    /** @type {(prefix: string) => Promise<string[]>} */
    const listKeys = async (prefix) => {
      const keys = [];
      for await (const { name } of client.listObjectsV2(bucket, prefix, true)) {
        keys.push(name);
      }
      return keys;
    };

    await check('makes a bucket and finds it', async () => {
      await client.makeBucket(bucket, place.region);
      assert.equal(await client.bucketExists(bucket), true);
      assert.equal(await client.bucketExists(`${bucket}-missing`), false);
    });
    await check('puts a text with metadata and reads it back', async () => {
      const text = 'grüße aus dem client';
      await client.putObject(bucket, 'dir/ä b.txt', text, undefined, { 'X-Amz-Meta-Owner': 'me' });
      assert.equal((await buffer(await client.getObject(bucket, 'dir/ä b.txt'))).toString(), text);
      const { size, metaData } = await client.statObject(bucket, 'dir/ä b.txt');
      assert.equal(size, Buffer.byteLength(text));
      assert.equal(metaData.owner, 'me');
      const part = await buffer(await client.getPartialObject(bucket, 'dir/ä b.txt', 3, 4));
      assert.deepEqual(part, Buffer.from(text).subarray(3, 7));
    });
    await check('sends a file in parts and reads it back', async () => {
      await client.fPutObject(bucket, 'large.bin', files.large, {});
      assert.match((await client.statObject(bucket, 'large.bin')).etag, /^[0-9a-f]{32}-4$/);
      await client.fGetObject(bucket, 'large.bin', join(folder, 'large.bin'));
      assert.equal(await hashFile(join(folder, 'large.bin')), files.largeSha256);
    });
    await check('copies within the server', async () => {
      await client.copyObject(bucket, 'copy.txt', `/${bucket}/dir/ä b.txt`);
      const { size } = await client.statObject(bucket, 'copy.txt');
      assert.equal(size, Buffer.byteLength('grüße aus dem client'));
    });
    await check('lists objects and open uploads', async () => {
      assert.deepEqual(await listKeys(''), ['copy.txt', 'dir/ä b.txt', 'large.bin']);
      await client.initiateNewMultipartUpload(bucket, 'open.bin', {});
      const open = [];
      for await (const upload of client.listIncompleteUploads(bucket, 'open.bin', true)) {
        open.push(upload.key);
      }
      assert.deepEqual(open, ['open.bin']);
      await client.removeIncompleteUpload(bucket, 'open.bin');
    });
    await check('presigns a download and an upload', async () => {
      const put = await client.presignedPutObject(bucket, 'signed.txt', 60);
      assert.equal((await fetch(put, { method: 'PUT', body: 'signed' })).status, 200);
      const got = await fetch(await client.presignedGetObject(bucket, 'signed.txt', 60));
      assert.equal(await got.text(), 'signed');
    });
    await check('sets tags and a bucket policy, and reads them', async () => {
      await client.setObjectTagging(bucket, 'copy.txt', { team: 'storage' });
      assert.deepEqual(await client.getObjectTagging(bucket, 'copy.txt'), [
        { Key: 'team', Value: 'storage' },
      ]);
      const statement = {
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${bucket}/copy.txt`],
      };
      await client.setBucketPolicy(bucket, JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
      assert.match(await client.getBucketPolicy(bucket), /s3:GetObject/);
      assert.equal((await fetch(`${place.endpoint}/${bucket}/copy.txt`)).status, 200);
      assert.equal((await fetch(`${place.endpoint}/${bucket}/signed.txt`)).status, 403);
    });
    await check('removes everything', async () => {
      await client.removeObjects(bucket, await listKeys(''));
      await client.removeBucket(bucket);
      assert.equal(await client.bucketExists(bucket), false);
    });
  },
});
