import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import { combineChecksums, isCombinable } from '../../ground/payload/checksums/combine.js';
import { checksumHeader } from '../../ground/payload/checksums/declared.js';
import { checksumAlgorithms, createChecksum } from '../../ground/payload/checksums/hashers.js';
import type { Checksum, Upload, UploadedPart } from '../../ground/store/records.js';
import { defaultType, readType } from './upload-checksum.js';

/** The checksum of an object whose upload named none. */
export const defaultAlgorithm = 'CRC64NVME';

/** The checksum of the object that parts make; undefined where the parts' do not give one. */
export function objectChecksum(
  announced: Upload['checksum'],
  parts: readonly UploadedPart[],
): Checksum | undefined {
  const algorithm = announced?.algorithm ?? defaultAlgorithm;
  const sums: { value: string; size: number }[] = [];
  for (const { checksum, size } of parts) {
    if (checksum?.algorithm !== algorithm) {
      return undefined;
    }
    sums.push({ value: checksum.value, size });
  }
  if (announced?.type !== 'COMPOSITE') {
    return isCombinable(algorithm)
      ? { algorithm, value: combineChecksums(algorithm, sums), type: 'FULL_OBJECT' }
      : undefined;
  }
  const hasher = createChecksum(algorithm);
  for (const { value } of sums) {
    hasher.update(Buffer.from(value, 'base64'));
  }
  return { algorithm, value: `${hasher.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' };
}

/** Refuses a completion that says another type of checksum than its upload; gives the type that it says. */
export function requireChecksumType(
  headers: Headers,
  announced: Upload['checksum'],
): Checksum['type'] | undefined {
  const type = readType(headers['x-amz-checksum-type']);
  if (type !== undefined && type !== announced?.type) {
    throw new S3Error('InvalidRequest', {
      message: `The upload was created using the ${announced?.type ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
    });
  }
  return type;
}

/**
 * Refuses a completion whose own checksum of the object is not the one that was found. Where the request does not say of
 * which type its checksum is, S3 takes the type that an upload with that algorithm has by default.
 */
export function requireObjectChecksum(
  headers: Headers,
  type: Checksum['type'] | undefined,
  announced: Upload['checksum'],
  found: Checksum | undefined,
): void {
  if (found === undefined) {
    return;
  }
  const named = checksumAlgorithms.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  const value = headers[checksumHeader(found.algorithm)];
  const isOther = announced !== undefined && named.some((algorithm) => algorithm !== found.algorithm);
  const isMisread = value !== undefined && (type ?? defaultType(found.algorithm)) !== found.type;
  const isWrong = value !== undefined && value !== found.value && value !== withoutCount(found.value);
  if (isOther || isMisread || isWrong) {
    throw new S3Error('BadDigest', {
      message: `The ${found.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    });
  }
}

/** A composite checksum without the number of its parts. */
export function withoutCount(value: string): string {
  return value.replace(/-\d+$/, '');
}
