import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import {
  CreateBucketCommand,
  GetBucketOwnershipControlsCommand,
  GetPublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { version } from '../../../src/app/version.js';
import { newBucketName, type ServerUnderTest, useServer } from './support.js';

const plain = useServer();
const likeAws = useServer({ awsDefaults: true });

async function createBucket({ main }: ServerUnderTest): Promise<string> {
  const Bucket = newBucketName();
  await main.send(new CreateBucketCommand({ Bucket }));
  await main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  return Bucket;
}

function publicRead(Bucket: string): PutBucketPolicyCommand {
  const allow = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  return new PutBucketPolicyCommand({
    Bucket,
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [allow] }),
  });
}

describe('a new bucket', () => {
  test('takes ACLs and may be made public', async () => {
    const Bucket = await createBucket(plain);
    const { main, server } = plain;
    await expect(main.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchPublicAccessBlockConfiguration',
    });
    await main.send(new PutObjectAclCommand({ Bucket, Key: 'k', ACL: 'public-read' }));
    expect((await fetch(`${server.url}/${Bucket}/k`)).status).toBe(200);
    await main.send(publicRead(Bucket));
  });

  test('with the defaults of AWS takes no ACLs, and may not be made public', async () => {
    const Bucket = await createBucket(likeAws);
    const { main } = likeAws;
    const { OwnershipControls } = await main.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const { PublicAccessBlockConfiguration } = await main.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    await expect(
      main.send(new PutObjectAclCommand({ Bucket, Key: 'k', ACL: 'public-read' })),
    ).rejects.toMatchObject({ name: 'AccessControlListNotSupported' });
    await expect(main.send(publicRead(Bucket))).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

describe('the server', () => {
  test('names itself, and is well', async () => {
    for (const [method, path] of [
      ['HEAD', '/'],
      ['GET', '/-/health'],
    ] as const) {
      const response = await fetch(`${plain.server.url}${path}`, { method });
      expect(response.status).toBe(200);
      expect(response.headers.get('server')).toBe(`s3tester-reference/${version}`);
      expect(response.headers.get('x-amz-request-id')).toMatch(/^[0-9A-F]{16}$/);
    }
  });

  test('cannot be reached from elsewhere', async () => {
    const others = Object.values(networkInterfaces()).flatMap((addresses) =>
      (addresses ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    for (const { address } of [...others, { address: '::1' }]) {
      const socket = connect(plain.server.port, address);
      await expect(once(socket, 'connect')).rejects.toThrow();
      socket.destroy();
    }
  });
});
