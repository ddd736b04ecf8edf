import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ChecksumAlgorithm } from '../../store/records.js';
import { crc32c } from './crc32c.js';
import { Crc64Nvme } from './crc64nvme.js';
import { createXxhash, loadXxhash } from './xxhash.js';

/** A sum that grows with each chunk. */
export interface Hasher {
  update(chunk: Buffer): void;
  digest(): Buffer;
}

const makers: Readonly<Record<ChecksumAlgorithm, () => Hasher>> = {
  CRC32: () => fold32(crc32),
  CRC32C: () => fold32(crc32c),
  CRC64NVME: () => new Crc64Nvme(),
  SHA1: () => cryptoHasher('sha1'),
  SHA256: () => cryptoHasher('sha256'),
  MD5: () => cryptoHasher('md5'),
  SHA512: () => cryptoHasher('sha512'),
  XXHASH64: () => createXxhash('XXHASH64'),
  XXHASH3: () => createXxhash('XXHASH3'),
  XXHASH128: () => createXxhash('XXHASH128'),
};

/** The algorithms, in the order of the API documentation. */
export const checksumAlgorithms = Object.keys(makers) as readonly ChecksumAlgorithm[];

/** Loads what an algorithm is computed by; undefined where there is nothing to wait for. */
export function loadChecksum(algorithm: ChecksumAlgorithm): Promise<void> | undefined {
  return algorithm.startsWith('XXHASH') ? loadXxhash() : undefined;
}

/** Starts a sum of one of S3's checksum algorithms, which was loaded. */
export function createChecksum(algorithm: ChecksumAlgorithm): Hasher {
  return makers[algorithm]();
}

/** Starts an MD5 or a SHA sum. */
export function cryptoHasher(name: 'md5' | 'sha1' | 'sha256' | 'sha512'): Hasher {
  const hash = createHash(name);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}

function fold32(next: (chunk: Buffer, former: number) => number): Hasher {
  let value = 0;
  return {
    update: (chunk) => {
      value = next(chunk, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}
