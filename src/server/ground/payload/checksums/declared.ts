import { S3Error } from '../../errors/s3-error.js';
import type { Headers } from '../../http/incoming.js';
import type { ChecksumAlgorithm } from '../../store/records.js';
import { checksumAlgorithms } from './hashers.js';

/** A checksum that a request promises: in a header, or in the trailer, where its value is still to come. */
export interface DeclaredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64. */
  readonly value?: string;
}

const headerPrefix = 'x-amz-checksum-';
const digestSizes: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
  MD5: 16,
  SHA512: 64,
  XXHASH64: 8,
  XXHASH3: 8,
  XXHASH128: 16,
};
const byHeader = new Map(checksumAlgorithms.map((algorithm) => [checksumHeader(algorithm), algorithm]));

/** The header that holds a checksum: `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return headerPrefix + algorithm.toLowerCase();
}

/** Whether a request says anything that its body can be checked against. */
export function hasDigest(headers: Headers): boolean {
  return (
    headers['content-md5'] !== undefined ||
    headers['x-amz-trailer'] !== undefined ||
    Object.keys(headers).some((name) => name.startsWith(headerPrefix))
  );
}

/** Reads the name of an algorithm; throws InvalidRequest where it is none. */
export function readAlgorithm(name: string): ChecksumAlgorithm {
  const algorithm = checksumAlgorithms.find((known) => known === name.toUpperCase());
  if (algorithm === undefined) {
    throw new S3Error('InvalidRequest', {
      message: `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${checksumAlgorithms.join(', ')}]`,
    });
  }
  return algorithm;
}

/** Reads which checksum a request promises of its body; throws InvalidRequest where it contradicts itself. */
export function readDeclaredChecksum(headers: Headers): DeclaredChecksum | undefined {
  const declared = findDeclared(headers);
  const announced = headers['x-amz-sdk-checksum-algorithm'];
  if (announced === undefined) {
    return declared;
  }
  const algorithm = readAlgorithm(announced);
  if (declared === undefined && headers['content-md5'] === undefined) {
    throw new S3Error('InvalidRequest', {
      message:
        'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    });
  }
  if (declared !== undefined && declared.algorithm !== algorithm) {
    throw new S3Error('InvalidRequest', {
      message: `Value for x-amz-sdk-checksum-algorithm header is invalid.`,
    });
  }
  return declared;
}

function findDeclared(headers: Headers): DeclaredChecksum | undefined {
  let found: Required<DeclaredChecksum> | undefined;
  for (const name in headers) {
    if (!name.startsWith(headerPrefix)) {
      continue;
    }
    const algorithm = byHeader.get(name);
    if (algorithm === undefined) {
      continue;
    }
    if (found !== undefined) {
      throw new S3Error('InvalidRequest', {
        message: 'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
      });
    }
    found = { algorithm, value: headers[name] ?? '' };
  }
  if (found !== undefined) {
    requireWellFormed(found.algorithm, found.value);
  }
  const trailer = headers['x-amz-trailer']?.toLowerCase().trim();
  if (trailer === undefined) {
    return found;
  }
  const algorithm = byHeader.get(trailer);
  if (algorithm === undefined || found !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'The value specified in the x-amz-trailer header is not supported',
    });
  }
  return { algorithm };
}

/** Refuses a checksum that does not have the length of its algorithm. */
export function requireWellFormed(algorithm: ChecksumAlgorithm, value: string): string {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== digestSizes[algorithm] || bytes.toString('base64') !== value) {
    throw new S3Error('InvalidRequest', {
      message: `Value for ${checksumHeader(algorithm)} header is invalid.`,
    });
  }
  return value;
}
