import { type PlainType, ruled } from '../../lib/fields/value-type.js';
import { parseMilliseconds } from '../../lib/units.js';

/** How long to wait, read into milliseconds. */
export const pause: PlainType<number> = ruled({
  schema: { type: ['string', 'number'] },
  must: 'needs a duration such as 500ms or 2s',
  isRight: (value) => (parseMilliseconds(value) ?? -1) >= 0,
  read: (value) => parseMilliseconds(value) ?? 0,
});
