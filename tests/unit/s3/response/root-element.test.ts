import { expect, test } from 'vitest';
import { operationModel } from '../../../../src/s3/model/sdk-model.js';
import { checkRoot } from '../../../../src/s3/response/root-element.js';

const check = (operation: string, body: string): void =>
  checkRoot(operationModel(operation), Buffer.from(body));

test.each([
  ['ListObjectsV2', '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>'],
  ['ListObjectsV2', '\uFEFF<?xml version="1.0"?>\n<!-- a -->\n<s3:ListBucketResult>'],
  ['GetObjectAttributes', '<GetObjectAttributesResponse/>'],
  ['GetObjectAttributes', '<GetObjectAttributesOutput/>'],
  ['CompleteMultipartUpload', '<CompleteMultipartUploadResult/>'],
  ['GetBucketNotificationConfiguration', '<NotificationConfiguration/>'],
  ['GetObjectLegalHold', '<LegalHold/>'],
  ['GetBucketEncryption', '<ServerSideEncryptionConfiguration/>'],
  ['ListBucketAnalyticsConfigurations', '<ListAnalyticsConfigurationsResult/>'],
  ['ListBucketIntelligentTieringConfigurations', '<ListIntelligentTieringConfigurationsResult/>'],
  ['ListObjectVersions', '<ListBucketVersionsResult/>'],
  ['GetObjectAttributes', '<getObjectAttributesResponse/>'],
  ['GetBucketPolicy', '{"Statement":[]}'],
  ['PutObject', '<anything/>'],
  ['ListObjectsV2', ''],
])('%s takes %s', (operation, body) => {
  expect(() => check(operation, body)).not.toThrow();
});

test.each([
  [
    'ListObjectsV2',
    '<ListVersionsResult/>',
    'is ListVersionsResult, that of ListObjectsV2 is ListBucketResult',
  ],
  [
    'GetBucketVersioning',
    '<?xml version="1.0"?><x:Status/>',
    'is Status, that of GetBucketVersioning is Versioning',
  ],
  ['CopyObject', '<Result/>', 'that of CopyObject is CopyObjectResult'],
  ['ListObjectsV2', '<!DOCTYPE ListBucketResult><ListBucketResult/>', 'document type declaration'],
  ['ListObjectsV2', '<!doctype html><p>', 'HTML page'],
  ['PutObject', '<HTML><body/></HTML>', 'HTML page'],
  ['ListObjectsV2', `${'<!-- a -->'.repeat(10_000)}<ListVersionsResult/>`, 'no root element within'],
])('%s does not take %s', (operation, body, says) => {
  expect(() => check(operation, body)).toThrow(says);
});
