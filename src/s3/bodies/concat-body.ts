import type { BodySource } from '../types.js';
import { wholeBodyLimit } from './generated-body.js';

/** One body after another; it is held whole where all are and they are small. */
export function concatBody(parts: readonly BodySource[]): BodySource {
  const sizes = parts.map((part) => part.size);
  const size = sizes.every((one) => one !== undefined) ? sizes.reduce((sum, one) => sum + one, 0) : undefined;
  const whole = parts.flatMap((part) => (part.bytes === undefined ? [] : [part.bytes]));
  const isSmall = whole.length === parts.length && (size ?? Infinity) <= wholeBodyLimit;
  return {
    size,
    ...(isSmall ? { bytes: Buffer.concat(whole) } : {}),
    async *open() {
      for (const part of parts) {
        yield* part.open();
      }
    },
  };
}
