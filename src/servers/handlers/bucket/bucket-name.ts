import { S3Error } from '../../s3-error.js';

const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/;
const FORBIDDEN = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$|\.\./;

/** Refuses what cannot name a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function requireBucketName(name: string): void {
  if (!NAME.test(name) || ADDRESS.test(name) || FORBIDDEN.test(name)) {
    throw new S3Error('InvalidBucketName', { fields: { BucketName: name } });
  }
}
