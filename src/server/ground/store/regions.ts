import type { Bucket } from './records.js';

/** The region that clients of a bucket sign for: `EU` is an old name of Ireland's, which S3 gives back as a location only. */
export function signingRegion({ region }: Pick<Bucket, 'region'>): string {
  return regionOfLocation(region);
}

/** The region that a location constraint means. */
export function regionOfLocation(constraint: string): string {
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}
