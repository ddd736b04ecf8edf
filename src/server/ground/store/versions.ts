import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { noSuchKey, S3Error } from '../errors/s3-error.js';
import type { Bucket, ObjectVersion } from './records.js';

/** The id of a version written while versioning was not enabled. */
export const nullVersion = 'null';

const orderSize = 6;
const randomSize = 20;
const checkSize = 4;
const idLength = 32;

let lastOrder = 0;

/**
 * Makes the id of a new version: 32 characters that fit into a URL, the last of which check the others. It holds when it
 * was made, as a listing must know where it goes on after a version that has meanwhile been deleted.
 */
export function newVersionId(): string {
  const random = randomBytes(randomSize);
  // Tenths of a millisecond, so that a server that was started anew goes on above what it gave before.
  lastOrder = Math.max(lastOrder + 1, Date.now() * 10);
  random.writeUIntBE(lastOrder, 0, orderSize);
  hideOrder(random);
  return Buffer.concat([random, checkOf(random)])
    .toString('base64url')
    .replaceAll('-', '.');
}

/** A number that is greater for ids that were made later; NaN for the null version, which is of any time. */
export function orderOfVersion(versionId: string): number {
  if (versionId === nullVersion) {
    return Number.NaN;
  }
  const bytes = bytesOf(versionId);
  hideOrder(bytes);
  return bytes.readUIntBE(0, orderSize);
}

/** Makes ids of the same time look unlike each other, or takes that back. */
function hideOrder(bytes: Buffer): void {
  for (let index = 0; index < orderSize; index++) {
    bytes.writeUInt8(bytes.readUInt8(index) ^ bytes.readUInt8(index + orderSize), index);
  }
}

function bytesOf(versionId: string): Buffer {
  return Buffer.from(versionId.replaceAll('.', '-'), 'base64url');
}

/** Whether a text can be a version's id: S3 knows the ids that it makes from others, also where the version is gone. */
export function isVersionId(text: string): boolean {
  if (text === nullVersion) {
    return true;
  }
  const bytes = bytesOf(text);
  return (
    text.length === idLength &&
    bytes.length === randomSize + checkSize &&
    checkOf(bytes.subarray(0, randomSize)).equals(bytes.subarray(randomSize))
  );
}

function checkOf(random: Buffer): Buffer {
  const check = Buffer.alloc(checkSize);
  check.writeUInt32BE(crc32(random));
  return check;
}

/** The newest version of a key, which may be a delete marker. */
export function newestVersion(bucket: Bucket, key: string): ObjectVersion | undefined {
  return bucket.versions.get(key)?.[0];
}

/** What a plain read of a key sees: nothing where the newest version is a delete marker. */
export function currentObject(bucket: Bucket, key: string): ObjectVersion | undefined {
  const newest = newestVersion(bucket, key);
  return newest?.isDeleteMarker ? undefined : newest;
}

/** Whether a version is the newest of its key. */
export function isCurrent(bucket: Bucket, version: ObjectVersion): boolean {
  return newestVersion(bucket, version.key) === version;
}

/** A version by its id. */
export function findVersion(bucket: Bucket, key: string, versionId: string): ObjectVersion | undefined {
  return bucket.versions.get(key)?.find((version) => version.versionId === versionId);
}

/**
 * The version that a request means, which is an object. Throws NoSuchKey and NoSuchVersion, InvalidArgument for an id
 * that cannot be, and what S3 says where it is a delete marker.
 */
export function requireObject(bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion {
  if (versionId === undefined) {
    const newest = newestVersion(bucket, key);
    if (newest === undefined) {
      throw noSuchKey(key);
    }
    if (newest.isDeleteMarker) {
      throw new S3Error('NoSuchKey', { fields: { Key: key }, headers: markerHeaders(newest) });
    }
    return newest;
  }
  const version = findVersion(bucket, key, versionId);
  if (version === undefined) {
    requireVersionId(versionId);
    throw new S3Error('NoSuchVersion', { fields: { Key: key, VersionId: versionId } });
  }
  if (version.isDeleteMarker) {
    throw markerRefusal(version, 'GET');
  }
  return version;
}

/**
 * As requireObject, for what a delete marker itself refuses whether its id was named or not: MethodNotAllowed, which names
 * the method of the request.
 */
export function requireNoMarker(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  method: string,
): ObjectVersion {
  const version = versionId === undefined ? newestVersion(bucket, key) : findVersion(bucket, key, versionId);
  if (version?.isDeleteMarker) {
    throw markerRefusal(version, method);
  }
  return requireObject(bucket, key, versionId);
}

/** Refuses what cannot be a version's id. */
export function requireVersionId(versionId: string): void {
  if (!isVersionId(versionId)) {
    throw new S3Error('InvalidArgument', {
      message: versionId === '' ? 'Version id cannot be the empty string' : 'Invalid version id specified',
      fields: { ArgumentName: 'versionId', ArgumentValue: versionId },
    });
  }
}

function markerRefusal(marker: ObjectVersion, method: string): S3Error {
  return new S3Error('MethodNotAllowed', {
    fields: { Method: method, ResourceType: 'DeleteMarker' },
    headers: {
      ...markerHeaders(marker),
      allow: 'DELETE',
      'last-modified': new Date(marker.lastModified).toUTCString(),
    },
  });
}

function markerHeaders(marker: ObjectVersion): Record<string, string> {
  return { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId };
}
