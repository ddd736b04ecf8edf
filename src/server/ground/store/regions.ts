import type { Bucket } from './records.js';

/** It has no name as a location, lets owners create a bucket twice, and its endpoint creates buckets of every region. */
export const oldestRegion = 'us-east-1';

/** The region that clients of a bucket sign for: `EU` is an old name of Ireland's, which S3 gives back as a location only. */
export function signingRegion({ region }: Pick<Bucket, 'region'>): string {
  return regionOfLocation(region);
}

const regionPattern =
  /^(us|eu|ap|sa|ca|me|af|il|mx|cn)(-gov|-iso[a-z]?)?-(north|south|east|west|central)(east|west)?-\d$/;

/** Whether a text names a region, as far as its form tells, and the directions that each part of the world has. */
export function isRegion(text: string): boolean {
  return regionPattern.test(text) && !/^eu-(east|northeast|northwest|southeast|southwest)-/.test(text);
}

/** The region that a location constraint means. */
export function regionOfLocation(constraint: string): string {
  return constraint === 'EU' ? 'eu-west-1' : constraint;
}
