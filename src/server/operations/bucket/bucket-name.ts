import { S3Error } from '../../ground/errors/s3-error.js';

const validName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ipAddress = /^\d{1,3}(\.\d{1,3}){3}$/;
const reservedName = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$|\.\./;

/** Refuses what cannot name a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function requireBucketName(name: string): void {
  if (!validName.test(name) || ipAddress.test(name) || reservedName.test(name)) {
    throw new S3Error('InvalidBucketName', { fields: { BucketName: name } });
  }
}
