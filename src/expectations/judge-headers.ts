import type { HeaderList, Mismatch } from '../results/types.js';
import { match } from './match.js';
import { fieldPath } from './mismatch.js';

const metadataPrefix = 'x-amz-meta-';

/** Header values by lower-case name; duplicates are joined with a comma and a space (RFC 9110, 5.3). */
function joinHeaders(headers: HeaderList): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    joined.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return joined;
}

/** Matches headers by name, whatever their case; `path` is what comes before the names. */
export function judgeHeaders(
  expected: Readonly<Record<string, unknown>>,
  headers: HeaderList,
  path: string,
): readonly Mismatch[] {
  const joined = joinHeaders(headers);
  return Object.entries(expected).flatMap(([name, matcher]) =>
    match(matcher, joined.get(name.toLowerCase()), fieldPath(path, name.toLowerCase())),
  );
}

/** Matches user metadata, which S3 returns as `x-amz-meta-…` headers. */
export function judgeMetadata(
  expected: Readonly<Record<string, unknown>>,
  headers: HeaderList,
  path: string,
): readonly Mismatch[] {
  const joined = joinHeaders(headers);
  return Object.entries(expected).flatMap(([name, matcher]) =>
    match(matcher, joined.get(metadataPrefix + name.toLowerCase()), fieldPath(path, name)),
  );
}
