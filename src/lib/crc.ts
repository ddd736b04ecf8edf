import { crc32 as zlibCrc32 } from 'node:zlib';

/** The polynomial of CRC32C in reflected form (Castagnoli's; RFC 3720, section 12.1). */
export const polynomialCrc32c = 0x82f63b78;

/** The polynomial of CRC64NVME in reflected form (NVM Express, NVM Command Set, section 5.2.1.3.4). */
export const polynomialCrc64nvme = 0x9a6c9329ac4bc9b5n;

/** CRC32 (ISO-HDLC), big-endian. */
export function crc32(bytes: Uint8Array): Buffer {
  return bigEndian32(zlibCrc32(bytes));
}

/** CRC32C of a small text, big-endian, bit by bit: the WebAssembly that bodies are summed by has to be waited for. */
export function crc32c(bytes: Uint8Array): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ polynomialCrc32c : crc >>> 1;
    }
  }
  return bigEndian32(~crc);
}

/** CRC64NVME of a small text, big-endian, bit by bit as well. */
export function crc64nvme(bytes: Uint8Array): Buffer {
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1n ? (crc >> 1n) ^ polynomialCrc64nvme : crc >> 1n;
    }
  }
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(crc ^ 0xffffffffffffffffn);
  return out;
}

/** The four bytes of a checksum of 32 bits, the highest first. */
export function bigEndian32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value >>> 0);
  return out;
}
