import { groupBy } from '../../lib/group-by.js';
import type { RecordingLine } from '../recording/schema.js';
import type { NeededMultipart } from './schema.js';

/** How objects were uploaded in parts; undefined where none was. */
export function describeMultipart(lines: readonly RecordingLine[]): NeededMultipart | undefined {
  const count = (name: string): number => lines.filter(({ operation }) => operation === name).length;
  const parts = lines.filter(({ operation }) => operation === 'UploadPart');
  const uploads = [...groupBy(parts, (line) => parameter(line, 'uploadId')).values()].map(sizesOf);
  const begun = count('CreateMultipartUpload');
  if (begun === 0 && uploads.length === 0) {
    return undefined;
  }
  const inner = uploads.flatMap((sizes) => (sizes.length > 1 ? sizes.slice(0, -1) : sizes));
  return {
    uploads: begun,
    completed: count('CompleteMultipartUpload'),
    aborted: count('AbortMultipartUpload'),
    part_size: mostFrequent(inner),
    part_sizes: [...new Set(inner)].sort((a, b) => a - b),
    most_parts: uploads.reduce((most, { length }) => Math.max(most, length), 0),
  };
}

/** The sizes of the parts of one upload, in the order of their numbers; of a part that was sent twice the last one. */
function sizesOf(lines: readonly RecordingLine[]): readonly number[] {
  const sizes = new Map(lines.map((line) => [Number(parameter(line, 'partNumber')), line.body.length]));
  return [...sizes].sort(([a], [b]) => a - b).map(([, size]) => size);
}

function mostFrequent(sizes: readonly number[]): number {
  const groups = [...groupBy(sizes, (size) => size).values()];
  return groups.sort((a, b) => b.length - a.length)[0]?.[0] ?? 0;
}

function parameter({ query }: RecordingLine, wanted: string): string {
  return query.find(([name]) => name === wanted)?.[1] ?? '';
}
