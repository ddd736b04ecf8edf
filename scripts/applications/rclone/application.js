import assert from 'node:assert/strict';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installRclone, rcloneVersion } from '../../servers/lib/install-rclone.js';
import { sampleBytes } from '../lib/sample.js';
import { readTree, sameTree, writeTree } from '../lib/trees.js';

const large = sampleBytes('rclone', 12_000_000);

/** rclone: files in parts with their times, synchronized and checked trees, moves within the server. */
export const rclone = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'rclone',
  version: rcloneVersion,
  install: installRclone,
  async run(installed, place, step) {
    const { bucket, folder } = place;
    const env = {
      ...place.env,
      RCLONE_CONFIG: join(folder, 'rclone.conf'),
      RCLONE_CONFIG_S3_TYPE: 's3',
      RCLONE_CONFIG_S3_PROVIDER: 'Other',
      RCLONE_CONFIG_S3_ENDPOINT: place.endpoint,
      RCLONE_CONFIG_S3_REGION: place.region,
      RCLONE_CONFIG_S3_ACCESS_KEY_ID: place.accessKey,
      RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: place.secretKey,
      RCLONE_CONFIG_S3_UPLOAD_CUTOFF: '6M',
      RCLONE_CONFIG_S3_CHUNK_SIZE: '6M',
      RCLONE_CONFIG_S3_LIST_CHUNK: '2',
      RCLONE_RETRIES: '1',
      RCLONE_LOW_LEVEL_RETRIES: '2',
    };
    const rclone = (/** @type {string[]} */ ...args) => place.run(join(installed, 'rclone'), args, { env });
    const remote = (/** @type {string} */ key) => `s3:${bucket}/${key}`;
    const file = join(folder, 'large.bin');
    const back = join(folder, 'back.bin');
    const tree = join(folder, 'tree');
    const mirror = join(folder, 'mirror');
    const long = new Date('2020-02-03T04:05:06Z');
    await writeFile(file, large);
    await utimes(file, long, long);
    await writeTree(tree);
    await mkdir(mirror);

    await step('copies a file up in parts', async () => {
      await rclone('copyto', file, remote('large.bin'));
    });
    await step('copies it down, with its time', async () => {
      await rclone('copyto', remote('large.bin'), back);
      assert.ok(large.equals(await readFile(back)), 'the file read back is another one');
      assert.match(await rclone('lsl', remote('large.bin')), /2020-02-03/, 'its time is another one');
    });
    await step('synchronizes a tree up', async () => {
      await rclone('sync', tree, remote('tree'));
    });
    await step('synchronizes it down', async () => {
      await rclone('sync', remote('tree'), mirror);
      await sameTree(mirror, tree);
    });
    await step('checks it', async () => {
      await rclone('check', tree, remote('tree'));
    });
    await step('synchronizes it again, and removes what is not there', async () => {
      await writeFile(join(mirror, 'stray.txt'), 'stray');
      await rclone('sync', remote('tree'), mirror);
      await sameTree(mirror, tree);
      const told = await place.observe(join(installed, 'rclone'), ['sync', '-v', tree, remote('tree')], {
        env,
      });
      assert.match(told.output, /nothing to transfer/, 'it was copied again');
    });
    await step('moves it within the server', async () => {
      await rclone('move', remote('tree'), remote('moved'));
      await rclone('sync', remote('moved'), mirror);
      await sameTree(mirror, tree);
    });
    await step('removes everything', async () => {
      await rclone('purge', `s3:${bucket}`);
      await rclone('mkdir', `s3:${bucket}`);
      await rclone('sync', remote(''), mirror);
      assert.deepEqual([...(await readTree(mirror)).keys()], [], 'something is left');
    });
  },
});
