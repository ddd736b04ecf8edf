import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPythonPackages, pythonOf } from '../../servers/lib/install-python.js';
import { sampleBytes } from '../lib/sample.js';
import { sameTree, writeTree } from '../lib/trees.js';

const version = '2.4.0';
const large = sampleBytes('s3cmd', 12_000_000);
const manyKeys = 1100;

/** s3cmd: files in parts, synchronized trees, lists of more than a page, moves within the server. */
export const s3cmd = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 's3cmd',
  version,
  quick: ['truncation-not-said'],
  manyKeys,
  install: (cache) =>
    installPythonPackages(cache, {
      name: 's3cmd',
      version,
      packages: [`s3cmd==${version}`, 'setuptools==80.9.0'],
    }),
  async run(installed, { bucket, folder, endpoint, region, accessKey, secretKey, run }, step) {
    const { host } = new URL(endpoint);
    const settings = [
      `access_key = ${accessKey}`,
      `secret_key = ${secretKey}`,
      `host_base = ${host}`,
      `host_bucket = ${host}`,
      `bucket_location = ${region}`,
      'use_https = False',
      'multipart_chunk_size_mb = 5',
      'max_retries = 1',
    ];
    const config = join(folder, 's3cmd.ini');
    await writeFile(config, `[default]\n${settings.join('\n')}\n`);
    const program = join(installed, process.platform === 'win32' ? 'Scripts' : 'bin', 's3cmd');
    const s3cmd = (/** @type {string[]} */ ...args) =>
      run(pythonOf(installed), [program, '--config', config, '--no-progress', ...args]);
    const remote = (/** @type {string} */ key) => `s3://${bucket}/${key}`;
    const file = join(folder, 'large.bin');
    const back = join(folder, 'back.bin');
    const tree = join(folder, 'tree');
    const mirror = join(folder, 'mirror');
    await writeFile(file, large);
    await writeTree(tree);
    await mkdir(mirror);

    await step('puts a file in parts', async () => {
      await s3cmd('put', file, remote('large.bin'));
    });
    await step('gets it back', async () => {
      await s3cmd('get', remote('large.bin'), back);
      assert.ok(large.equals(await readFile(back)), 'the file read back is another one');
    });
    await step('synchronizes a tree up', async () => {
      await s3cmd('sync', `${tree}/`, remote('tree/'));
    });
    await step('synchronizes it down', async () => {
      await s3cmd('sync', remote('tree/'), `${mirror}/`);
      await sameTree(mirror, tree);
    });
    await step('synchronizes it down again, and removes what is not there', async () => {
      await writeFile(join(mirror, 'stray.txt'), 'stray');
      await s3cmd('sync', '--delete-removed', remote('tree/'), `${mirror}/`);
      await sameTree(mirror, tree);
    });
    await step('moves a file within the server', async () => {
      await s3cmd('mv', remote('tree/plain.txt'), remote('moved.txt'));
      await s3cmd('get', '--force', remote('moved.txt'), back);
      assert.ok(
        (await readFile(join(tree, 'plain.txt'))).equals(await readFile(back)),
        'the moved file is another one',
      );
    });
    await step('lists more than a page', async () => {
      const listed = await s3cmd('ls', '--recursive', remote('many/'));
      assert.equal(listed.trim().split('\n').length, manyKeys, 'the number of objects is another one');
    });
    await step('removes everything', async () => {
      await s3cmd('del', '--recursive', '--force', remote(''));
      assert.equal(await s3cmd('ls', '--recursive', remote('')), '', 'something is left');
    });
  },
});
