import { isIPv4 } from 'node:net';

/** The rule that names of buckets follow: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNameRule =
  '3 to 63 lower-case letters, digits, hyphens and dots, a letter or digit at both ends, no two dots together, no IP address';

/** Whether a general purpose bucket can have this name, by its form. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..') && !isIPv4(name);
}
