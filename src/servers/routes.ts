import { deleteBucket, getBucketLocation, headBucket } from './handlers/bucket/bucket-life.js';
import { createBucket } from './handlers/bucket/create-bucket.js';
import { listObjects, listObjectsV2 } from './handlers/listing/list-objects.js';
import { deleteObject } from './handlers/object/delete-object.js';
import { getObject } from './handlers/object/get-object.js';
import { putObject } from './handlers/object/put-object.js';
import { listBuckets } from './handlers/service/list-buckets.js';
import { onBucket, onObject, onService, type Route } from './routing/route.js';

/** Subresources of operations that this server does not have. */
export const NOT_IMPLEMENTED: ReadonlySet<string> = new Set([
  'abac',
  'annotation',
  'encryptionConfiguration',
  'metadataAnnotationTable',
  'metadataConfiguration',
  'metadataInventoryTable',
  'metadataJournalTable',
  'metadataTable',
  'renameObject',
  'select',
  'session',
  'torrent',
]);

/** Every operation: method, subresource and what a policy must allow → handler. */
export const ROUTES: readonly Route[] = [
  onService('ListBuckets', 'GET', {}, listBuckets),
  onService('CreateBucket', 'PUT', {}, createBucket),
  onBucket('DeleteBucket', 'DELETE', { action: 's3:DeleteBucket' }, deleteBucket),
  onBucket('HeadBucket', 'HEAD', { action: 's3:ListBucket' }, headBucket),
  onBucket(
    'GetBucketLocation',
    'GET',
    { sub: 'location', action: 's3:GetBucketLocation' },
    getBucketLocation,
  ),
  onBucket(
    'ListObjectsV2',
    'GET',
    { action: 's3:ListBucket', when: ({ query }) => query.get('list-type') === '2' },
    listObjectsV2,
  ),
  onBucket('ListObjects', 'GET', { action: 's3:ListBucket' }, listObjects),
  onObject('PutObject', 'PUT', { action: 's3:PutObject' }, putObject),
  onObject('GetObject', 'GET', { action: 's3:GetObject', versionAction: 's3:GetObjectVersion' }, getObject),
  onObject('HeadObject', 'HEAD', { action: 's3:GetObject', versionAction: 's3:GetObjectVersion' }, getObject),
  onObject(
    'DeleteObject',
    'DELETE',
    { action: 's3:DeleteObject', versionAction: 's3:DeleteObjectVersion' },
    deleteObject,
  ),
];
