import { type PlainType, ruled } from '../../lib/fields/value-type.js';
import { parseSize } from '../../lib/units.js';

/** A place in a body: so many bytes from its start, or so many percent of it. */
export type BodyPosition = { readonly bytes: number } | { readonly percent: number };

const percentage = /^(\d{1,2}|100)%$/;

/** A place in a body, as a size or a percentage. */
export const bodyPosition: PlainType<BodyPosition> = ruled({
  schema: { type: ['integer', 'string'] },
  must: 'is a size such as 512KiB, or a percentage such as 50%',
  isRight: (value) => parseSize(value) !== undefined || percentage.test(String(value)),
  read(value) {
    const percent = percentage.exec(String(value))?.[1];
    return percent === undefined ? { bytes: parseSize(value) ?? 0 } : { percent: Number(percent) };
  },
});
