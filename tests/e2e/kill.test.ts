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

const lanes = [useServer(), useServer()];
const killsPerLane = 10;
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

test('after kill -9 at any moment, clean leaves exactly what the server held before', async () => {
  const cwd = await makeFolder({ 's3tester.yaml': scenario });
  await Promise.all(
    lanes.map(async ({ url }) => {
      await fillBefore(url);
      for (let kill = 0; kill < killsPerLane; kill++) await killAndClean(cwd, url);
    }),
  );
}, 120_000);

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

async function killAndClean(cwd: string, url: string): Promise<void> {
  const client = clientOf(url);
  const env = { S3TESTER_STATE_DIR: await makeFolder(), S3TESTER_ENDPOINT_URL: url };
  const before = await serverContents(client);
  const run = startCommand(['run'], { cwd, env });
  const runId = await waitUntil(run, async () => {
    const [journal] = await journalsIn(env.S3TESTER_STATE_DIR);
    return journal?.replace('.journal', '') ?? null;
  });
  const moment = Math.random() * longestAfterFirstBucket;
  await sleep(moment);
  run.kill('SIGKILL');
  await run.finished;
  const foreign = `s3tester-${runId}-1-foreign`;
  await client.send(new CreateBucketCommand({ Bucket: foreign }));
  await client.send(new PutObjectCommand({ Bucket: foreign, Key: 'a', Body: 'x' }));
  const { [foreign]: foreignContent, 'users-bucket': usersContent } = await serverContents(client);
  const { code, stdout } = await runCommand(['clean'], { cwd, env });
  const after = await serverContents(client);
  expect({ code, after }, `killed ${moment} ms after the first bucket: ${stdout}`).toEqual({
    code: 0,
    after: {
      ...before,
      [foreign]: foreignContent,
      ...(usersContent ? { 'users-bucket': usersContent } : {}),
    },
  });
  expect(await journalsIn(env.S3TESTER_STATE_DIR)).toEqual([]);
}

async function journalsIn(state: string): Promise<readonly string[]> {
  return readdir(path.join(state, 'journals')).catch(() => []);
}
