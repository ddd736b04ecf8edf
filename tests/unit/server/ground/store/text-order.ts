import { string } from 'fast-check';

/** Short texts of any characters. */
export const text = string({ unit: 'binary', maxLength: 6 });

/** The order of the UTF-8 bytes of two texts. */
export const byBytes = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));
