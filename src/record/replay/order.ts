import { elementText } from './document.js';
import { type Exchange, writingOperations } from './exchange.js';
import { depend, type Use, usesOf } from './uses.js';

/** An exchange on its way into the order of a replay. */
interface Placed {
  readonly exchange: Exchange;
  readonly uses: readonly Use[];
  start: number;
  end: number;
  layer: number;
}

/**
 * Puts exchanges in the order of a replay: those of one list overlapped, and do not depend on each other; whatever was over
 * before another began stands in a list before it. Of those that overlapped and depend on each other, the first is the one
 * whose effect the other one saw.
 */
export function orderOf(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const placed = exchanges.map((exchange): Placed => {
    const { start, end } = exchange;
    return { exchange, uses: usesOf(exchange), start, end: Math.max(end, start), layer: 0 };
  });
  const byStart = (one: Placed, other: Placed): number =>
    one.start - other.start || one.exchange.n - other.exchange.n;
  placed.sort(byStart);
  delayWhatSawOthers(placed);
  placed.sort(byStart);

  const layers: Exchange[][] = [];
  let running: Placed[] = [];
  let over = -1;
  for (const item of placed) {
    const ended = running.filter(({ end }) => end <= item.start);
    over = Math.max(over, ...ended.map(({ layer }) => layer));
    running = running.filter(({ end }) => end > item.start);
    const before = running.filter(({ uses }) => depend(uses, item.uses)).map(({ layer }) => layer);
    item.layer = 1 + Math.max(over, ...before);
    running.push(item);
    layers[item.layer] = [...(layers[item.layer] ?? []), item.exchange];
  }
  return layers;
}

/** An exchange that saw the effect of one that began later is taken to have begun after it. */
function delayWhatSawOthers(placed: readonly Placed[]): void {
  let running: Placed[] = [];
  for (const item of placed) {
    running = running.filter(({ end }) => end > item.start);
    for (const other of running.filter(({ uses }) => depend(uses, item.uses))) {
      if (sawEffect(other.exchange, item.exchange)) {
        delay(other, item);
      } else if (!sawEffect(item.exchange, other.exchange) && missedEffect(other.exchange, item.exchange)) {
        delay(other, item);
      }
    }
    running.push(item);
  }
}

function delay(item: Placed, behind: Placed): void {
  item.start = Math.max(item.start, behind.start + Number.EPSILON * Math.max(1, behind.start));
  item.end = Math.max(item.end, item.start);
}

/** Whether a response could only be what it is after a write of the same key. */
function sawEffect(seeing: Exchange, write: Exchange): boolean {
  if (!write.isSuccess || !writingOperations.has(write.operation)) {
    return false;
  }
  if (seeing.status === 412 || seeing.status === 409) {
    return true;
  }
  if (!isReading(seeing)) {
    return false;
  }
  const etag = write.responseHeader('etag') ?? elementText(write.document, 'ETag');
  return etag === undefined ? seeing.status === 404 : seeing.responseHeader('etag') === etag;
}

/** Whether a write that ran since before a read had not happened for it: the read comes first. */
function missedEffect(write: Exchange, seeing: Exchange): boolean {
  return writingOperations.has(write.operation) && write.isSuccess && isReading(seeing);
}

function isReading({ operation }: Exchange): boolean {
  return operation === 'GetObject' || operation === 'HeadObject';
}
