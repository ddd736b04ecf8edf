import {
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';

/** A client of a server on this machine, for looking at what a run did. */
export function clientOf(
  url: string,
  accessKeyId = 's3tester',
  secretAccessKey = 's3tester-secret',
): S3Client {
  return new S3Client({
    endpoint: url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey },
  });
}

/** The names of the buckets that a user has. */
export async function bucketNames(client: S3Client): Promise<readonly string[]> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name ?? '').sort();
}

/** All that a user has, as data: buckets with versions, delete markers and uploads in progress. */
export async function serverContents(client: S3Client): Promise<Readonly<Record<string, unknown>>> {
  const names = await bucketNames(client);
  const contents = await Promise.all(
    names.map(async (Bucket) => {
      const { Versions = [], DeleteMarkers = [] } = await client.send(
        new ListObjectVersionsCommand({ Bucket }),
      );
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
      const versions = Versions.map(({ Key, VersionId, ETag }) => ({ Key, VersionId, ETag }));
      return [
        Bucket,
        { versions, markers: DeleteMarkers.length, uploads: Uploads.map(({ Key }) => Key) },
      ] as const;
    }),
  );
  return Object.fromEntries(contents);
}
