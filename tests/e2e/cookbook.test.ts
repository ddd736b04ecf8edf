import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/results/types.js';
import type { RunningServer } from '../../src/server/index.js';
import { readRecipes, startRecipeServer } from '../support/recipes.js';
import { repository } from '../support/repository.js';
import type { CommandOptions } from '../support/run-command.js';
import { runInProcess } from '../support/run-in-process.js';

const folder = path.join('examples', 'cookbook');
const recipes = await readRecipes();

/** What a recipe needs to be told of a server that is not embedded. */
function optionsFor({ url, users }: RunningServer, text: string): readonly string[] {
  const reader = users.find(({ name }) => name === 'reader');
  const identity = text.includes('name: reader') ? ['--identity', `reader=arn=${reader?.arn}`] : [];
  return ['--endpoint-url', url, ...identity];
}

async function run(
  file: string,
  options: readonly string[] = [],
  env: CommandOptions['env'] = {},
): Promise<{ readonly code: number | null; readonly results: Results['results'] }> {
  const words = ['run', path.join(folder, file), '--quiet', '--format', 'json', ...options];
  const { code, stdout, stderr } = await runInProcess(words, { env });
  expect(stderr).toBe('');
  return { code, results: (JSON.parse(stdout) as Results).results };
}

test('the cookbook has twenty recipes or more, and each file of examples/cookbook/ is one of them', async () => {
  expect(recipes.length).toBeGreaterThanOrEqual(20);
  const files = await readdir(path.join(repository, folder));
  expect(recipes.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
});

test('a bucket that is already there keeps what others put into it', async () => {
  const server = await startRecipeServer();
  const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo-secret' };
  const s3 = new S3Client({ endpoint: server.url, region: 'us-east-1', forcePathStyle: true, credentials });
  await s3.send(new CreateBucketCommand({ Bucket: 'ours' }));
  await s3.send(new PutObjectCommand({ Bucket: 'ours', Key: 'kept', Body: 'x' }));

  const { code } = await run('existing-bucket.yaml', ['--endpoint-url', server.url], { BUCKET: 'ours' });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'ours' }));
  await server.close();

  expect(code).toBe(0);
  expect(Contents.map(({ Key }) => Key)).toEqual(['kept']);
});

describe.each(recipes)('$file', ({ file, yaml, fault, step }) => {
  test('is shown word for word', async () => {
    expect(yaml).toBe(await readFile(path.join(repository, folder, file), 'utf8'));
  });

  test('is valid with --strict', async () => {
    const { code, stdout, stderr } = await runInProcess(['validate', '--strict', path.join(folder, file)]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '1 file is valid: 1 group\n', stderr: '' });
  });

  test('passes on the embedded server, and leaves nothing out', async () => {
    const { code, results } = await run(file);
    expect(results.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(results.length).toBeGreaterThan(0);
    expect(code).toBe(0);
  });

  test(`fails with the fault ${fault}`, async () => {
    const server = await startRecipeServer([fault]);
    const { code, results } = await run(file, optionsFor(server, yaml), { SSE_C_OVER_HTTP: 'true' });
    await server.close();
    expect(results.find(({ status }) => status !== 'pass')).toMatchObject({ status: 'fail', name: step });
    expect(code).toBe(1);
  });
});
