import type { HistoryLine, HistoryOperation } from '../../../src/consistency/history/types.js';
import { makeFractions, pickIndex } from '../../../src/consistency/random.js';
import { get, list, operation, put } from './build.js';

/**
 * How a simulated store reads. `atomic`: what is there at one moment between call and return. `sequential`: what was there
 * at some moment, for each client never an older one than before, and never before its own last write. `eventual`: what was
 * there at any moment before.
 */
export type Reads = 'atomic' | 'sequential' | 'eventual';

/** What a simulated history is made of. */
export interface StoreSimulation {
  readonly seed: number;
  readonly reads: Reads;
  readonly operations: number;
  readonly clients?: number;
  readonly keys?: number;
  /** The share of writes and deletes of which no response comes; half of them happened. */
  readonly unknown?: number;
}

type State = ReadonlyMap<string, number>;

/** A history of clients that put, create, swap, delete, get and list some keys of a store. */
export function simulateStore(simulation: StoreSimulation): readonly HistoryLine[] {
  const { seed, reads, operations: count, clients = 6, keys = 3, unknown = 0 } = simulation;
  const random = makeFractions(seed);
  const names = Array.from({ length: keys }, (_, index) => `key-${index}`);
  const past: State[] = [new Map()];
  const seen = new Map<number, number>();
  let value = 0;

  /** The state that a client reads. */
  function look(client: number): State {
    const newest = past.length - 1;
    const oldest = reads === 'sequential' ? (seen.get(client) ?? 0) : 0;
    const at = reads === 'atomic' ? newest : newest - pickIndex(random, Math.min(4, newest - oldest + 1));
    seen.set(client, at);
    return past[at] ?? new Map();
  }

  function change(client: number, key: string, to: number | null): void {
    const next = new Map(past.at(-1));
    if (to === null) {
      next.delete(key);
    } else {
      next.set(key, to);
    }
    past.push(next);
    seen.set(client, past.length - 1);
  }

  function act({ client, call, return: returned }: Turn): HistoryOperation {
    const key = names[pickIndex(random, keys)] ?? '';
    const times = [call, returned] as const;
    const draw = random();
    if (draw < 0.4) {
      return get(client, times, look(client).get(key) ?? null, { key });
    }
    if (draw < 0.5) {
      const state = look(client);
      const entries = [...state].map(([name, found]) => ({ key: name, etag: `"${found}"` }));
      return list(client, times, [], { listing: { entries, pages: [entries.length], truncated: false } });
    }
    const present = past.at(-1)?.get(key);
    const isLost = random() < unknown;
    const lost = { outcome: 'unknown', status: null, code: 'ETIMEDOUT' } as const;
    const happens = !isLost || random() < 0.5;
    if (draw < 0.6) {
      if (happens) {
        change(client, key, null);
      }
      return operation(client, 'delete', times, { key, ...(isLost ? lost : {}) });
    }
    const written = ++value;
    const condition =
      draw < 0.7
        ? ({ if_none_match: '*' } as const)
        : draw < 0.85
          ? { if_match: `"${present ?? 0}"`, if_match_value: present ?? 0 }
          : null;
    const isTrue = condition === null || (draw < 0.7 ? present === undefined : present !== undefined);
    if (isTrue && happens) {
      change(client, key, written);
    }
    const asked = condition === null ? {} : { condition };
    const refusal = { outcome: 'refused', status: draw < 0.7 ? 412 : 404 } as const;
    return put(client, times, written, { key, ...asked, ...(isLost ? lost : isTrue ? {} : refusal) });
  }

  const done = planTurns(random, count, clients).map(act);
  return done.sort((one, other) => (one.return ?? 0) - (other.return ?? 0));
}

interface Turn {
  readonly client: number;
  readonly call: number;
  readonly return: number;
}

/** Calls and returns of all operations, in the order of a moment between them. */
function planTurns(random: () => number, count: number, clients: number): readonly Turn[] {
  const free = Array.from({ length: clients }, () => Math.floor(random() * 10));
  const turns: (Turn & { readonly at: number })[] = [];
  for (let turn = 0; turn < count; turn++) {
    const client = free.indexOf(Math.min(...free));
    const call = (free[client] ?? 0) + Math.floor(random() * 4);
    const length = 1 + Math.floor(random() * 10);
    turns.push({ client, call, at: call + random() * length, return: call + length });
    free[client] = call + length + 1;
  }
  return turns.sort((one, other) => one.at - other.at);
}
