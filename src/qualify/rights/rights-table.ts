/** What a right is about: everything of an account, a bucket, or the objects in it. */
export type RightOn = 'account' | 'bucket' | 'objects';

/** One action of a policy that an operation needs. */
export interface Right {
  readonly action: string;
  readonly on: RightOn;
}

/** A right that is needed always, or only where one of these parameters is given. */
export interface ConditionalRight extends Right {
  readonly where?: readonly string[];
  /** Needed in place of the other where a version is named. */
  readonly ofVersion?: string;
}

const account = (action: string): ConditionalRight => ({ action: `s3:${action}`, on: 'account' });
const bucket = (action: string): ConditionalRight => ({ action: `s3:${action}`, on: 'bucket' });
const objects = (action: string, ofVersion?: string): ConditionalRight => ({
  action: `s3:${action}`,
  on: 'objects',
  ...(ofVersion === undefined ? {} : { ofVersion: `s3:${ofVersion}` }),
});

/** What a write asks for besides, in its parameters. */
const asides: readonly ConditionalRight[] = [
  {
    ...objects('PutObjectAcl'),
    where: ['ACL', 'GrantFullControl', 'GrantRead', 'GrantReadACP', 'GrantWriteACP'],
  },
  { ...objects('PutObjectTagging'), where: ['Tagging'] },
  { ...objects('PutObjectRetention'), where: ['ObjectLockMode', 'ObjectLockRetainUntilDate'] },
  { ...objects('PutObjectLegalHold'), where: ['ObjectLockLegalHoldStatus'] },
];
const bypass: ConditionalRight = {
  ...objects('BypassGovernanceRetention'),
  where: ['BypassGovernanceRetention'],
};

/**
 * The actions that operations need, by the table of AWS:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
 */
export const rightsTable: Readonly<Record<string, readonly ConditionalRight[]>> = {
  ListBuckets: [account('ListAllMyBuckets')],
  CreateBucket: [bucket('CreateBucket')],
  DeleteBucket: [bucket('DeleteBucket')],
  HeadBucket: [bucket('ListBucket')],
  GetBucketLocation: [bucket('GetBucketLocation')],
  ListObjects: [bucket('ListBucket')],
  ListObjectsV2: [bucket('ListBucket')],
  ListObjectVersions: [bucket('ListBucketVersions')],
  ListMultipartUploads: [bucket('ListBucketMultipartUploads')],

  GetObject: [objects('GetObject', 'GetObjectVersion')],
  HeadObject: [objects('GetObject', 'GetObjectVersion')],
  GetObjectAttributes: [
    objects('GetObject', 'GetObjectVersion'),
    objects('GetObjectAttributes', 'GetObjectVersionAttributes'),
  ],
  PutObject: [objects('PutObject'), ...asides],
  CopyObject: [objects('GetObject'), objects('PutObject'), ...asides],
  DeleteObject: [objects('DeleteObject', 'DeleteObjectVersion'), bypass],
  DeleteObjects: [objects('DeleteObject', 'DeleteObjectVersion'), bypass],
  RestoreObject: [objects('RestoreObject')],

  CreateMultipartUpload: [objects('PutObject'), ...asides],
  UploadPart: [objects('PutObject')],
  UploadPartCopy: [objects('GetObject'), objects('PutObject')],
  CompleteMultipartUpload: [objects('PutObject')],
  AbortMultipartUpload: [objects('AbortMultipartUpload')],
  ListParts: [objects('ListMultipartUploadParts')],

  GetObjectAcl: [objects('GetObjectAcl', 'GetObjectVersionAcl')],
  PutObjectAcl: [objects('PutObjectAcl', 'PutObjectVersionAcl')],
  GetObjectTagging: [objects('GetObjectTagging', 'GetObjectVersionTagging')],
  PutObjectTagging: [objects('PutObjectTagging', 'PutObjectVersionTagging')],
  DeleteObjectTagging: [objects('DeleteObjectTagging', 'DeleteObjectVersionTagging')],
  GetObjectRetention: [objects('GetObjectRetention')],
  PutObjectRetention: [objects('PutObjectRetention'), bypass],
  GetObjectLegalHold: [objects('GetObjectLegalHold')],
  PutObjectLegalHold: [objects('PutObjectLegalHold')],

  GetBucketAcl: [bucket('GetBucketAcl')],
  PutBucketAcl: [bucket('PutBucketAcl')],
  GetBucketCors: [bucket('GetBucketCORS')],
  PutBucketCors: [bucket('PutBucketCORS')],
  DeleteBucketCors: [bucket('PutBucketCORS')],
  GetBucketEncryption: [bucket('GetEncryptionConfiguration')],
  PutBucketEncryption: [bucket('PutEncryptionConfiguration')],
  DeleteBucketEncryption: [bucket('PutEncryptionConfiguration')],
  GetBucketLifecycleConfiguration: [bucket('GetLifecycleConfiguration')],
  PutBucketLifecycleConfiguration: [bucket('PutLifecycleConfiguration')],
  DeleteBucketLifecycle: [bucket('PutLifecycleConfiguration')],
  GetBucketNotificationConfiguration: [bucket('GetBucketNotification')],
  PutBucketNotificationConfiguration: [bucket('PutBucketNotification')],
  GetBucketOwnershipControls: [bucket('GetBucketOwnershipControls')],
  GetBucketPolicy: [bucket('GetBucketPolicy')],
  PutBucketPolicy: [bucket('PutBucketPolicy')],
  DeleteBucketPolicy: [bucket('DeleteBucketPolicy')],
  GetBucketPolicyStatus: [bucket('GetBucketPolicyStatus')],
  GetBucketTagging: [bucket('GetBucketTagging')],
  PutBucketTagging: [bucket('PutBucketTagging')],
  DeleteBucketTagging: [bucket('PutBucketTagging')],
  GetBucketVersioning: [bucket('GetBucketVersioning')],
  PutBucketVersioning: [bucket('PutBucketVersioning')],
  GetObjectLockConfiguration: [bucket('GetBucketObjectLockConfiguration')],
  GetPublicAccessBlock: [bucket('GetBucketPublicAccessBlock')],
};
