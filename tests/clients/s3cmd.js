import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';
import { hashFile, hashTree } from './sample-files.js';

const version = '2.4.0';

/** s3cmd: a client with a signer and an XML reader of its own, which asks for the bucket's location first. */
export const s3cmd = /** @satisfies {import('./client.js').Client} */ ({
  name: 's3cmd',
  version,
  install: (cache) =>
    installPythonPackages(cache, {
      name: 's3cmd',
      version,
      packages: [`s3cmd==${version}`, 'setuptools==80.9.0'],
    }),
  async run(installed, place, check) {
    const { bucket, files, folder } = place;
    const { host } = new URL(place.endpoint);
    const settings = [
      `access_key = ${place.accessKey}`,
      `secret_key = ${place.secretKey}`,
      `host_base = ${host}`,
      `host_bucket = ${host}`,
      `bucket_location = ${place.region}`,
      'use_https = False',
      'multipart_chunk_size_mb = 5',
      'max_retries = 1',
    ];
    const config = join(folder, 's3cmd.ini');
    await writeFile(config, `[default]\n${settings.join('\n')}\n`);
    const program = join(installed, process.platform === 'win32' ? 'Scripts' : 'bin', 's3cmd');
    const run = (/** @type {string[]} */ ...args) =>
      runCommand(pythonOf(installed), [program, '--config', config, '--no-progress', ...args], {
        env: { ...process.env, PYTHONUTF8: '1' },
        timeout: 300,
      });

    await check('makes a bucket and lists it', async () => {
      await run('mb', `s3://${bucket}`);
      assert.match(await run('ls'), new RegExp(`s3://${bucket}$`, 'm'));
    });
    await check('puts a large file in parts and gets it back', async () => {
      await run('put', files.large, `s3://${bucket}/large.bin`);
      await run('get', `s3://${bucket}/large.bin`, join(folder, 'large.bin'));
      assert.equal(await hashFile(join(folder, 'large.bin')), files.largeSha256);
    });
    await check('syncs a tree up and down', async () => {
      await run('sync', `${files.tree}/`, `s3://${bucket}/tree/`);
      const back = join(folder, 'tree');
      await mkdir(back);
      await run('sync', `s3://${bucket}/tree/`, `${back}/`);
      assert.deepEqual(await hashTree(back), await hashTree(files.tree));
    });
    await check('lists below a prefix', async () => {
      const listed = await run('ls', '--recursive', `s3://${bucket}/tree/`);
      const keys = listed
        .trim()
        .split('\n')
        .map((line) => line.slice(line.indexOf('/tree/') + '/tree/'.length));
      assert.deepEqual(keys.toSorted(), files.keys);
    });
    await check('tells an object’s size and MD5', async () => {
      const info = await run('info', `s3://${bucket}/tree/plain.txt`);
      assert.match(info, /File size:\s+420\b/);
      assert.match(info, /MD5 sum:\s+[0-9a-f]{32}/);
    });
    await check('copies and moves within the server', async () => {
      await run('cp', `s3://${bucket}/tree/plain.txt`, `s3://${bucket}/copy.txt`);
      await run('mv', `s3://${bucket}/copy.txt`, `s3://${bucket}/moved.txt`);
      const listed = await run('ls', `s3://${bucket}/`);
      assert.match(listed, /\/moved\.txt$/m);
      assert.doesNotMatch(listed, /copy\.txt/);
    });
    await check('signs a link', async () => {
      const url = (await run('signurl', `s3://${bucket}/tree/plain.txt`, '+60')).trim();
      const response = await fetch(url);
      assert.equal(response.status, 200);
      assert.match(await response.text(), /^content of plain\.txt\n/);
    });
    await check('removes everything', async () => {
      await run('rb', '--recursive', '--force', `s3://${bucket}`);
      assert.doesNotMatch(await run('ls'), new RegExp(bucket));
    });
  },
});
