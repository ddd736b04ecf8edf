import assert from 'node:assert/strict';
import { join } from 'node:path';
import { installRclone, rcloneVersion } from '../../scripts/servers/lib/install-rclone.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';
import { hashFile, hashTree } from './sample-files.js';

/** rclone's S3 backend: sync, check by hash, and multipart uploads of its own making. */
export const rclone = /** @satisfies {import('./client.js').Client} */ ({
  name: 'rclone',
  version: rcloneVersion,
  install: installRclone,
  async run(installed, place, check) {
    const { bucket, files, folder } = place;
    const env = {
      ...process.env,
      RCLONE_CONFIG: join(folder, 'rclone.conf'),
      RCLONE_CONFIG_S3_TYPE: 's3',
      RCLONE_CONFIG_S3_PROVIDER: 'Other',
      RCLONE_CONFIG_S3_ENDPOINT: place.endpoint,
      RCLONE_CONFIG_S3_REGION: place.region,
      RCLONE_CONFIG_S3_ACCESS_KEY_ID: place.accessKey,
      RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: place.secretKey,
      RCLONE_CONFIG_S3_UPLOAD_CUTOFF: '6M',
      RCLONE_CONFIG_S3_CHUNK_SIZE: '6M',
      RCLONE_RETRIES: '1',
      RCLONE_LOW_LEVEL_RETRIES: '1',
    };
    const run = (/** @type {string[]} */ ...args) =>
      runCommand(join(installed, 'rclone'), args, { env, timeout: 300 });

    await check('makes a bucket and lists it', async () => {
      await run('mkdir', `s3:${bucket}`);
      assert.match(await run('lsf', 's3:'), new RegExp(`^${bucket}/$`, 'm'));
    });
    await check('syncs a tree up, checks it by hash, syncs it down', async () => {
      await run('sync', files.tree, `s3:${bucket}/tree`);
      await run('check', files.tree, `s3:${bucket}/tree`);
      await run('sync', `s3:${bucket}/tree`, join(folder, 'tree'));
      assert.deepEqual(await hashTree(join(folder, 'tree')), await hashTree(files.tree));
    });
    await check('finds every file equal, one by one', async () => {
      const combined = await run('check', '--combined', '-', files.tree, `s3:${bucket}/tree`);
      const lines = combined.trim().split('\n');
      assert.deepEqual(lines.toSorted(), files.keys.map((key) => `= ${key}`).toSorted());
    });
    await check('sends a large file in parts and reads it back', async () => {
      await run('copyto', files.large, `s3:${bucket}/large.bin`);
      await run('copyto', `s3:${bucket}/large.bin`, join(folder, 'large.bin'));
      assert.equal(await hashFile(join(folder, 'large.bin')), files.largeSha256);
    });
    await check('copies and moves within the server', async () => {
      await run('copyto', `s3:${bucket}/large.bin`, `s3:${bucket}/copy.bin`);
      await run('moveto', `s3:${bucket}/copy.bin`, `s3:${bucket}/moved.bin`);
      const names = (await run('lsf', `s3:${bucket}`)).trim().split('\n');
      assert.deepEqual(names.toSorted(), ['large.bin', 'moved.bin', 'tree/']);
    });
    await check('removes what the source no longer has', async () => {
      await run('delete', `s3:${bucket}/tree`, '--include', 'deep/**');
      const names = (await run('lsf', '-R', '--files-only', `s3:${bucket}/tree`)).trim().split('\n');
      assert.deepEqual(
        names.toSorted(),
        files.keys.filter((key) => !key.startsWith('deep/')),
      );
    });
    await check('purges the bucket', async () => {
      await run('purge', `s3:${bucket}`);
      assert.doesNotMatch(await run('lsf', 's3:'), new RegExp(bucket));
    });
  },
});
