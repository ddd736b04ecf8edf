import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { installSdkPackage, sdkSettings } from './sdk-for-javascript.js';

const version = '3.1175.0';

/** `@aws-sdk/lib-storage` over the plain SDK: uploads of streams whose length nobody knows. */
export const libStorage = /** @satisfies {import('./client.js').Client} */ ({
  name: 'lib-storage',
  version,
  install: (cache) => installSdkPackage(cache, { name: 'lib-storage', version }),
  async run(installed, place, check) {
    const load = createRequire(join(installed, 'package.json'));
    const { S3 } = load('@aws-sdk/client-s3');
    const { Upload } = load('@aws-sdk/lib-storage');
    const client = new S3(sdkSettings(place));
    const Bucket = place.bucket;
    /** @type {(Key: string) => Promise<string>} */
    const hashObject = async (Key) => {
      const { Body } = await client.getObject({ Bucket, Key, ChecksumMode: 'ENABLED' });
      return createHash('sha256')
        .update(await Body.transformToByteArray())
        .digest('hex');
    };

    await check('makes a bucket', async () => {
      await client.createBucket({ Bucket });
      assert.equal((await client.headBucket({ Bucket })).$metadata.httpStatusCode, 200);
    });
    await check('uploads a file stream in parts, four at a time', async () => {
      const params = { Bucket, Key: 'stream.bin', Body: createReadStream(place.files.large) };
      const done = await new Upload({ client, params, partSize: 5 * 1024 * 1024, queueSize: 4 }).done();
      assert.match(done.ETag, /-4"$/);
      assert.equal(await hashObject('stream.bin'), place.files.largeSha256);
    });
    await check('uploads a short stream of unknown length in one request', async () => {
      const params = {
        Bucket,
        Key: 'short.txt',
        Body: Readable.from([Buffer.from('short '), Buffer.from('stream')]),
      };
      await new Upload({ client, params }).done();
      const { Body } = await client.getObject({ Bucket, Key: 'short.txt' });
      assert.equal(await Body.transformToString(), 'short stream');
    });
    for (const ChecksumAlgorithm of ['CRC32C', 'SHA256']) {
      await check(`uploads in parts with ${ChecksumAlgorithm} for each`, async () => {
        const Key = `checksum-${ChecksumAlgorithm}`;
        const params = { Bucket, Key, Body: createReadStream(place.files.large), ChecksumAlgorithm };
        await new Upload({ client, params, partSize: 6 * 1024 * 1024 }).done();
        assert.equal(await hashObject(Key), place.files.largeSha256);
        const head = await client.headObject({ Bucket, Key, ChecksumMode: 'ENABLED' });
        assert.match(head[`Checksum${ChecksumAlgorithm}`], /^[A-Za-z0-9+/]+=*-3$/);
      });
    }
    await check('leaves no parts behind when it is aborted', async () => {
      const params = { Bucket, Key: 'aborted.bin', Body: createReadStream(place.files.large) };
      const upload = new Upload({ client, params, partSize: 5 * 1024 * 1024 });
      upload.once('httpUploadProgress', () => upload.abort());
      await assert.rejects(upload.done(), { name: 'AbortError' });
      // The promise is rejected at once; the parts in flight are waited for and removed after that.
      for (let tries = 0; ; tries += 1) {
        const { Uploads = [] } = await client.listMultipartUploads({ Bucket });
        if (Uploads.length === 0) {
          break;
        }
        assert.ok(tries < 50, `still there: ${Uploads[0].Key}`);
        await sleep(200);
      }
    });
    await check('removes everything', async () => {
      const { Contents = [] } = await client.listObjectsV2({ Bucket });
      const Objects = Contents.map((/** @type {{ Key: string }} */ { Key }) => ({ Key }));
      await client.deleteObjects({ Bucket, Delete: { Objects } });
      await client.deleteBucket({ Bucket });
      await assert.rejects(client.headBucket({ Bucket }), { name: 'NotFound' });
    });
    client.destroy();
  },
});
