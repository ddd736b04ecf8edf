import type { Ask } from './ask.js';
import { type Entry, listContents } from './list-contents.js';

const mask = '\uFFFD';

/** What XML 1.0 cannot hold, and servers that do not encode keys write U+FFFD for. */
const unspeakable = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCodePoint(code)).filter(
    (char) => !'\t\n\r'.includes(char),
  ),
  '\uFFFE',
  '\uFFFF',
];

/**
 * Puts for every entry whose key is masked those that it may be: a listing shows a wrong character, but finds
 * by the right one.
 */
export async function unmaskKeys(
  bucket: string,
  entries: readonly Entry[],
  ask: Ask,
): Promise<readonly Entry[]> {
  const unmasked = await Promise.all(
    entries.map(async (entry) => {
      if (!entry.key.includes(mask)) {
        return [entry];
      }
      const keys = await findKeys(bucket, entry.key, ask);
      return keys.map((key) => ({ ...entry, key }));
    }),
  );
  return unmasked.flat();
}

async function findKeys(bucket: string, masked: string, ask: Ask): Promise<readonly string[]> {
  const [first = '', ...others] = masked.split(mask);
  let prefixes = [first];
  for (const part of others) {
    const candidates = prefixes.flatMap((prefix) =>
      [mask, ...unspeakable].map((char) => prefix + char + part),
    );
    const hits = await Promise.all(candidates.map((prefix) => holds(bucket, prefix, ask)));
    prefixes = candidates.filter((_, index) => hits[index]);
  }
  return prefixes;
}

async function holds(bucket: string, prefix: string, ask: Ask): Promise<boolean> {
  for await (const page of listContents(bucket, ask, { encoded: false, everyWay: true, prefix })) {
    if (page.kind === 'entries' && page.entries.length > 0) {
      return true;
    }
  }
  return false;
}
