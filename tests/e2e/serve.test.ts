import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../support/make-folder.js';
import { type RunningCommand, startCommand } from '../support/run-command.js';

async function endpointOf(command: RunningCommand): Promise<string> {
  await command.says('http://127.0.0.1:');
  await command.says('Ctrl-C ends it');
  return command.firstLine();
}

function clientOf(endpoint: string, accessKeyId: string, secretAccessKey: string): S3Client {
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials });
}

describe.skipIf(process.platform === 'win32')('s3tester serve', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'names its endpoint first, accepts connections from then on, and ends cleanly on %s',
    async (signal) => {
      const command = startCommand(['serve']);
      const endpoint = await endpointOf(command);
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      for (const name of ['s3tester', 's3tester-alt']) {
        const client = clientOf(endpoint, name, `${name}-secret`);
        await expect(client.send(new ListBucketsCommand())).resolves.toMatchObject({ Buckets: [] });
        client.destroy();
      }
      command.kill(signal);
      expect(await command.finished).toMatchObject({ code: 0, stdout: `${endpoint}\n` });
    },
  );

  test('keeps what --data names, knows the users of --credential, and shows no secret', async () => {
    const words = ['serve', '--data', await makeFolder(), '--credential', 'owner=owner-key:owner-secret'];
    for (const [turn, found] of [
      ['first', []],
      ['second', [{ Name: 'kept' }]],
    ] as const) {
      const command = startCommand(words);
      const endpoint = await endpointOf(command);
      const stranger = clientOf(endpoint, 's3tester', 's3tester-secret');
      await expect(stranger.send(new ListBucketsCommand())).rejects.toMatchObject({
        name: 'InvalidAccessKeyId',
      });
      const owner = clientOf(endpoint, 'owner-key', 'owner-secret');
      expect((await owner.send(new ListBucketsCommand())).Buckets).toMatchObject(found);
      if (turn === 'first') await owner.send(new CreateBucketCommand({ Bucket: 'kept' }));
      for (const client of [owner, stranger]) client.destroy();
      command.kill('SIGTERM');
      const { code, stdout, stderr } = await command.finished;
      expect(code).toBe(0);
      expect(`${stdout}${stderr}`).not.toContain('owner-secret');
    }
  });

  test('tells a port that is taken', async () => {
    const command = startCommand(['serve']);
    const { port } = new URL(await endpointOf(command));
    const second = await startCommand(['serve', '--port', port]).finished;
    expect(second).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(port) });
    command.kill('SIGTERM');
    await command.finished;
  });
});
