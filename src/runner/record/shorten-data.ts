import { mapMembers } from '../../lib/map-members.js';
import { isRecord } from '../../lib/records.js';

/** Makes data of a response small enough to be kept: what is left out is told by its length or number. */
export type Shortener = <T>(value: T) => T;

/** The longest text that is kept, in characters. */
const textLimit = 64 * 1024;
/** The most that is kept of one value, in characters; a page of a thousand versions of long keys stays below it. */
const valueLimit = 3 * 1024 * 1024;
/** The most that is kept in one run, in characters; no suite on a sound server comes near it. */
const runLimit = 16 * 1024 * 1024;
/** What is kept of a value once the run has kept as much as it may. */
const lateLimit = 8 * 1024;
/** What every item and member takes beside its own characters. */
const itemSize = 128;

/** Makes the shortener of one run, which may keep results in memory until its end. */
export function createShortener(): Shortener {
  let kept = 0;
  return <T>(value: T): T => {
    const limit = kept < runLimit ? valueLimit : lateLimit;
    const budget = { left: limit };
    const shortened = shorten(value, budget) as T;
    kept += limit - budget.left;
    return shortened;
  };
}

interface Budget {
  left: number;
}

function shorten(value: unknown, budget: Budget): unknown {
  budget.left -= itemSize;
  if (typeof value === 'string') {
    if (value.length > textLimit || value.length > budget.left) {
      return `${value.length} characters left out`;
    }
    budget.left -= value.length;
    return value;
  }
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      if (budget.left <= 0) {
        return [...items, `${value.length - items.length} items left out`];
      }
      items.push(shorten(item, budget));
    }
    return items;
  }
  return isRecord(value) ? shortenMembers(value, budget) : value;
}

function shortenMembers(
  record: Readonly<Record<string, unknown>>,
  budget: Budget,
): Readonly<Record<string, unknown>> {
  let omitted = 0;
  const kept = mapMembers(record, (item, name) => {
    if (budget.left <= 0) {
      omitted++;
      return undefined;
    }
    budget.left -= name.length;
    return shorten(item, budget);
  });
  return omitted === 0 ? kept : { ...kept, '(others)': `${omitted} members left out` };
}
