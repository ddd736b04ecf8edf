import { crc32 as zlibCrc32 } from 'node:zlib';

/** CRC32 (ISO-HDLC) of a small text, big-endian. */
export function crc32(bytes: Uint8Array): Buffer {
  return bigEndian32(zlibCrc32(bytes));
}

/** CRC32C (Castagnoli) of a small text, big-endian. */
export function crc32c(bytes: Uint8Array): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
    }
  }
  return bigEndian32(~crc >>> 0);
}

/** CRC64NVME of a small text, big-endian. */
export function crc64nvme(bytes: Uint8Array): Buffer {
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1n ? (crc >> 1n) ^ 0x9a6c9329ac4bc9b5n : crc >> 1n;
    }
  }
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(crc ^ 0xffffffffffffffffn);
  return out;
}

function bigEndian32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value >>> 0);
  return out;
}
