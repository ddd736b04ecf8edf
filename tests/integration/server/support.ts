import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { type RunningServer, type ServerOptions, startServer, type User } from '../../../src/server/index.js';

/** A server that lives as long as the tests of a file, with clients for it. */
export interface ServerUnderTest {
  readonly server: RunningServer;
  readonly main: S3Client;
  readonly alt: S3Client;
  /** A client of one of the server's users. */
  client(user: User, config?: S3ClientConfig): S3Client;
}

/** Starts a server before the tests of a file and ends it after them; use the result inside tests only. */
export function useServer(options: ServerOptions = {}): ServerUnderTest {
  const clients: S3Client[] = [];
  let server: RunningServer | undefined;
  const running = (): RunningServer => {
    if (server === undefined) {
      throw new Error('the server runs only while tests do');
    }
    return server;
  };
  const client = (user: User, config: S3ClientConfig = {}): S3Client => {
    const made = new S3Client({
      endpoint: running().url,
      region: 'us-east-1',
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: user.accessKey, secretAccessKey: user.secretKey },
      ...config,
    });
    clients.push(made);
    return made;
  };
  const ofUser = (index: number): S3Client => {
    const user = running().users[index];
    if (user === undefined) {
      throw new Error(`there is no user ${index}`);
    }
    return client(user);
  };
  const cached = new Map<number, S3Client>();
  const cachedOfUser = (index: number): S3Client => {
    const found = cached.get(index) ?? ofUser(index);
    cached.set(index, found);
    return found;
  };
  beforeAll(async () => {
    server = await startServer(options);
  });
  afterAll(async () => {
    for (const made of clients) {
      made.destroy();
    }
    await server?.close();
  });
  return {
    get server() {
      return running();
    },
    get main() {
      return cachedOfUser(0);
    },
    get alt() {
      return cachedOfUser(1);
    },
    client,
  };
}

let bucketCount = 0;

/** A bucket name that no other test of this process uses. */
export function newBucketName(): string {
  bucketCount++;
  return `test-bucket-${process.pid}-${bucketCount}`;
}
