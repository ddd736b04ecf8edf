import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { runCommand, startCommand } from '../support/run-command.js';
import { clientOf, serverContents } from '../support/server-contents.js';
import { useServer } from '../support/use-server.js';
import { waitUntil } from '../support/wait-until.js';

const server = useServer();
const rounds = 5;
const runsPerRound = 4;
const longestAfterFirstBucket = 1500;

/** Thirty buckets of all kinds; what they hold makes each hard to remove in its own way. */
const scenario = `
config:
  credentials: [ { name: main, access_key: s3tester, secret_key: s3tester-secret } ]
test_cases:
  parallel: true
  groups:
    - name: a bucket of the user’s own
      test:
        - { operation: CreateBucket, parameters: { bucket: users-bucket } }
        - { operation: PutObject, parameters: { bucket: users-bucket, key: kept, body: kept } }
    - name: fixtures
      parallel: true
      test:
        - case: plain
          repeat: 5
          parallel: true
          fixtures: { bucket: own, objects: [ { key: "a +b", body: x }, { key: c, body: x } ] }
          steps: [ { operation: PutObject, parameters: { key: "d/\${index}", body: x } }, { wait: 300ms } ]
        - case: versioned
          repeat: 5
          parallel: true
          fixtures: { versioning: true, objects: [ { key: a, body: one }, { key: a, body: two } ] }
          steps: [ { operation: DeleteObject, parameters: { key: a } }, { wait: 300ms } ]
        - case: governed
          repeat: 5
          parallel: true
          fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_mode: GOVERNANCE, object_lock_retain_until_date: "\${now+1d}" } ] }
          steps: [ { operation: DeleteObject, parameters: { key: a } }, { wait: 300ms } ]
        - case: held
          repeat: 5
          parallel: true
          fixtures: { object_lock: true, objects: [ { key: a, body: x, object_lock_legal_hold_status: "ON" } ] }
          steps: [ { operation: PutObject, parameters: { key: b, body: x, object_lock_legal_hold_status: "ON" } }, { wait: 300ms } ]
        - case: uploading
          repeat: 5
          parallel: true
          fixtures: { bucket: own }
          steps:
            - { operation: CreateMultipartUpload, parameters: { key: "a b" }, save: { upload: UploadId } }
            - { operation: UploadPart, parameters: { key: "a b", upload_id: "\${upload}", part_number: 1, body: x } }
            - { wait: 300ms }
        - case: named
          repeat: 4
          parallel: true
          fixtures: { bucket: name }
          steps: [ { operation: CreateBucket }, { operation: PutObject, parameters: { key: a, body: x } }, { wait: 300ms } ]
        - case: shared
          repeat: 4
          parallel: true
          fixtures: { bucket: shared, versioning: true, objects: [ { key: "\${prefix}a", body: x } ] }
          steps: [ { operation: PutObject, parameters: { key: "\${prefix}a", body: y } }, { wait: 300ms } ]
`;

test('after kill -9 at 20 random moments, clean leaves exactly what the server held before', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  await fillBefore(server.url);
  let removed = 0;
  for (let round = 0; round < rounds; round++) {
    removed += await killAndClean(cwd, server.url);
  }
  expect(removed).toBeGreaterThan(0);
});

async function fillBefore(url: string): Promise<void> {
  const client = clientOf(url);
  for (const Bucket of ['before', 's3tester-0badf00d-1-before']) {
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  }
}

/** Kills several runs that go on side by side, each at a moment of its own; gives how many buckets clean removed. */
async function killAndClean(cwd: string, url: string): Promise<number> {
  const client = clientOf(url);
  const env = { S3TESTER_STATE_DIR: await makeFolder(), S3TESTER_ENDPOINT_URL: url };
  const { 'users-bucket': _, ...before } = await serverContents(client);
  const moments = Array.from({ length: runsPerRound }, () => Math.random() * longestAfterFirstBucket);
  await Promise.all(
    moments.map(async (moment) => {
      const run = startCommand(['run'], { cwd, env });
      await waitUntil(run, async () => ((await journalsIn(env.S3TESTER_STATE_DIR)).length > 0 ? true : null));
      await sleep(moment);
      run.kill('SIGKILL');
      await run.finished;
    }),
  );
  const foreign = (await journalsIn(env.S3TESTER_STATE_DIR))
    .filter((name) => name.endsWith('.journal'))
    .map((name) => `s3tester-${name.replace('.journal', '')}-1-foreign`);
  for (const Bucket of foreign) {
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  }
  const between = await serverContents(client);
  const kept = Object.fromEntries([...foreign, 'users-bucket'].map((name) => [name, between[name]]));
  const { code, stdout } = await runCommand(['clean'], { cwd, env });
  const after = await serverContents(client);
  expect({ code, after }, `killed ${moments} ms after the first bucket: ${stdout}`).toEqual({
    code: 0,
    after: { ...before, ...kept },
  });
  expect(await journalsIn(env.S3TESTER_STATE_DIR)).toEqual([]);
  return Object.keys(between).length - Object.keys(after).length;
}

async function journalsIn(state: string): Promise<readonly string[]> {
  return readdir(path.join(state, 'journals')).catch(() => []);
}
