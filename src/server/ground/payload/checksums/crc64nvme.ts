const polynomial = 0x9a6c9329ac4bc9b5n;
const slices = 8;
// Each table's entries are 64 bits: low words in the first half, high words in the second.
const tables = makeTables();

/** A CRC64NVME (NVM Express, reflected) as it grows. */
export class Crc64Nvme {
  #low = ~0;
  #high = ~0;

  update(data: Buffer): void {
    let low = this.#low;
    let high = this.#high;
    let index = 0;
    for (const end = data.length - (data.length % slices); index < end; index += slices) {
      const a = low ^ data.readInt32LE(index);
      const b = high ^ data.readInt32LE(index + 4);
      let nextLow = 0;
      let nextHigh = 0;
      for (let byte = 0; byte < 4; byte++) {
        const first = tables[7 - byte] as Int32Array;
        const second = tables[3 - byte] as Int32Array;
        const x = (a >>> (8 * byte)) & 255;
        const y = (b >>> (8 * byte)) & 255;
        nextLow ^= (first[x] as number) ^ (second[y] as number);
        nextHigh ^= (first[x + 256] as number) ^ (second[y + 256] as number);
      }
      low = nextLow;
      high = nextHigh;
    }
    const table = tables[0] as Int32Array;
    for (; index < data.length; index++) {
      const entry = (low ^ (data[index] as number)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (table[entry] as number);
      high = (high >>> 8) ^ (table[entry + 256] as number);
    }
    this.#low = low;
    this.#high = high;
  }

  /** The eight bytes of the sum, highest first. */
  digest(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}

function makeTables(): Int32Array[] {
  const first = Array.from({ length: 256 }, (_, byte) => {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
    }
    return value;
  });
  const all = [first];
  for (let slice = 1; slice < slices; slice++) {
    const previous = all[slice - 1] ?? [];
    all.push(previous.map((value) => (first[Number(value & 255n)] as bigint) ^ (value >> 8n)));
  }
  return all.map((table) =>
    Int32Array.from({ length: 512 }, (_, index) =>
      Number(
        BigInt.asIntN(32, index < 256 ? (table[index] as bigint) : (table[index - 256] as bigint) >> 32n),
      ),
    ),
  );
}
