import { printable } from '../reporting/printable.js';
import { count } from '../reporting/words.js';
import type { CleanedBucket, CleanedJournal } from '../runner/index.js';

const words: Readonly<Record<CleanedBucket['status'], string>> = {
  removed: 'removed',
  absent: 'was gone',
  kept: 'STILL THERE',
  planned: 'would be removed',
  untouched: 'untouched',
};

/** What `clean` did, as text: the journals of ended runs with their buckets, then what was left alone. */
export function renderCleaned(journals: readonly CleanedJournal[]): string {
  const ended = journals.filter(({ status }) => status === 'ended');
  const lines = ended.flatMap((journal) => [
    `${journal.endpoint_url}, run ${journal.run_id} of ${journal.started}`,
    ...journal.buckets.map(renderBucket),
  ]);
  for (const { status, endpoint_url, run_id, process, buckets } of journals) {
    const what = `${endpoint_url}, run ${run_id}: ${count(buckets.length, 'bucket')} left alone`;
    if (status === 'running') {
      lines.push(`${what}, process ${process} is still running`);
    }
    if (status === 'elsewhere') {
      lines.push(`${what}, another endpoint (--all-journals)`);
    }
  }
  return `${[...lines, summarize(ended)].map(printable).join('\n')}\n`;
}

function renderBucket({ bucket, status, reason }: CleanedBucket): string {
  return `  ${words[status].padEnd(words.planned.length)}  ${bucket}${reason === null ? '' : `  ${reason}`}`;
}

function summarize(journals: readonly CleanedJournal[]): string {
  const buckets = journals.flatMap((journal) => journal.buckets);
  if (buckets.length === 0) {
    return 'nothing to remove';
  }
  const order = ['removed', 'absent', 'kept', 'planned', 'untouched'] as const;
  return order
    .map((status) => [buckets.filter((bucket) => bucket.status === status).length, words[status]] as const)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}
