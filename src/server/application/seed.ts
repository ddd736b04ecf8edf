import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { privateAcl } from '../domain/access/acl-headers.js';
import { etagOf } from '../domain/objects/receive.js';
import type { ServerState } from '../domain/request/context.js';
import { createChecksum, cryptoHasher } from '../ground/payload/checksums/hashers.js';
import type { Bucket, ObjectVersion, Owner } from '../ground/store/records.js';
import { currentObject, nullVersion } from '../ground/store/versions.js';
import { requireBucketName } from '../operations/bucket/bucket-name.js';
import { newBucketDocuments } from '../operations/bucket/create-bucket.js';
import type { ServerOptions } from './options.js';

const maxKeyBytes = 1024;
const checksum = 'CRC64NVME';

/** Makes the buckets and objects that a server has from its start. What is there already stays as it is. */
export async function seed(
  state: ServerState,
  { buckets = [], seedFolder }: Pick<ServerOptions, 'buckets' | 'seedFolder'>,
): Promise<void> {
  for (const name of buckets) {
    requireBucket(state, name);
  }
  if (seedFolder === undefined) {
    return;
  }
  for (const entry of await readdir(seedFolder)) {
    const folder = join(seedFolder, entry);
    if ((await stat(folder)).isDirectory()) {
      await fillBucket(state, requireBucket(state, entry), folder);
    } else if (!entry.startsWith('.')) {
      throw new RangeError(`${folder} is in no bucket: ${seedFolder} holds one folder for each bucket`);
    }
  }
}

function requireBucket(state: ServerState, name: string): Bucket {
  const { store, clock, region, awsDefaults } = state;
  const existing = store.findBucket(name);
  if (existing !== undefined) {
    return existing;
  }
  try {
    requireBucketName(name);
  } catch {
    throw new RangeError(`"${name}" cannot be the name of a bucket`);
  }
  const owner = ownerOf(state);
  const settings = { objectLock: false, grants: privateAcl(owner), tags: [] };
  const documents = newBucketDocuments(awsDefaults);
  return store.addBucket({
    ...{ name, owner, region, createdAt: clock.now() },
    settings: { ...settings, documents },
  });
}

function ownerOf({ users }: ServerState): Owner {
  const [first] = users.all;
  if (first === undefined) {
    throw new RangeError('buckets need an owner, and the server has no user');
  }
  return first.owner;
}

async function fillBucket(state: ServerState, bucket: Bucket, folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const key = relative(folder, path).split(sep).join('/');
    if (!(await stat(path)).isFile() || currentObject(bucket, key) !== undefined) {
      continue;
    }
    if (Buffer.byteLength(key) > maxKeyBytes) {
      throw new RangeError(`${path} is longer than a key may be`);
    }
    state.store.addVersion(bucket, await readObject(state, bucket, path, key));
  }
}

async function readObject(
  { store, clock }: ServerState,
  { owner }: Bucket,
  path: string,
  key: string,
): Promise<ObjectVersion> {
  const writer = store.folder.createWriter();
  const [md5, sum] = [cryptoHasher('md5'), createChecksum(checksum)];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      size += chunk.length;
      md5.update(chunk);
      sum.update(chunk);
      await writer.write(chunk);
    }
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return {
    ...{ key, size, owner, versionId: nullVersion, isDeleteMarker: false, lastModified: clock.now() },
    etag: etagOf(md5.digest(), undefined),
    content: await writer.finish(),
    systemHeaders: { 'content-type': 'binary/octet-stream' },
    ...{ metadata: {}, tags: [], storageClass: 'STANDARD', encryption: { kind: 'AES256' } },
    grants: privateAcl(owner),
    checksum: { algorithm: checksum, value: sum.digest().toString('base64'), type: 'FULL_OBJECT' },
  };
}
