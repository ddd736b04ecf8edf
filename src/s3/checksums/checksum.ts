import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { IHasher } from 'hash-wasm';
import { bigEndian32, polynomialCrc32c, polynomialCrc64nvme } from '../../lib/crc.js';

/** A running checksum; `digest` gives its bytes, big-endian, and is called once. */
export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  digest(): Uint8Array;
}

/** One of the API's checksum algorithms; `size` is that of its digest in bytes. */
export interface ChecksumAlgorithm {
  readonly name: string;
  readonly size: number;
  start(): RunningChecksum | Promise<RunningChecksum>;
}

const wasm = (): Promise<typeof import('hash-wasm')> => import('hash-wasm');

const algorithms: ReadonlyMap<string, ChecksumAlgorithm> = new Map(
  [
    { name: 'CRC32', size: 4, start: startCrc32 },
    { name: 'CRC32C', size: 4, start: async () => wrap(await (await wasm()).createCRC32(polynomialCrc32c)) },
    {
      name: 'CRC64NVME',
      size: 8,
      start: async () => wrap(await (await wasm()).createCRC64(polynomialCrc64nvme.toString(16))),
    },
    { name: 'MD5', size: 16, start: () => startHash('md5') },
    { name: 'SHA1', size: 20, start: () => startHash('sha1') },
    { name: 'SHA256', size: 32, start: () => startHash('sha256') },
    { name: 'SHA512', size: 64, start: () => startHash('sha512') },
    { name: 'XXHASH64', size: 8, start: async () => wrap(await (await wasm()).createXXHash64()) },
    { name: 'XXHASH3', size: 8, start: async () => wrap(await (await wasm()).createXXHash3()) },
    { name: 'XXHASH128', size: 16, start: async () => wrap(await (await wasm()).createXXHash128()) },
  ].map((algorithm) => [algorithm.name, algorithm]),
);

/** The algorithm of the API's name (CRC32, SHA256, …); undefined where there is none of that name. */
export function checksumAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return algorithms.get(name);
}

/** The header or trailer that carries a checksum; MD5 keeps its old one. */
export function checksumHeaderName(algorithm: string): string {
  return algorithm === 'MD5' ? 'content-md5' : `x-amz-checksum-${algorithm.toLowerCase()}`;
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
    digest: () => bigEndian32(value),
  };
}

function wrap(hasher: IHasher): RunningChecksum {
  hasher.init();
  return {
    update: (chunk) => {
      hasher.update(chunk);
    },
    digest: () => hasher.digest('binary'),
  };
}
