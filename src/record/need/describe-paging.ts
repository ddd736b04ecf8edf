import { groupBy } from '../../lib/group-by.js';
import type { RecordingLine } from '../recording/schema.js';
import type { NeededPaging } from './schema.js';

const sizes = /^max-(?:keys|uploads|parts|buckets)$/;
const starts =
  /^(?:continuation-token|start-after|marker|key-marker|version-id-marker|upload-id-marker|part-number-marker)$/;
/** A page that follows another begins at one of these; at the others also a first page may. */
const continuations = /^(?:continuation-token|marker|key-marker|upload-id-marker|part-number-marker)$/;
const lists = /^(?:ListBuckets|ListObjects|ListObjectsV2|ListObjectVersions|ListMultipartUploads|ListParts)$/;

/** How lists were read, by operation. */
export function describePaging(lines: readonly RecordingLine[]): Record<string, NeededPaging> {
  const asked = lines.filter(({ operation }) => lists.test(operation ?? ''));
  const groups = groupBy(asked, ({ operation }) => operation ?? '');
  return Object.fromEntries([...groups].map(([name, group]) => [name, describe(group)]));
}

function describe(lines: readonly RecordingLine[]): NeededPaging {
  const given = lines.map(({ query }) => query.filter(([, value]) => value !== ''));
  const pages = given.map((query) => Number(query.find(([name]) => sizes.test(name))?.[1] ?? 0));
  const by = given.flatMap((query) => query.map(([name]) => name).filter((name) => starts.test(name)));
  return {
    page_sizes: [...new Set(pages)].sort((a, b) => a - b),
    continued: given.filter((query) => query.some(([name]) => continuations.test(name))).length,
    by: [...new Set(by)].sort(),
  };
}
