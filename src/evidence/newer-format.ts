import { bundleFormat } from './members.js';
import { parseJson } from './parse-member.js';
import type { OpenBundle } from './read-bundle.js';

/** What is said of a bundle that a later version wrote; null where this one reads it. */
export async function newerFormat(bundle: OpenBundle): Promise<string | null> {
  const data = parseJson((await bundle.bytes('manifest.json')).toString('utf8'), 'manifest.json');
  const format =
    typeof data === 'object' && data !== null && 'bundle_format' in data ? data.bundle_format : null;
  return typeof format === 'number' && format > bundleFormat
    ? `it has bundle_format ${format}; this s3tester reads ${bundleFormat}`
    : null;
}
