import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';
import { hashFile, hashTree } from './sample-files.js';

const version = '1.46.2';

/** The AWS command line interface: high-level `s3` commands, which send parts side by side, and `s3api`. */
export const awsCli = /** @satisfies {import('./client.js').Client} */ ({
  name: 'aws-cli',
  version,
  install: (cache) =>
    installPythonPackages(cache, { name: 'aws-cli', version, packages: [`awscli==${version}`] }),
  async run(installed, place, check) {
    const { bucket, files, folder } = place;
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: place.accessKey,
      AWS_SECRET_ACCESS_KEY: place.secretKey,
      AWS_DEFAULT_REGION: place.region,
      AWS_ENDPOINT_URL: place.endpoint,
      AWS_CONFIG_FILE: join(folder, 'no-configuration'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
      PYTHONUTF8: '1',
    };
    const aws = (/** @type {string[]} */ ...args) =>
      runCommand(pythonOf(installed), ['-m', 'awscli', ...args], { env, timeout: 300 });
    const read = async (/** @type {string[]} */ ...args) =>
      JSON.parse(await aws(...args, '--output', 'json'));

    await check('makes a bucket and lists it', async () => {
      await aws('s3', 'mb', `s3://${bucket}`);
      assert.match(await aws('s3', 'ls'), new RegExp(`\\b${bucket}$`, 'm'));
    });
    await check('copies a large file up and down in parts', async () => {
      await aws('s3', 'cp', '--no-progress', files.large, `s3://${bucket}/large.bin`);
      const head = await read('s3api', 'head-object', '--bucket', bucket, '--key', 'large.bin');
      assert.match(head.ETag, /^"[0-9a-f]{32}-3"$/);
      const copy = join(folder, 'large.bin');
      await aws('s3', 'cp', '--no-progress', `s3://${bucket}/large.bin`, copy);
      assert.equal(await hashFile(copy), files.largeSha256);
    });
    await check('copies within the server', async () => {
      await aws('s3', 'cp', '--no-progress', `s3://${bucket}/large.bin`, `s3://${bucket}/copies/large.bin`);
      const copy = join(folder, 'copied.bin');
      await aws('s3', 'cp', '--no-progress', `s3://${bucket}/copies/large.bin`, copy);
      assert.equal(await hashFile(copy), files.largeSha256);
    });
    await check('syncs a tree up and down, difficult names too', async () => {
      await aws('s3', 'sync', '--no-progress', files.tree, `s3://${bucket}/tree`);
      const back = join(folder, 'tree');
      await mkdir(back, { recursive: true });
      await aws('s3', 'sync', '--no-progress', `s3://${bucket}/tree`, back);
      assert.deepEqual(await hashTree(back), await hashTree(files.tree));
      const again = await aws('s3', 'sync', '--no-progress', files.tree, `s3://${bucket}/tree`);
      assert.equal(again, '', 'a second sync has nothing to do');
    });
    await check('lists page by page', async () => {
      const args = ['--bucket', bucket, '--prefix', 'tree/', '--page-size', '2'];
      const { Contents } = await read('s3api', 'list-objects-v2', ...args);
      const keys = Contents.map((/** @type {{ Key: string }} */ { Key }) => Key.slice('tree/'.length));
      assert.deepEqual(keys.toSorted(), files.keys);
    });
    await check('presigns a download, as it does by default, with Signature Version 2', async () => {
      const url = (await aws('s3', 'presign', `s3://${bucket}/tree/plain.txt`, '--expires-in', '60')).trim();
      assert.match(url, /AWSAccessKeyId=/);
      const response = await fetch(url);
      assert.equal(response.status, 200);
      assert.match(await response.text(), /^content of plain\.txt\n/);
    });
    await check('tags an object and reads the tags', async () => {
      const object = ['--bucket', bucket, '--key', 'tree/plain.txt'];
      await aws('s3api', 'put-object-tagging', ...object, '--tagging', 'TagSet=[{Key=team,Value=storage}]');
      const { TagSet } = await read('s3api', 'get-object-tagging', ...object);
      assert.deepEqual(TagSet, [{ Key: 'team', Value: 'storage' }]);
    });
    await check('makes a bucket in another region, and works in it', async () => {
      const far = `s3://${bucket}-far`;
      const there = ['--region', 'eu-central-1'];
      await aws('s3', 'mb', far, ...there);
      await aws('s3', 'cp', '--no-progress', `s3://${bucket}/tree/plain.txt`, `${far}/plain.txt`, ...there);
      const url = (await aws('s3', 'presign', `${far}/plain.txt`, ...there)).trim();
      assert.match(url, /X-Amz-Credential=[^&]*eu-central-1/);
      assert.equal((await fetch(url)).status, 200);
      await aws('s3', 'rb', '--force', far, ...there);
    });
    await check('removes everything', async () => {
      await aws('s3', 'rb', '--force', `s3://${bucket}`);
      assert.doesNotMatch(await aws('s3', 'ls'), new RegExp(bucket));
    });
  },
});
