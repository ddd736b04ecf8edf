import { isIPv4 } from 'node:net';

/** The rule that names of buckets follow: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNameRule =
  '3 to 63 lower-case letters, digits, hyphens and dots, a letter or digit at both ends, no two dots together, no IP address';

const form = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Whether a name has the length and the characters of a bucket's; dots may stand together, and it may be an IP address. */
export function hasFormOfBucketName(name: string): boolean {
  return form.test(name);
}

/** Whether a general purpose bucket can have this name, by its form. */
export function isBucketName(name: string): boolean {
  return hasFormOfBucketName(name) && !name.includes('..') && !isIPv4(name);
}
