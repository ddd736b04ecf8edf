import type { ChecksumAlgorithm } from '../../store/records.js';

interface Polynomial {
  readonly bits: number;
  /** Reflected: the highest coefficient is the lowest bit. */
  readonly value: bigint;
}

const polynomials: Partial<Record<ChecksumAlgorithm, Polynomial>> = {
  CRC32: { bits: 32, value: 0xedb88320n },
  CRC32C: { bits: 32, value: 0x82f63b78n },
  CRC64NVME: { bits: 64, value: 0x9a6c9329ac4bc9b5n },
};

/** Whether the sums of parts give the sum of the whole. */
export function isCombinable(algorithm: ChecksumAlgorithm): boolean {
  return polynomials[algorithm] !== undefined;
}

/** The CRC, base64, of parts one after another, from their CRCs and sizes. */
export function combineChecksums(
  algorithm: ChecksumAlgorithm,
  parts: readonly { readonly value: string; readonly size: number }[],
): string {
  const polynomial = polynomials[algorithm];
  if (polynomial === undefined) {
    throw new Error(`${algorithm} sums do not combine`);
  }
  const shifts = new Map<number, bigint>();
  let sum = 0n;
  for (const { value, size } of parts) {
    const shift = shifts.get(size) ?? powerOfX(BigInt(size) * 8n, polynomial);
    shifts.set(size, shift);
    sum = multiply(sum, shift, polynomial) ^ BigInt(`0x${Buffer.from(value, 'base64').toString('hex')}`);
  }
  return Buffer.from(sum.toString(16).padStart(polynomial.bits / 4, '0'), 'hex').toString('base64');
}

// Multiplication of reflected polynomials over GF(2), modulo the CRC's.
function multiply(left: bigint, right: bigint, { bits, value }: Polynomial): bigint {
  let product = 0n;
  let factor = left;
  for (let bit = BigInt(bits - 1); bit >= 0n; bit--) {
    if ((right >> bit) & 1n) {
      product ^= factor;
    }
    factor = factor & 1n ? (factor >> 1n) ^ value : factor >> 1n;
  }
  return product;
}

function powerOfX(exponent: bigint, polynomial: Polynomial): bigint {
  const one = 1n << BigInt(polynomial.bits - 1);
  let power = one;
  let square = one >> 1n;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) {
      power = multiply(power, square, polynomial);
    }
    square = multiply(square, square, polynomial);
  }
  return power;
}
