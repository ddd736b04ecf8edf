const polynomial = 0x82f63b78;
const slices = 8;
const tables = makeTables();

/** CRC32C (Castagnoli, RFC 3720), eight bytes at a time; `former` continues an earlier call. */
export function crc32c(data: Buffer, former = 0): number {
  let crc = ~former;
  let index = 0;
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const at = (table: Uint32Array, byte: number): number => table[byte] as number;
  for (const end = data.length - (data.length % slices); index < end; index += slices) {
    const low = crc ^ data.readInt32LE(index);
    const high = data.readInt32LE(index + 4);
    crc =
      at(t7, low & 255) ^
      at(t6, (low >>> 8) & 255) ^
      at(t5, (low >>> 16) & 255) ^
      at(t4, low >>> 24) ^
      at(t3, high & 255) ^
      at(t2, (high >>> 8) & 255) ^
      at(t1, (high >>> 16) & 255) ^
      at(t0, high >>> 24);
  }
  for (; index < data.length; index++) {
    crc = at(t0, (crc ^ (data[index] as number)) & 255) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}

function makeTables(): Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) {
      value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    }
    return value;
  });
  const all = [first];
  for (let slice = 1; slice < slices; slice++) {
    const previous = all[slice - 1] as Uint32Array;
    all.push(previous.map((value) => (first[value & 255] as number) ^ (value >>> 8)));
  }
  return all;
}
