import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { decodePath, decodeUrlPath } from '../../ground/http/percent.js';
import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import { currentObject, findVersion, nullVersion, requireObject } from '../../ground/store/versions.js';
import { requireAllowed } from '../access/authorize.js';
import { requireExpectedOwner } from '../access/expected-owner.js';
import { requireCopyConditions } from '../objects/conditions.js';
import { findOpeningKey } from '../objects/encryption.js';
import type { BucketContext } from '../request/context.js';

/** The object that is copied. */
export interface CopySource {
  readonly bucket: Bucket;
  readonly version: ObjectVersion;
  /** Whether the request named the version. */
  readonly isVersionNamed: boolean;
  /** Opens its bytes. */
  readonly key: Buffer | undefined;
}

/** Finds the source of a copy that the caller may read and whose conditions hold. */
export function findCopySource(context: BucketContext): CopySource {
  const { headers, store } = context;
  const named = readCopySource(headers['x-amz-copy-source'] ?? '');
  const bucket = store.bucket(named.bucket);
  requireExpectedOwner(context, bucket, 'x-amz-source-expected-bucket-owner');
  const existing =
    named.versionId === undefined
      ? currentObject(bucket, named.key)
      : findVersion(bucket, named.key, named.versionId);
  requireAllowed(context, {
    action: named.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion',
    bucket,
    key: named.key,
    version: existing,
  });
  if (named.versionId !== undefined && existing?.isDeleteMarker) {
    throw new S3Error('InvalidRequest', {
      message: 'The source of a copy request may not specifically refer to a delete marker by version id.',
    });
  }
  const version = requireObject(bucket, named.key, named.versionId);
  requireCopyConditions(headers, version, context.now);
  requireNotArchived(version);
  const key = findOpeningKey(
    context,
    version.encryption,
    'x-amz-copy-source-server-side-encryption-customer',
  );
  return { bucket, version, isVersionNamed: named.versionId !== undefined, key };
}

/** The version that was copied, where it has an id of its own. */
export function copySourceHeader({ bucket, version }: CopySource): Record<string, string> {
  return bucket.settings.versioning === undefined || version.versionId === nullVersion
    ? {}
    : { 'x-amz-copy-source-version-id': version.versionId };
}

/** Refuses to read what an archive storage class keeps away. */
export function requireNotArchived({ storageClass, restoredUntil }: ObjectVersion): void {
  const isArchived = storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE';
  if (isArchived && restoredUntil === undefined) {
    throw new S3Error('InvalidObjectState', { fields: { StorageClass: storageClass } });
  }
}

function readCopySource(header: string): { bucket: string; key: string; versionId: string | undefined } {
  const name = 'x-amz-copy-source';
  // S3 also takes the whole URL of the source, path style.
  const [path = '', query] = splitOnce(header.replace(/^https?:\/\/[^/]*/i, ''), '?');
  const [bucket = '', key] = splitOnce(decodeUrlPath(path).replace(/^\//, ''), '/');
  if (bucket === '') {
    throw invalidArgument('Invalid copy source bucket name', name, name);
  }
  if (key === undefined || key === '') {
    throw invalidArgument('Invalid copy source object key', name, name);
  }
  const versionId = query === undefined ? undefined : /^versionId=(.+)$/.exec(decodePath(query))?.[1];
  if (query !== undefined && versionId === undefined) {
    throw invalidArgument('Unsupported copy source parameter.', name, header);
  }
  return { bucket, key, versionId };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
