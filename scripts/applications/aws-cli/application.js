import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPythonPackages, pythonOf } from '../../servers/lib/install-python.js';
import { sampleBytes } from '../lib/sample.js';
import { readTree, sameTree, writeTree } from '../lib/trees.js';

const version = '1.46.3';
const large = sampleBytes('aws-cli', 20_000_000);

/** The AWS command line interface: files in parts, synchronized trees, moves within the server. */
export const awsCli = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'aws-cli',
  version,
  quick: ['range-ignored'],
  also: ['continuation-token-missing'],
  install: (cache) =>
    installPythonPackages(cache, { name: 'aws-cli', version, packages: [`awscli==${version}`] }),
  async run(installed, { bucket, folder, run }, step) {
    const aws = (/** @type {string[]} */ ...args) =>
      run(pythonOf(installed), ['-m', 'awscli', 's3', ...args]);
    const remote = (/** @type {string} */ key) => `s3://${bucket}/${key}`;
    const file = join(folder, 'large.bin');
    const back = join(folder, 'back.bin');
    const tree = join(folder, 'tree');
    const mirror = join(folder, 'mirror');
    await writeFile(file, large);
    await writeTree(tree);
    await mkdir(mirror);
    const isBack = async () =>
      assert.ok(large.equals(await readFile(back)), 'the file read back is another one');

    await step('copies a file up in parts', async () => {
      await aws('cp', '--no-progress', file, remote('large.bin'));
    });
    await step('copies it down in ranges', async () => {
      await aws('cp', '--no-progress', remote('large.bin'), back);
      await isBack();
    });
    await step('copies it within the server', async () => {
      await aws('cp', '--no-progress', remote('large.bin'), remote('copy.bin'));
      await aws('cp', '--no-progress', remote('copy.bin'), back);
      await isBack();
    });
    await step('synchronizes a tree up', async () => {
      await aws('sync', '--no-progress', '--page-size', '2', tree, remote('tree'));
    });
    await step('synchronizes it down', async () => {
      await aws('sync', '--no-progress', '--page-size', '2', remote('tree'), mirror);
      await sameTree(mirror, tree);
    });
    await step('synchronizes it down again, and removes what is not there', async () => {
      await writeFile(join(mirror, 'stray.txt'), 'stray');
      const told = await aws('sync', '--no-progress', '--delete', '--page-size', '2', remote('tree'), mirror);
      await sameTree(mirror, tree);
      assert.equal(told.trim().split('\n').length, 1, `more than the stray file was touched: ${told}`);
    });
    await step('moves it within the server', async () => {
      await aws('mv', '--no-progress', '--recursive', '--page-size', '2', remote('tree'), remote('moved'));
      await aws('sync', '--no-progress', '--delete', '--page-size', '2', remote('moved'), mirror);
      await sameTree(mirror, tree);
    });
    await step('removes everything', async () => {
      await aws('rm', '--recursive', '--page-size', '2', remote(''));
      await aws('sync', '--no-progress', '--delete', remote(''), mirror);
      assert.deepEqual([...(await readTree(mirror)).keys()], [], 'something is left');
    });
  },
});
