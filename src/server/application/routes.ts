import { onBucket, onObject, onService, type Route } from '../domain/request/route.js';
import type { Incoming } from '../ground/http/incoming.js';
import { getBucketAcl, putBucketAcl } from '../operations/bucket/acl.js';
import { deleteBucket, getBucketLocation, headBucket } from '../operations/bucket/bucket-life.js';
import { createBucket } from '../operations/bucket/create-bucket.js';
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from '../operations/bucket/policy.js';
import { deleteBucketTagging, getBucketTagging, putBucketTagging } from '../operations/bucket/tagging.js';
import { getBucketVersioning, putBucketVersioning } from '../operations/bucket/versioning.js';
import { routesOfConfigurations } from '../operations/configurations/index.js';
import { listObjects, listObjectsV2 } from '../operations/listing/list-objects.js';
import { listObjectVersions } from '../operations/listing/list-versions.js';
import { abortMultipartUpload } from '../operations/multipart/abort-upload.js';
import { completeMultipartUpload } from '../operations/multipart/complete-upload.js';
import { createMultipartUpload } from '../operations/multipart/create-upload.js';
import { listParts } from '../operations/multipart/list-parts.js';
import { listMultipartUploads } from '../operations/multipart/list-uploads.js';
import { uploadPart, uploadPartCopy } from '../operations/multipart/upload-part.js';
import { notImplemented } from '../operations/not-implemented.js';
import { getObjectAcl, putObjectAcl } from '../operations/object/acl.js';
import { copyObject } from '../operations/object/copy-object.js';
import { deleteObject } from '../operations/object/delete-object.js';
import { deleteObjects } from '../operations/object/delete-objects.js';
import { getObjectAttributes } from '../operations/object/get-attributes.js';
import { getObject } from '../operations/object/get-object.js';
import {
  getObjectLegalHold,
  getObjectRetention,
  putObjectLegalHold,
  putObjectRetention,
} from '../operations/object/lock.js';
import { postObject } from '../operations/object/post-object.js';
import { putObject } from '../operations/object/put-object.js';
import { restoreObject } from '../operations/object/restore-object.js';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from '../operations/object/tagging.js';
import { listBuckets } from '../operations/service/list-buckets.js';

const hasPartNumber = ({ query }: Incoming): boolean => query.has('partNumber');
const hasCopySource = ({ headers }: Incoming): boolean => headers['x-amz-copy-source'] !== undefined;

/** Every operation: method, subresource and what a policy must allow → handler. */
export const routes: readonly Route[] = [
  ...routesOfConfigurations,

  onService(
    'ListDirectoryBuckets',
    'GET',
    { when: ({ query }) => query.get('x-id') === 'ListDirectoryBuckets' },
    notImplemented,
  ),
  onService('ListBuckets', 'GET', {}, listBuckets),
  onService('CreateBucket', 'PUT', {}, createBucket),
  onService(
    'WriteGetObjectResponse',
    'POST',
    { when: ({ headers }) => headers['x-amz-request-route'] !== undefined },
    notImplemented,
  ),

  onBucket('DeleteBucket', 'DELETE', { action: 's3:DeleteBucket' }, deleteBucket),
  onBucket('HeadBucket', 'HEAD', { action: 's3:ListBucket' }, headBucket),
  onBucket(
    'GetBucketLocation',
    'GET',
    { sub: 'location', action: 's3:GetBucketLocation' },
    getBucketLocation,
  ),
  onBucket('GetBucketAcl', 'GET', { sub: 'acl', action: 's3:GetBucketAcl' }, getBucketAcl),
  onBucket('PutBucketAcl', 'PUT', { sub: 'acl', action: 's3:PutBucketAcl' }, putBucketAcl),
  onBucket('GetBucketPolicy', 'GET', { sub: 'policy', action: 's3:GetBucketPolicy' }, getBucketPolicy),
  onBucket('PutBucketPolicy', 'PUT', { sub: 'policy', action: 's3:PutBucketPolicy' }, putBucketPolicy),
  onBucket(
    'DeleteBucketPolicy',
    'DELETE',
    { sub: 'policy', action: 's3:DeleteBucketPolicy' },
    deleteBucketPolicy,
  ),
  onBucket(
    'GetBucketPolicyStatus',
    'GET',
    { sub: 'policyStatus', action: 's3:GetBucketPolicyStatus' },
    getBucketPolicyStatus,
  ),
  onBucket('GetBucketTagging', 'GET', { sub: 'tagging', action: 's3:GetBucketTagging' }, getBucketTagging),
  onBucket('PutBucketTagging', 'PUT', { sub: 'tagging', action: 's3:PutBucketTagging' }, putBucketTagging),
  onBucket(
    'DeleteBucketTagging',
    'DELETE',
    { sub: 'tagging', action: 's3:PutBucketTagging' },
    deleteBucketTagging,
  ),
  onBucket(
    'GetBucketVersioning',
    'GET',
    { sub: 'versioning', action: 's3:GetBucketVersioning' },
    getBucketVersioning,
  ),
  onBucket(
    'PutBucketVersioning',
    'PUT',
    { sub: 'versioning', action: 's3:PutBucketVersioning' },
    putBucketVersioning,
  ),

  onBucket(
    'ListObjectsV2',
    'GET',
    { action: 's3:ListBucket', when: ({ query }) => query.get('list-type') === '2' },
    listObjectsV2,
  ),
  onBucket('ListObjects', 'GET', { action: 's3:ListBucket' }, listObjects),
  onBucket(
    'ListObjectVersions',
    'GET',
    { sub: 'versions', action: 's3:ListBucketVersions' },
    listObjectVersions,
  ),
  onBucket(
    'ListMultipartUploads',
    'GET',
    { sub: 'uploads', action: 's3:ListBucketMultipartUploads' },
    listMultipartUploads,
  ),
  onBucket('DeleteObjects', 'POST', { sub: 'delete' }, deleteObjects),
  onBucket('PostObject', 'POST', {}, postObject),

  onObject(
    'UploadPartCopy',
    'PUT',
    { sub: 'uploadId', action: 's3:PutObject', when: hasCopySource },
    uploadPartCopy,
  ),
  onObject('UploadPart', 'PUT', { sub: 'uploadId', action: 's3:PutObject', when: hasPartNumber }, uploadPart),
  onObject(
    'CreateMultipartUpload',
    'POST',
    { sub: 'uploads', action: 's3:PutObject' },
    createMultipartUpload,
  ),
  onObject(
    'CompleteMultipartUpload',
    'POST',
    { sub: 'uploadId', action: 's3:PutObject' },
    completeMultipartUpload,
  ),
  onObject('AbortMultipartUpload', 'DELETE', { sub: 'uploadId' }, abortMultipartUpload),
  onObject('ListParts', 'GET', { sub: 'uploadId' }, listParts),

  onObject(
    'GetObjectRetention',
    'GET',
    { sub: 'retention', action: 's3:GetObjectRetention' },
    getObjectRetention,
  ),
  onObject(
    'PutObjectRetention',
    'PUT',
    { sub: 'retention', action: 's3:PutObjectRetention' },
    putObjectRetention,
  ),
  onObject(
    'GetObjectLegalHold',
    'GET',
    { sub: 'legal-hold', action: 's3:GetObjectLegalHold' },
    getObjectLegalHold,
  ),
  onObject(
    'PutObjectLegalHold',
    'PUT',
    { sub: 'legal-hold', action: 's3:PutObjectLegalHold' },
    putObjectLegalHold,
  ),
  onObject(
    'GetObjectAttributes',
    'GET',
    { sub: 'attributes', action: 's3:GetObject', versionAction: 's3:GetObjectVersion' },
    getObjectAttributes,
  ),
  onObject('UpdateObjectEncryption', 'PUT', { sub: 'encryption' }, notImplemented),
  onObject('RestoreObject', 'POST', { sub: 'restore', action: 's3:RestoreObject' }, restoreObject),
  onObject('CopyObject', 'PUT', { action: 's3:PutObject', when: hasCopySource }, copyObject),
  onObject('PutObject', 'PUT', { action: 's3:PutObject' }, putObject),
  onObject('GetObject', 'GET', { action: 's3:GetObject', versionAction: 's3:GetObjectVersion' }, getObject),
  onObject('HeadObject', 'HEAD', { action: 's3:GetObject', versionAction: 's3:GetObjectVersion' }, getObject),
  onObject(
    'DeleteObject',
    'DELETE',
    { action: 's3:DeleteObject', versionAction: 's3:DeleteObjectVersion' },
    deleteObject,
  ),
  onObject(
    'GetObjectAcl',
    'GET',
    { sub: 'acl', action: 's3:GetObjectAcl', versionAction: 's3:GetObjectVersionAcl' },
    getObjectAcl,
  ),
  onObject(
    'PutObjectAcl',
    'PUT',
    { sub: 'acl', action: 's3:PutObjectAcl', versionAction: 's3:PutObjectVersionAcl' },
    putObjectAcl,
  ),
  onObject(
    'GetObjectTagging',
    'GET',
    { sub: 'tagging', action: 's3:GetObjectTagging', versionAction: 's3:GetObjectVersionTagging' },
    getObjectTagging,
  ),
  onObject(
    'PutObjectTagging',
    'PUT',
    { sub: 'tagging', action: 's3:PutObjectTagging', versionAction: 's3:PutObjectVersionTagging' },
    putObjectTagging,
  ),
  onObject(
    'DeleteObjectTagging',
    'DELETE',
    { sub: 'tagging', action: 's3:DeleteObjectTagging', versionAction: 's3:DeleteObjectVersionTagging' },
    deleteObjectTagging,
  ),
];
