import { parseSeconds } from '../../operations/units.js';

/** Reads `500ms`, `2s`, `1.5m`, `1h`, `1d` or a bare number of seconds into milliseconds; undefined where it is none of these. */
export function parseDuration(text: string | number): number | undefined {
  const seconds = parseSeconds(text);
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}
