import { S3Error } from '../../ground/errors/s3-error.js';
import type { Headers } from '../../ground/http/incoming.js';
import { combineChecksums, isCombinable } from '../../ground/payload/checksums/combine.js';
import { checksumHeader } from '../../ground/payload/checksums/declared.js';
import { checksumAlgorithms, createChecksum } from '../../ground/payload/checksums/hashers.js';
import type { Checksum, ChecksumAlgorithm, Upload, UploadedPart } from '../../ground/store/records.js';
import { readType } from './upload-checksum.js';

/** The checksum of the object that parts make; undefined where the parts' do not give one. */
export function objectChecksum(
  announced: Upload['checksum'],
  parts: readonly UploadedPart[],
): Checksum | undefined {
  const algorithm = announced?.algorithm ?? parts[0]?.checksum?.algorithm;
  if (algorithm === undefined) {
    return undefined;
  }
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

/** Refuses a completion whose own checksum of the object is not the one that was found. */
export function requireObjectChecksum(headers: Headers, found: Checksum | undefined): void {
  const type = readType(headers['x-amz-checksum-type']);
  if (type !== undefined && found !== undefined && type !== found.type) {
    throw new S3Error('InvalidRequest', {
      message: `The upload was created using the ${found.type} checksum mode. The complete request must use the same checksum mode.`,
    });
  }
  for (const algorithm of checksumAlgorithms) {
    const value = headers[checksumHeader(algorithm)];
    if (value !== undefined) {
      requireSame(algorithm, value, found);
    }
  }
}

function requireSame(algorithm: ChecksumAlgorithm, value: string, found: Checksum | undefined): void {
  if (algorithm !== found?.algorithm) {
    throw new S3Error('InvalidRequest', {
      message: `Checksum Type mismatch occurred, expected checksum Type: ${found?.algorithm.toLowerCase() ?? 'null'}, actual checksum Type: ${algorithm.toLowerCase()}`,
    });
  }
  if (value !== found.value && value !== found.value.replace(/-\d+$/, '')) {
    throw new S3Error('BadDigest', {
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
  }
}
