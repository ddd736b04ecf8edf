import type { Ask } from './ask.js';
import { type Entry, listContents } from './list-contents.js';
import type { ListingLimit } from './listing-limit.js';

const mask = '\uFFFD';

/** What XML 1.0 cannot hold, and servers that do not encode keys write U+FFFD for. */
const unspeakable = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCodePoint(code)).filter(
    (char) => !'\t\n\r'.includes(char),
  ),
  '\uFFFE',
  '\uFFFF',
];

/** A server that finds more readings of one key than this finds whatever it is asked for. */
const mostReadings = 16;

/**
 * Puts for every entry whose key is masked those that it may be: a listing shows a wrong character, but finds
 * by the right one.
 */
export async function unmaskKeys(
  bucket: string,
  entries: readonly Entry[],
  ask: Ask,
  limit: ListingLimit,
): Promise<readonly Entry[]> {
  const unmasked = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.key.includes(mask)) {
        return [entry];
      }
      const keys = await findKeys(bucket, entry.key, ask, limit);
      return keys.map((key) => ({ ...entry, key }));
    }),
  );
  return unmasked.flat();
}

async function findKeys(
  bucket: string,
  masked: string,
  ask: Ask,
  limit: ListingLimit,
): Promise<readonly string[]> {
  const [first = '', ...others] = masked.split(mask);
  let prefixes = [first];
  for (const part of others) {
    const candidates = prefixes.flatMap((prefix) =>
      [mask, ...unspeakable].map((char) => prefix + char + part),
    );
    const hits = await Promise.all(candidates.map((prefix) => holds(bucket, prefix, ask, limit)));
    prefixes = candidates.filter((_, index) => hits[index]);
    if (prefixes.length > mostReadings) {
      return [masked];
    }
  }
  return prefixes;
}

async function holds(bucket: string, prefix: string, ask: Ask, limit: ListingLimit): Promise<boolean> {
  const options = { encoded: false, everyWay: true, prefix, limit };
  for await (const page of listContents(bucket, ask, options)) {
    if (page.kind === 'entries' && page.entries.length > 0) {
      return true;
    }
  }
  return false;
}
