import {
  CreateBucketCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { newBucketName, type ServerUnderTest, useServer } from './support.js';

const here = useServer();
const elsewhere = useServer({ region: 'eu-central-1' });

function clientFor({ server, client }: ServerUnderTest, region: string): S3Client {
  const [owner] = server.users;
  if (owner === undefined) {
    throw new Error('the server has no user');
  }
  return client(owner, { region });
}

/** Creates a bucket with this constraint, or, for an empty one, with none; the SDK would fill it in by itself. */
function create(s3: S3Client, Bucket: string, constraint: string) {
  const command = new CreateBucketCommand({ Bucket });
  command.middlewareStack.add(
    (next) => (parameters) => {
      const request = parameters.request as { body?: string; headers: Record<string, string> };
      request.body =
        constraint === ''
          ? ''
          : `<CreateBucketConfiguration><LocationConstraint>${constraint}</LocationConstraint></CreateBucketConfiguration>`;
      request.headers['content-length'] = String(request.body.length);
      return next(parameters);
    },
    { step: 'build', priority: 'low' },
  );
  return s3.send(command);
}

describe('a client of another region', () => {
  test('lists buckets, makes its own there, and works in it', async () => {
    const s3 = clientFor(here, 'eu-central-1');
    const Bucket = newBucketName();
    expect((await s3.send(new ListBucketsCommand())).$metadata.httpStatusCode).toBe(200);
    await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    const { BucketRegion } = await s3.send(new HeadBucketCommand({ Bucket }));
    expect(BucketRegion).toBe('eu-central-1');
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint).toBe('eu-central-1');
  });

  test('has to name the region that it signs for', async () => {
    const s3 = clientFor(here, 'ap-south-1');
    for (const constraint of ['', 'eu-west-1']) {
      await expect(create(s3, newBucketName(), constraint)).rejects.toMatchObject({
        name: 'IllegalLocationConstraintException',
        message: `The ${constraint || 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      });
    }
  });

  test('of Ireland may call it EU', async () => {
    const s3 = clientFor(here, 'eu-west-1');
    const Bucket = newBucketName();
    await create(s3, Bucket, 'EU');
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('eu-west-1');
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('EU');
  });

  test('is told the region of a bucket that is elsewhere, but not in what is said of an object', async () => {
    const Bucket = newBucketName();
    await here.main.send(new CreateBucketCommand({ Bucket }));
    const s3 = clientFor(here, 'ap-south-1');
    const headersOf = async (sent: Promise<unknown>): Promise<Record<string, string>> => {
      const error = await sent.then(
        () => undefined,
        (refusal: { $response: { statusCode: number; headers: Record<string, string> } }) => refusal,
      );
      expect(error?.$response.statusCode).toBe(400);
      return error?.$response.headers ?? {};
    };
    const bucketLevel = await headersOf(s3.send(new HeadBucketCommand({ Bucket })));
    expect(bucketLevel['x-amz-bucket-region']).toBe('us-east-1');
    const objectLevel = await headersOf(s3.send(new HeadObjectCommand({ Bucket, Key: 'k' })));
    expect(objectLevel['x-amz-bucket-region']).toBeUndefined();
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      Region: 'us-east-1',
      message: expect.stringContaining("the region 'ap-south-1' is wrong; expecting 'us-east-1'"),
    });
  });
});

test("the oldest region's endpoint makes buckets of every region, on a server of another too", async () => {
  const s3 = clientFor(elsewhere, 'us-east-1');
  for (const [constraint, region] of [
    ['', 'us-east-1'],
    ['eu-central-1', 'eu-central-1'],
    ['sa-east-1', 'sa-east-1'],
  ] as const) {
    const Bucket = newBucketName();
    await create(s3, Bucket, constraint);
    const own = clientFor(elsewhere, region);
    expect((await own.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe(region);
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint ?? 'us-east-1').toBe(
      region,
    );
  }
});

test("a server's own region has to be named, unless it is the oldest", async () => {
  const s3 = clientFor(elsewhere, 'eu-central-1');
  const Bucket = newBucketName();
  await expect(create(s3, Bucket, '')).rejects.toMatchObject({ name: 'IllegalLocationConstraintException' });
  await create(s3, Bucket, 'eu-central-1');
  expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('eu-central-1');
});
