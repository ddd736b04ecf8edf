import { oneLine } from '../reporting/printable.js';
import type { ResultHead } from '../results/source.js';
import { type Io, note } from './io.js';

const mostNamed = 20;

/** Says which buckets were left standing, and how they are removed. */
export function noteKept({ cases }: Pick<ResultHead, 'cases'>, io: Io): void {
  const kept = cases.flatMap(({ id, kept: buckets = [] }) => buckets.map((bucket) => ({ id, bucket })));
  for (const { id, bucket } of kept.slice(0, mostNamed)) {
    note(`kept ${oneLine(bucket)} of ${oneLine(id)}`, io);
  }
  if (kept.length > 0) {
    const rest = kept.length - mostNamed;
    note(`${rest > 0 ? `kept ${rest} more; ` : ''}s3tester clean removes what was kept`, io);
  }
}
