import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** A running checksum; `digest` gives its bytes, big-endian, and is called once. */
export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  digest(): Uint8Array;
}

const MAKERS: Readonly<Record<string, () => RunningChecksum>> = {
  CRC32: startCrc32,
  MD5: () => startHash('md5'),
  SHA1: () => startHash('sha1'),
  SHA256: () => startHash('sha256'),
  SHA512: () => startHash('sha512'),
};

/** Starts the checksum that the API calls `algorithm` (CRC32, SHA256, …); undefined where it has none of that name. */
export function startChecksum(algorithm: string): RunningChecksum | undefined {
  return Object.hasOwn(MAKERS, algorithm) ? MAKERS[algorithm]?.() : undefined;
}

function startHash(name: string): RunningChecksum {
  const hash = createHash(name);
  return {
    update: (chunk) => {
      hash.update(chunk);
    },
    digest: () => hash.digest(),
  };
}

function startCrc32(): RunningChecksum {
  let value = 0;
  return {
    update(chunk) {
      value = crc32(chunk, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes;
    },
  };
}
