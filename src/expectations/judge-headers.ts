import { type HeaderList, headerValue } from '../lib/headers.js';
import type { Mismatch } from '../results/types.js';
import { match } from './match.js';
import { fieldPath } from './mismatch.js';

const metadataPrefix = 'x-amz-meta-';

/** Matches headers by name, whatever their case; `path` is what comes before the names. */
export function judgeHeaders(
  expected: Readonly<Record<string, unknown>>,
  headers: HeaderList,
  path: string,
): readonly Mismatch[] {
  return Object.entries(expected).flatMap(([name, matcher]) => {
    const header = name.toLowerCase();
    return match(matcher, headerValue(headers, header), fieldPath(path, header));
  });
}

/** Matches user metadata, which S3 returns as `x-amz-meta-…` headers. */
export function judgeMetadata(
  expected: Readonly<Record<string, unknown>>,
  headers: HeaderList,
  path: string,
): readonly Mismatch[] {
  return Object.entries(expected).flatMap(([name, matcher]) =>
    match(matcher, headerValue(headers, metadataPrefix + name.toLowerCase()), fieldPath(path, name)),
  );
}
