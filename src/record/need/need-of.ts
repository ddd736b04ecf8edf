import { groupBy } from '../../lib/group-by.js';
import type { Recording, RecordingLine } from '../recording/schema.js';
import { describeMultipart } from './describe-multipart.js';
import { describeOperation } from './describe-operation.js';
import { describePaging } from './describe-paging.js';
import type { Need } from './schema.js';

const mostEntries = 200;
const mostClients = 10;

/** What a program needs of a server, as a recording shows it. The same recording gives the same need. */
export function needOf({ head, lines }: Recording): Need {
  const known = lines.filter(({ operation }) => operation !== null);
  const operations = groupBy(known, ({ operation }) => operation ?? '');
  const order = orderOf(known);
  const multipart = describeMultipart(known);
  const paging = describePaging(known);
  const clients = lines.flatMap(({ headers }) =>
    headers.filter(([name]) => name === 'user-agent').map(([, value]) => value),
  );
  const puts = known.filter(({ operation }) => operation === 'PutObject');
  return {
    application: head.application,
    version: head.version,
    recorded: head.started.slice(0, 'YYYY-MM-DD'.length),
    upstream: head.upstream,
    requests: lines.length,
    clients: [...new Set(clients)].slice(0, mostClients),
    operations: Object.fromEntries(
      [...operations].map(([name, group]) => [name, describeOperation(name, group)]),
    ),
    order: order.slice(0, mostEntries),
    ...(order.length > mostEntries ? { order_left_out: order.length - mostEntries } : {}),
    concurrency: mostAtOnce(lines),
    largest_object: puts.reduce((most, { body }) => Math.max(most, body.length), 0),
    ...(multipart === undefined ? {} : { multipart }),
    ...(Object.keys(paging).length === 0 ? {} : { paging }),
    ...(known.length === lines.length ? {} : { left_out: lines.length - known.length }),
  };
}

function orderOf(lines: readonly RecordingLine[]): string[] {
  const runs: { readonly name: string; count: number }[] = [];
  for (const { operation } of lines) {
    const last = runs.at(-1);
    if (last?.name === operation) {
      last.count += 1;
    } else {
      runs.push({ name: operation ?? '', count: 1 });
    }
  }
  return runs.map(({ name, count }) => (count === 1 ? name : `${name} ×${count}`));
}

/** How many requests were on their way at once, at the most: one that begins when another ends is not. */
function mostAtOnce(lines: readonly RecordingLine[]): number {
  const changes = lines.flatMap(({ at, took }) => [
    { time: at, change: 1 },
    { time: at + took, change: -1 },
  ]);
  changes.sort((a, b) => a.time - b.time || a.change - b.change);
  let now = 0;
  let most = 0;
  for (const { change } of changes) {
    now += change;
    most = Math.max(most, now);
  }
  return most;
}
